package io.anode4j.data.csv;

import java.util.List;

/** Files of LabVIEW, whose headers end with a line that says so. */
final class LabView {
  private static final String END = "***End_of_Header***";

  private LabView() {}

  /** How many lines there are up to the last end of a header; 0 in files of others. */
  static int headerLines(List<String> lines) {
    int end = 0;
    for (int i = 0; i < lines.size(); i++) {
      end = lines.get(i).startsWith(END) ? i + 1 : end;
    }
    return end;
  }

  /** The names of the columns; their last, of comments, has no cells in rows without one. */
  static List<String> names(List<String> cells, int width) {
    boolean comment = cells.size() == width + 1 && cells.get(width).equals("Comment");
    return comment ? cells.subList(0, width) : cells;
  }
}
