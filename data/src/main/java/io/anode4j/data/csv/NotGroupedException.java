package io.anode4j.data.csv;

import java.util.List;

/**
 * Rows of one series stand apart in a file, or its first rows do not show what names the series; it
 * therefore cannot be read series by series: {@link CsvReader#load} reads it whole.
 */
public final class NotGroupedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotGroupedException(String file, long line, String id) {
    super(
        ("%s, line %d: rows of series '%s' stand apart; expected all rows of a series together to"
                + " read series by series; sort the file by series, or read it whole")
            .formatted(file, line, id));
  }

  NotGroupedException(String file, List<String> ids) {
    super(
        ("%s: the first rows are of one series, those below perhaps of several that %s names;"
                + " expected ids in the first rows to read series by series; state --id, or read it"
                + " whole")
            .formatted(file, String.join(" or ", ids)));
  }
}
