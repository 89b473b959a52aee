package io.anode4j.data.csv;

/**
 * Why a file, or a row of it, was refused.
 *
 * @param file the name of the source
 * @param line the line in the file, from 1, where the row starts; 0 if the problem is the file's
 * @param column the column's name, empty if the problem is not in one column
 * @param found what was found there, cells in quotes
 * @param expectation what was expected instead
 * @param remedy what to do
 */
public record CsvProblem(
    String file, long line, String column, String found, String expectation, String remedy) {

  private static final int SHOWN_LENGTH = 60;

  /** A problem with the file as a whole or its header. */
  static CsvProblem ofFile(String file, String found, String expectation, String remedy) {
    return new CsvProblem(file, 0, "", found, expectation, remedy);
  }

  /** The text of a cell in quotes, cut to a length that fits a message. */
  static String cell(String text) {
    String shown = text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH - 1) + "…";
    return "'" + shown.replace("\n", "\\n") + "'";
  }

  /**
   * All parts as one sentence.
   *
   * @return such as {@code pumps.csv, line 17, column flow: found 'abc'; expected …; mend …}
   */
  public String message() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(", line ").append(line);
    }
    if (!column.isEmpty()) {
      text.append(", column ").append(column);
    }
    return text.append(": found ")
        .append(found)
        .append("; expected ")
        .append(expectation)
        .append("; ")
        .append(remedy)
        .toString();
  }

  /**
   * The message.
   *
   * @return {@link #message}
   */
  @Override
  public String toString() {
    return message();
  }
}
