package io.anode4j.cli;

import io.anode4j.data.bundled.BundledData;
import io.anode4j.data.csv.CsvData;
import io.anode4j.data.csv.CsvFiles;
import io.anode4j.data.csv.CsvReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where data come from: a file, or a data set that is bundled with the program. */
@FunctionalInterface
interface InputSource {
  /** What names of bundled data sets begin with. */
  String BUNDLED = "bundled:";

  /** What stands for standard input. */
  String STANDARD_INPUT = "-";

  /** Reads the series; if asked, ids begin with the names of their files where there are many. */
  CsvData load(CsvReader reader, boolean fileIds);

  /**
   * {@return the source that an argument names, a path or {@code bundled:NAME}; {@code -} for
   * standard input}
   */
  static InputSource of(String argument) {
    if (argument.startsWith(BUNDLED)) {
      BundledData data = Bundled.of(argument.substring(BUNDLED.length()));
      return (reader, fileIds) -> reader.load(data.fileName(), data.open());
    }
    if (argument.equals(STANDARD_INPUT)) {
      return (reader, fileIds) -> reader.load("stdin", System.in);
    }
    Path path = path(argument);
    return (reader, fileIds) ->
        CsvFiles.areMany(path)
            ? CsvFiles.load(reader, argument, CsvFiles.of(path), fileIds)
            : reader.load(path);
  }

  /** {@return the file that an argument names, if it names one} */
  static Optional<Path> file(String argument) {
    return argument.startsWith(BUNDLED) || argument.equals(STANDARD_INPUT)
        ? Optional.empty()
        : Optional.of(path(argument));
  }

  private static Path path(String argument) {
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw CommandFailure.usage(
          "%s; expected the path of a file; mend the name".formatted(e.getMessage()), e);
    }
  }
}
