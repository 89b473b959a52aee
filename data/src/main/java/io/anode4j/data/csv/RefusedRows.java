package io.anode4j.data.csv;

import java.util.List;
import java.util.Locale;

/**
 * What could not be read.
 *
 * @param count rows that could not be read
 * @param problems the first of the reasons, at most ten
 * @param file the file that has the refused rows, empty if none was asked for
 */
public record RefusedRows(long count, List<CsvProblem> problems, String file) {
  /** How many rows, where they are kept, and why the first was refused; only where there is one. */
  String words() {
    String kept = file.isEmpty() ? "" : ", kept in " + file;
    return String.format(
        Locale.ROOT, "%,d rows%s; first: %s", count, kept, problems.get(0).message());
  }
}
