package io.anode4j.data.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file is laid out before its columns mean anything.
 *
 * @param delimiter between cells; {@link LineCells#SPACES} for any run of white space
 * @param skipped lines before the header, or before the rows if the header is stated
 * @param header names of the columns where no row has them, or a comment has; else null
 * @param typeRows rows under the header that hold units or types
 * @param annotated whether it is InfluxDB's annotated form, which repeats its header
 * @param units the row of units, where it stands above the rows in a comment; else null
 * @param notes sentences about what was passed over
 */
record Dialect(
    char delimiter,
    int skipped,
    @Nullable List<String> header,
    int typeRows,
    boolean annotated,
    @Nullable List<String> units,
    List<String> notes) {
  /** Without a row of units in a comment. */
  Dialect(
      char delimiter,
      int skipped,
      @Nullable List<String> header,
      int typeRows,
      boolean annotated,
      List<String> notes) {
    this(delimiter, skipped, header, typeRows, annotated, null, notes);
  }

  /** The same behind so many lines more. */
  Dialect after(int lines) {
    return new Dialect(delimiter, lines + skipped, header, typeRows, annotated, units, notes);
  }
}
