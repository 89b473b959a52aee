package io.anode4j.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** No file that a command writes may be one that it reads, or another that it writes. */
final class FilesApart {
  private static final Set<String> WRITTEN = Set.of("--out", "--report", "--json", "--rejects");

  private FilesApart() {}

  /**
   * Looks at all files of a command line.
   *
   * @throws ParameterException naming two that are the same, of which one would be overwritten
   */
  static void require(ParseResult stated) {
    ParseResult asked = stated;
    while (asked.hasSubcommand()) {
      asked = asked.subcommand();
    }
    Map<Path, ArgSpec> met = new LinkedHashMap<>();
    for (ArgSpec one : asked.matchedArgs()) {
      Optional<Path> file = file(one, isWritten(one, asked));
      if (file.isEmpty()) {
        continue;
      }
      ArgSpec other = met.putIfAbsent(file.get(), one);
      if (other != null && (isWritten(one, asked) || isWritten(other, asked))) {
        throw new ParameterException(
            asked.commandSpec().commandLine(),
            "%s and %s name the same file, %s; expected different ones, as one of them would be"
                    .formatted(name(other), name(one), file.get().getFileName())
                + " overwritten; name another");
      }
    }
  }

  private static Optional<Path> file(ArgSpec stated, boolean written) {
    Object value = stated.getValue();
    boolean named =
        (written || !stated.isOption()) && value instanceof String && !value.equals("-");
    if (!named && !(value instanceof Path)) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(value.toString()).toAbsolutePath().normalize();
      return Optional.of(real(path));
    } catch (InvalidPathException e) {
      return Optional.empty(); // a query or a bundled name
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path; // not there yet
    }
  }

  private static boolean isWritten(ArgSpec stated, ParseResult asked) {
    boolean trains = asked.commandSpec().name().equals("train");
    return stated instanceof OptionSpec option
        && (WRITTEN.contains(option.longestName())
            || (trains && option.longestName().equals("--model")));
  }

  private static String name(ArgSpec stated) {
    return stated instanceof OptionSpec option ? option.longestName() : stated.paramLabel();
  }
}
