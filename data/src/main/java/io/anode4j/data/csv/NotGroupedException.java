package io.anode4j.data.csv;

/**
 * Rows of one series stand apart in a file, which therefore cannot be read series by series: {@link
 * CsvReader#load} reads it whole.
 */
public final class NotGroupedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotGroupedException(String file, long line, String id) {
    super(
        ("%s, line %d: rows of series '%s' stand apart; expected all rows of a series together to"
                + " read series by series; sort the file by series, or read it whole")
            .formatted(file, line, id));
  }
}
