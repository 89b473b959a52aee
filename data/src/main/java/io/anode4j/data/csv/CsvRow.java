package io.anode4j.data.csv;

import java.util.List;

/** One record of a file, or what is wrong with it as such. */
final class CsvRow {
  private final long line;
  private final List<String> cells;
  private final byte[] bytes;
  private final String defect;
  private final String expectation;
  private final String remedy;

  private CsvRow(
      long line,
      List<String> cells,
      byte[] bytes,
      String defect,
      String expectation,
      String remedy) {
    this.line = line;
    this.cells = cells;
    this.bytes = bytes;
    this.defect = defect;
    this.expectation = expectation;
    this.remedy = remedy;
  }

  static CsvRow of(long line, List<String> cells, byte[] bytes) {
    return new CsvRow(line, cells, bytes, "", "", "");
  }

  static CsvRow broken(long line, byte[] bytes, String defect, String expectation, String remedy) {
    return new CsvRow(line, List.of(), bytes, defect, expectation, remedy);
  }

  /** A row with another number of cells than the header. */
  static CsvRow ofOtherWidth(CsvRow row, String expectation, String remedy) {
    return new CsvRow(
        row.line, row.cells, row.bytes, row.cells.size() + " cells", expectation, remedy);
  }

  /** The line it starts in, from 1. */
  long line() {
    return line;
  }

  /** Its cells, unquoted; none if it could not be taken apart. */
  List<String> cells() {
    return cells;
  }

  String cell(int column) {
    return cells.get(column);
  }

  /**
   * Its bytes as they are in the file, with the line end, if rejects are kept; not to be changed.
   */
  byte[] bytes() {
    return bytes;
  }

  boolean isBroken() {
    return !defect.isEmpty();
  }

  /** What is wrong with it. */
  CsvProblem problem(String file) {
    return new CsvProblem(file, line, "", defect, expectation, remedy);
  }
}
