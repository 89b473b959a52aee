package io.anode4j.data.csv;

import io.anode4j.data.internal.DecimalText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Looks at the first lines of a file: delimiter, what stands before the header and under it. */
final class HeadSurvey {
  private static final String USUAL = ",;\t";
  private static final String MORE = ",;\t|";
  private static final int MOST_TYPE_ROWS = 3;
  private static final double AGREEING = 0.6;
  private static final Pattern DATE_LETTERS =
      Pattern.compile("(?=.*[Yy]{4})(?=.*[Mm]{2})[YyMmDd]{4,8}[-/. YyMmDdHhSs:]*");

  private final CsvOptions options;
  private final List<String> lines;
  private final List<String> notes = new ArrayList<>();
  private final boolean annotated;

  private HeadSurvey(CsvOptions options, List<String> lines) {
    this.options = options;
    this.lines = lines;
    String first = lines.isEmpty() ? "" : lines.get(0);
    this.annotated =
        first.startsWith("#group") || first.startsWith("#datatype") || first.startsWith("#default");
  }

  /** The dialect of a file that begins with these lines, more than are to be passed over. */
  static Dialect of(CsvOptions options, List<String> lines) {
    int skipped = options.table.skipped();
    return new HeadSurvey(options, lines.subList(skipped, lines.size())).dialect().after(skipped);
  }

  private Dialect dialect() {
    int labView = nextLine(LabView.headerLines(lines));
    if (labView > 0 && LabView.headerLines(lines) > 0) {
      return ofLabView(labView);
    }
    int first = nextLine(0);
    if (first >= 0 && lines.get(first).matches("(?i)sep=.") && options.delimiter == null) {
      return ofSpreadsheet(first);
    }
    if (first < 0) {
      return new Dialect(',', 0, null, 0, false, notes);
    }
    char delimiter = delimiter(first);
    if (annotated) {
      notes.add("annotated by InfluxDB");
      int header = nextContent(first);
      return new Dialect(delimiter, Math.max(0, header), null, 0, true, notes);
    }
    int padded =
        PaddedPreamble.lines(lines.stream().map(line -> LineCells.of(line, delimiter)).toList());
    if (padded > 0 && !isComment(first) && options.table.header()) {
      notePreamble(padded);
      return new Dialect(delimiter, padded, null, typeRows(padded, delimiter), false, notes);
    }
    if (options.table.header() && !isComment(first) && endsWithinQuotes(lines.get(first))) {
      notePreamble(first);
      return new Dialect(delimiter, first, null, 0, false, notes); // it goes on in the next line
    }
    int width = width(delimiter);
    int top =
        isComment(first) || !startsTable(first, delimiter) ? firstOf(width, delimiter) : first;
    if (!options.table.header()) {
      return new Dialect(delimiter, top, numbered(width(top, delimiter)), 0, false, notes);
    }
    List<String> completed =
        isComment(first)
            ? null
            : ShortHeader.completed(cells(first, delimiter), below(first, delimiter));
    if (completed != null) {
      notes.add("a column without a name beside the header");
      return new Dialect(delimiter, first + 1, completed, 0, false, notes);
    }
    int comment = headerComment(top, delimiter);
    if (comment >= 0) {
      return underComment(comment, top, delimiter);
    }
    notePreamble(top);
    return new Dialect(delimiter, top, null, typeRows(top, delimiter), false, notes);
  }

  private Dialect ofLabView(int header) {
    char delimiter = delimiter(header);
    int next = nextLine(header + 1);
    List<String> names = cells(header, delimiter);
    notes.add("header of LabVIEW passed over: times count from the start that it states");
    return new Dialect(
        delimiter,
        header + 1,
        next < 0 ? names : LabView.names(names, width(next, delimiter)),
        0,
        false,
        notes);
  }

  /** Spreadsheets are told the delimiter in a line of its own. */
  private Dialect ofSpreadsheet(int first) {
    CsvOptions told = new CsvOptions(options);
    told.delimiter = lines.get(first).charAt("sep=".length());
    return new HeadSurvey(told, lines.subList(first + 1, lines.size())).dialect().after(first + 1);
  }

  private Dialect underComment(int comment, int top, char delimiter) {
    int before = comment - 1;
    boolean two = before >= 0 && width(comment, delimiter) == width(before, delimiter);
    boolean both = two && isComment(before) && !isComment(top);
    int header = both ? before : comment;
    if (both) {
      notes.add("a row of units under the header passed over");
    }
    notes.add("header in a comment, line " + (header + 1));
    List<String> units = both ? cells(comment, delimiter) : null;
    return new Dialect(delimiter, top, cells(header, delimiter), 0, false, units, notes);
  }

  private List<List<String>> below(int header, char delimiter) {
    return lines.subList(header + 1, lines.size()).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> LineCells.of(line, delimiter))
        .toList();
  }

  private static List<String> numbered(int width) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      names.add("column" + i);
    }
    return names;
  }

  private void notePreamble(int top) {
    long before = lines.subList(0, top).stream().filter(line -> !line.isBlank()).count();
    if (before > 0) {
      notes.add(before + " lines before the header passed over");
    }
  }

  private char delimiter(int first) {
    Character stated = options.delimiter;
    if (stated != null) {
      return stated == ' ' ? LineCells.SPACES : stated;
    }
    char usual = mostFrequent(lines.get(first));
    if (annotated || startsTable(first, usual) || lines.size() - first < 2) {
      return usual;
    }
    char best = usual;
    double most = 0;
    for (char candidate : MORE.toCharArray()) {
      double agreeing = agreeing(candidate);
      if (agreeing > most) {
        best = candidate;
        most = agreeing;
      }
    }
    boolean spaces = most < AGREEING && agreeing(LineCells.SPACES) > most;
    return spaces ? LineCells.SPACES : best;
  }

  /** Whether a line looks like the header of the line after it. */
  private boolean startsTable(int line, char delimiter) {
    if (isComment(line)) {
      return false;
    }
    int width = width(line, delimiter);
    int next = nextContent(line + 1);
    boolean named = width > 1 && cells(line, delimiter).stream().anyMatch(HeadSurvey::isUsualTime);
    boolean same = width > 1 && next > 0 && width(next, delimiter) == width;
    return named || (same && width == width(delimiter));
  }

  private static boolean endsWithinQuotes(String line) {
    return line.chars().filter(c -> c == '"').count() % 2 == 1;
  }

  private static boolean isUsualTime(String name) {
    return ColumnRole.TIME.usualNames().contains(name.toLowerCase(Locale.ROOT));
  }

  static char mostFrequent(String line) {
    char best = ',';
    long most = 0;
    String unquoted = line.replaceAll("\"[^\"]*\"", "");
    for (int i = 0; i < USUAL.length(); i++) {
      char candidate = USUAL.charAt(i);
      long count = unquoted.chars().filter(c -> c == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  /** The share of lines that have the most usual number of cells, 0 if that is one cell. */
  private double agreeing(char delimiter) {
    int width = width(delimiter);
    long content = lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).count();
    long agreeing =
        lines.stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .filter(line -> LineCells.of(line, delimiter).size() == width)
            .count();
    return width < 2 ? 0 : (double) agreeing / content;
  }

  /** The most usual number of cells; the larger of two. */
  private int width(char delimiter) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        counts.merge(LineCells.of(line, delimiter).size(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(1);
  }

  private int firstOf(int width, char delimiter) {
    for (int i = 0; i < lines.size(); i++) {
      boolean content = !lines.get(i).isBlank() && !isComment(i);
      if (content && width(i, delimiter) == width) {
        return i > 0 && isLongerHeader(i - 1, width, delimiter) ? i - 1 : i;
      }
    }
    return Math.max(0, nextLine(0));
  }

  /** Names right above the rows, of which the last is empty: a delimiter too many. */
  private boolean isLongerHeader(int line, int width, char delimiter) {
    List<String> cells = cells(line, delimiter);
    return cells.size() == width + 1
        && cells.get(width).isEmpty()
        && cells.subList(0, width).stream().noneMatch(c -> c.isEmpty() || isData(c));
  }

  /** A comment right above the rows that has a name for each of their columns; -1 without. */
  private int headerComment(int top, char delimiter) {
    int above = top - 1;
    while (above >= 0 && lines.get(above).isBlank()) {
      above--;
    }
    boolean fits =
        above >= 0 && isComment(above) && width(above, delimiter) == width(top, delimiter);
    return fits && width(above, delimiter) > 1 && hasNumber(top, delimiter) ? above : -1;
  }

  /** Rows under the header in which no cell is a number or a time, above rows that have some. */
  private int typeRows(int header, char delimiter) {
    int rows = 0;
    int line = nextContent(header + 1);
    int width = width(header, delimiter);
    while (rows < MOST_TYPE_ROWS && line >= 0 && isTypeRow(line, rows > 0, width, delimiter)) {
      rows++;
      line = nextContent(line + 1);
    }
    boolean above = rows > 0 && line >= 0 && hasNumber(line, delimiter);
    if (above) {
      notes.add(rows + (rows == 1 ? " row" : " rows") + " of units or types passed over");
    }
    return above ? rows : 0;
  }

  private boolean isTypeRow(int line, boolean further, int width, char delimiter) {
    List<String> cells = cells(line, delimiter);
    long texts = cells.stream().filter(cell -> !cell.isEmpty() && !cell.equals("-")).count();
    boolean mostly = 2 * texts >= Math.min(width, 4) || (further && texts > 0);
    boolean missing =
        cells.stream()
            .filter(c -> !c.isEmpty() && !c.equals("-")) // which has no unit
            .anyMatch(CellValues.USUALLY_MISSING::contains);
    if (cells.size() == width && cells.stream().allMatch(c -> c.matches("\\d+[sdn]"))) {
      return true; // widths and types as the USGS writes them
    }
    if (cells.size() == width && cells.stream().anyMatch(c -> DATE_LETTERS.matcher(c).matches())) {
      return true; // how the times of the column are written
    }
    boolean first = delimiter == LineCells.SPACES && !further && cells.size() > 1; // none for time
    boolean fits = cells.size() == width || (first && cells.size() < width);
    return fits && mostly && !missing && !hasNumber(line, delimiter);
  }

  private boolean hasNumber(int line, char delimiter) {
    return cells(line, delimiter).stream().anyMatch(HeadSurvey::isData);
  }

  static boolean isData(String cell) {
    boolean digits = cell.chars().anyMatch(c -> c >= '0' && c <= '9');
    return digits
        && (!Double.isNaN(DecimalText.parse(cell.replace(',', '.')))
            || ColumnResolver.isDated(cell)
            || Character.isDigit(cell.charAt(0)));
  }

  private List<String> cells(int line, char delimiter) {
    String text = lines.get(line);
    boolean stripped = text.startsWith("#") && text.length() > 1 && isNameAfterHash(text);
    return LineCells.of(stripped ? text.substring(1) : text, delimiter);
  }

  private static boolean isNameAfterHash(String text) {
    return USUAL.indexOf(text.charAt(1)) < 0;
  }

  private int width(int line, char delimiter) {
    return cells(line, delimiter).size();
  }

  /** A line that begins with {@code #}, unless that is the name of the first column. */
  private boolean isComment(int line) {
    String text = lines.get(line);
    return text.startsWith("#") && (text.length() == 1 || isNameAfterHash(text));
  }

  private int nextLine(int from) {
    for (int i = from; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        return i;
      }
    }
    return -1;
  }

  private int nextContent(int from) {
    int line = nextLine(from);
    while (line >= 0 && lines.get(line).startsWith("#")) {
      line = nextLine(line + 1);
    }
    return line;
  }
}
