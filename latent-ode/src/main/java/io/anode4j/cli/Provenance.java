package io.anode4j.cli;

import io.anode4j.data.csv.ReadReport;
import io.anode4j.model.ChannelUnits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a model file says of its origin. No date, no directory and nothing that does not change the
 * model: the same data, seed and settings give the same file anywhere.
 */
final class Provenance {
  /** Options that say where to write, how fast to compute and how much to tell. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("--model", "-m", "--out", "--report", "--rejects", "--threads");

  private static final Set<String> FLAGS_WITHOUT_EFFECT = Set.of("--quiet", "--verbose");

  private Provenance() {}

  static Map<String, String> of(ReadReport reading, CommandLine command) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("file", fileName(reading.file().name()));
    entries.put("sha256", reading.file().sha256());
    entries.put("rows", Long.toString(reading.rows()));
    entries.put("rejected", Long.toString(reading.refused().count()));
    entries.put("command", commandLine(command));
    entries.put("version", Anode4j.Version.text());
    entries.putAll(ChannelUnits.facts(reading.units()));
    return entries;
  }

  /** The arguments as they were given, without directories and what has no effect. */
  static String commandLine(CommandLine command) {
    Map<String, OptionSpec> options = new HashMap<>();
    collect(command, options);
    List<String> kept = new ArrayList<>(List.of("anode4j"));
    boolean value = false; // of an option that is no file: a zone or a pattern may have slashes
    for (Iterator<String> rest = command.getParseResult().originalArgs().iterator();
        rest.hasNext(); ) {
      String argument = rest.next();
      int equals = argument.startsWith("-") && !value ? argument.indexOf('=') : -1;
      String name = equals < 0 ? argument : argument.substring(0, equals);
      OptionSpec option = value ? null : options.get(name);
      if (option != null && WITHOUT_EFFECT.contains(name)) {
        if (equals < 0 && rest.hasNext()) {
          rest.next();
        }
      } else if (option == null || !FLAGS_WITHOUT_EFFECT.contains(name)) {
        String said = argument.substring(equals + 1);
        boolean whole = value || (equals >= 0 && !isFile(option));
        kept.add((equals < 0 ? "" : name + "=") + (whole ? said : fileName(said)));
      }
      boolean told = equals >= 0 || WITHOUT_EFFECT.contains(name);
      value = !told && option != null && option.arity().max() > 0 && !isFile(option);
    }
    return String.join(" ", kept);
  }

  private static void collect(CommandLine command, Map<String, OptionSpec> to) {
    command.getCommandSpec().optionsMap().forEach(to::putIfAbsent);
    command.getSubcommands().values().forEach(one -> collect(one, to));
  }

  private static boolean isFile(@Nullable OptionSpec option) {
    return option == null || option.type() == Path.class || option.paramLabel().equals("FILE");
  }

  private static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
