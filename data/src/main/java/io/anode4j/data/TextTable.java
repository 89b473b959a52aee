package io.anode4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows of cells for a terminal: the first column to the left, the others to the right, at least two
 * spaces between any two, whatever the cells hold. Within a cell there is never more than one.
 */
public final class TextTable {
  private static final String GAP = "  ";
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final List<List<String>> rows = new ArrayList<>();
  private final int[] widths;

  /**
   * A table of a header alone.
   *
   * @param header titles of the columns, at least one
   */
  public TextTable(List<String> header) {
    this.widths = new int[header.size()];
    row(header);
  }

  /**
   * Keeps columns from being narrower than a width, so that tables of ordinary numbers look alike.
   *
   * @param least characters of each column; as many as there are columns
   * @return this table
   */
  public TextTable atLeast(int... least) {
    requireWidth(least.length);
    for (int c = 0; c < widths.length; c++) {
      widths[c] = Math.max(widths[c], least[c]);
    }
    return this;
  }

  /**
   * Adds a row.
   *
   * @param cells as many as the header has
   * @return this table
   * @throws IllegalArgumentException if there are more or fewer
   */
  public TextTable row(List<String> cells) {
    requireWidth(cells.size());
    List<String> row = cells.stream().map(cell -> SPACE.matcher(cell).replaceAll(" ")).toList();
    for (int c = 0; c < widths.length; c++) {
      widths[c] = Math.max(widths[c], width(row.get(c)));
    }
    rows.add(row);
    return this;
  }

  private void requireWidth(int cells) {
    if (cells != widths.length) {
      throw new IllegalArgumentException(
          "%d cells for a table of %d columns; expected one a column; pass an empty one where there is nothing"
              .formatted(cells, widths.length));
    }
  }

  /**
   * The rows, the header first.
   *
   * @return lines without a line end
   */
  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = row.get(c);
      char[] pad = new char[widths[c] - width(cell)];
      Arrays.fill(pad, ' ');
      line.append(c == 0 ? "" : GAP).append(c == 0 ? cell : "").append(pad);
      line.append(c == 0 ? "" : cell);
    }
    return line.toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
