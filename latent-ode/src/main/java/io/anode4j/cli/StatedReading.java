package io.anode4j.cli;

import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that say how to read an input, as a command line stated them. */
final class StatedReading {
  private static final Set<Class<?>> HOLDERS =
      Set.of(InputOptions.class, TableChoice.class, DatabaseChoice.class);

  /** What is kept of an input changes nothing in how it is read. */
  private static final String KEPT = "--rejects";

  private StatedReading() {}

  /** Those that were stated. */
  static Stream<OptionSpec> options(CommandSpec command) {
    return command.commandLine().getParseResult().matchedOptions().stream()
        .distinct() // what is repeated is matched again each time
        .filter(
            option ->
                option.userObject() instanceof Member member
                    && HOLDERS.contains(member.getDeclaringClass()));
  }

  /**
   * For the next command on the same input, each after a space and quoted for a shell.
   *
   * @return such as {@code " --time-format 'dd/MM/yyyy HH:mm'"}; empty without any
   */
  static String words(CommandSpec command) {
    List<String> words = new ArrayList<>();
    options(command)
        .filter(option -> !option.longestName().equals(KEPT))
        .forEach(
            option -> {
              List<String> values = option.originalStringValues();
              if (values.isEmpty() || option.arity().max() == 0) {
                words.add(option.longestName());
              } else {
                values.forEach(value -> words.addAll(List.of(option.longestName(), value)));
              }
            });
    return words.stream().map(word -> " " + quoted(word)).collect(Collectors.joining());
  }

  /** A word as a shell takes it for one. */
  static String quoted(String word) {
    return word.matches("[\\w./:,+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
