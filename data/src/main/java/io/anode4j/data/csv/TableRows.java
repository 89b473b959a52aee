package io.anode4j.data.csv;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The rows of a table under its header, seen through a view; what is no row is passed over. */
final class TableRows {
  private final RowSource source;
  private final Dialect dialect;
  private final CsvRow headerRow;
  private final List<String> names;
  private final Queue<CsvRow> sample = new ArrayDeque<>();
  private final Queue<CsvRow> seen = new ArrayDeque<>();
  private final List<List<String>> typeRows = new ArrayList<>();
  private RowView view;
  private long passedOver;
  private long repeated;
  private long blank;
  private long padded;

  /** The last column in which any cell was not empty. */
  private int lastFilled = -1;

  private @Nullable CsvRow ahead;

  /** Reads header and rows of units; the result stands before the first row. */
  TableRows(RowSource source, String file) {
    this.source = source;
    this.dialect = source.dialect();
    List<String> stated = dialect.header();
    this.headerRow = stated == null ? header(file) : CsvRow.of(1, stated, new byte[0]);
    this.names = headerRow.cells().stream().map(TableRows::name).toList();
    this.view = RowView.asItIs(names);
    if (dialect.units() != null) {
      typeRows.add(dialect.units());
    }
    for (int i = 0; i < dialect.typeRows(); i++) {
      CsvRow row = source.next();
      if (row != null && !row.isBroken() && row.cells().size() == names.size()) {
        typeRows.add(row.cells());
      }
    }
  }

  /**
   * A cell of nothing but delimiters of another kind is what a spreadsheet left behind, and a line
   * break within a name is one of its cells' width.
   */
  private static String name(String cell) {
    return cell.matches("[,;]+") ? "" : cell.replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }

  private CsvRow header(String file) {
    CsvRow header = source.next();
    if (header == null) {
      throw new CsvException(
          CsvProblem.ofFile(
              file, "nothing but blank lines", "a header line and rows", "check how it was made"));
    }
    if (header.isBroken()) {
      throw new CsvException(header.problem(file));
    }
    return header;
  }

  long headerLine() {
    return headerRow.line();
  }

  byte[] headerBytes() {
    List<String> stated = dialect.header();
    return stated == null
        ? headerRow.bytes()
        : String.join(source.delimiter(), stated).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The names of the columns as they are in the file. */
  List<String> names() {
    return names;
  }

  /** The units that rows under the header state, by name of the column. */
  Map<String, String> units() {
    return ColumnUnits.under(names, typeRows);
  }

  /** The first rows, which will still be read, through the present view. */
  List<CsvRow> sample(int most) {
    while (sample.size() < most) {
      CsvRow row = read();
      if (row == null) {
        break;
      }
      sample.add(row);
    }
    List<CsvRow> rows = new ArrayList<>();
    sample.forEach(row -> rows.addAll(row.isBroken() ? List.of(row) : view.rows(row)));
    return rows;
  }

  /** Sees the rows from now on through another view of {@link #names}. */
  void see(RowView through) {
    view = through;
  }

  /** The next row, broken if it has not one cell for each column; null at the end. */
  @Nullable CsvRow next() {
    while (seen.isEmpty()) {
      CsvRow sampled = sample.poll();
      CsvRow row = sampled != null ? sampled : read();
      if (row == null || row.isBroken()) {
        return row;
      }
      seen.addAll(view.rows(row));
    }
    return seen.poll();
  }

  private @Nullable CsvRow read() {
    for (CsvRow row = fetch(); row != null; row = fetch()) {
      if (isBlank(row)) {
        blank++;
        continue;
      }
      if (!isPassedOver(row)) {
        return row.isBroken() || row.cells().size() == names.size() ? filled(row) : fitted(row);
      }
      passedOver++;
    }
    return null;
  }

  private @Nullable CsvRow fetch() {
    CsvRow row = ahead == null ? source.next() : ahead;
    ahead = null;
    return row;
  }

  private CsvRow filled(CsvRow row) {
    if (!row.isBroken() && isOtherHeader(row)) {
      return otherTable(row);
    }
    for (int i = row.cells().size() - 1; i > lastFilled; i--) {
      lastFilled = row.cells().get(i).isEmpty() ? lastFilled : i;
    }
    return row;
  }

  private CsvRow fitted(CsvRow row) {
    int size = row.cells().size();
    if (isOtherHeader(row)) {
      return otherTable(row);
    }
    if (size < 2 || size > names.size() || !mayEndAt(size, row.cell(0))) {
      return ofOtherWidth(row);
    }
    List<String> cells = new ArrayList<>(row.cells());
    cells.addAll(Collections.nCopies(names.size() - size, ""));
    padded += isUnnamedFrom(size) ? 0 : 1;
    return CsvRow.of(row.line(), cells, row.bytes());
  }

  private boolean isUnnamedFrom(int column) {
    return names.subList(column, names.size()).stream().allMatch(String::isEmpty);
  }

  /**
   * Whether a row may have so few cells: where the header has no names any more, where all rows
   * before were empty and others end there too, so that it was not cut off, or where it is the year
   * that a table of months ends in.
   */
  private boolean mayEndAt(int size, String first) {
    if (isUnnamedFrom(size)) {
      return true;
    }
    ahead = source.next();
    CsvRow next = ahead;
    boolean follows = next != null && !next.isBroken() && next.cells().size() >= size;
    boolean ofMonths = dialect.delimiter() == LineCells.SPACES && TurnedView.isOfMonths(names);
    return ofMonths
        ? !follows && first.matches("\\d{4}")
        : (follows || padded > 0) && lastFilled >= 0 && size > lastFilled;
  }

  /** A row of nothing but delimiters, as spreadsheets leave them. */
  private boolean isBlank(CsvRow row) {
    if (row.isBroken() || names.size() <= 1 || row.cells().isEmpty()) {
      return false;
    }
    if (row.cells().size() == 1) {
      return row.cell(0).isBlank();
    }
    for (String cell : row.cells()) {
      if (!cell.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private boolean isPassedOver(CsvRow row) {
    if (row.isBroken() || row.cells().isEmpty()) {
      return false;
    }
    if (row.cell(0).equals(headerRow.cell(0)) && row.cells().equals(headerRow.cells())) {
      repeated += dialect.annotated() ? 0 : 1;
      return true;
    }
    boolean hash = row.cell(0).startsWith("#");
    return isRule(row) || (hash && (dialect.annotated() || row.cells().size() != names.size()));
  }

  /** A line drawn in characters, as between a header and its rows, with a title in it perhaps. */
  private static boolean isRule(CsvRow row) {
    int last = row.cells().size() - 1;
    return row.cell(0).startsWith("---")
        && (row.cells().stream().allMatch(cell -> cell.matches("[-+=:]{3,}"))
            || (last > 0 && row.cell(0).matches("-{3,}") && row.cell(last).matches("-{3,}")));
  }

  /** Whether a row begins as the header does, and goes on otherwise. */
  private boolean isOtherHeader(CsvRow row) {
    List<String> header = headerRow.cells();
    return row.cells().size() > 1
        && header.size() > 1
        && !header.get(0).isEmpty()
        && !header.get(1).isEmpty()
        && header.subList(0, 2).stream().noneMatch(HeadSurvey::isData)
        && row.cells().subList(0, 2).equals(header.subList(0, 2))
        && !row.cells().equals(header);
  }

  private static CsvRow otherTable(CsvRow row) {
    return CsvRow.broken(
        row.line(),
        row.bytes(),
        "the header of another table",
        "one table in a file",
        "put what begins here into a file of its own");
  }

  private CsvRow ofOtherWidth(CsvRow row) {
    return CsvRow.ofOtherWidth(
        row,
        names.size() + " as in the header",
        "mend the row; quote texts that contain the delimiter '" + source.delimiter() + "'");
  }

  boolean isDelimitedByCommas() {
    return dialect.delimiter() == ',';
  }

  /** What was passed over and how the text was read, for people. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(dialect.notes());
    if (passedOver > repeated) {
      notes.add(
          String.format(Locale.ROOT, "%,d comment lines among the rows", passedOver - repeated));
    }
    if (repeated > 0) {
      notes.add(String.format(Locale.ROOT, "%,d repetitions of the header passed over", repeated));
    }
    if (blank > 0) {
      notes.add(String.format(Locale.ROOT, "%,d rows of empty cells passed over", blank));
    }
    if (padded > 0) {
      notes.add(
          String.format(
              Locale.ROOT, "%,d rows end before their last columns, empty there", padded));
    }
    if (source.foreignLines() > 0) {
      notes.add(
          String.format(
              Locale.ROOT, "%,d lines are not UTF-8, read as Windows-1252", source.foreignLines()));
    }
    return notes;
  }

  void close() throws IOException {
    source.close();
  }
}
