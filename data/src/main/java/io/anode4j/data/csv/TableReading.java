package io.anode4j.data.csv;

import io.anode4j.data.AmbiguousDatesException;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.internal.DecimalText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the first rows of a table tell: roles of the columns, how times and numbers are written. */
final class TableReading {
  /** Said wherever it was so. */
  static final String SHORT_YEARS = "years of two digits are those from 1970 to 2069";

  private static final double HALF_DAY = 43_200;

  /** In hours and minutes written as one number. */
  private static final double NOON = 1200;

  private final CsvOptions options;
  private final String file;
  private final TableRows rows;
  private final List<String> notes = new ArrayList<>();
  private final ColumnPlan plan;
  private final List<CsvRow> sample;
  private final List<ColumnSample> samples;
  private final char decimal;
  private final Map<String, String> suffixes = new HashMap<>();

  TableReading(CsvOptions options, String file, TableRows rows) {
    this.options = options;
    this.file = file;
    if (options.lateId) {
      notes.add(
          "ids of the series in %s, by its content: one series after the other"
              .formatted(options.idColumn));
    }
    this.rows = rows;
    TableColumns columns = TableColumns.of(options, file, rows, notes);
    this.sample = columns.sample();
    this.samples = columns.samples();
    this.plan = columns.plan();
    if (columns.timeInOne()) {
      refuseYearsOnly();
    }
    this.decimal = decimal();
  }

  ColumnPlan plan() {
    return plan;
  }

  /** Columns in which ids may be that the first rows do not need, of a table whose have none. */
  List<Integer> idCandidates() {
    boolean none = plan.id() < 0 && plan.layout() == Layout.WIDE && !options.singleSeries;
    return none
        ? new RoleGuess(plan.header(), samples, sample, plan.time()).candidates(Set.of(plan.time()))
        : List.of();
  }

  List<String> notes() {
    return notes;
  }

  /** How the times are written, as stated or as the sample shows. */
  TimeFormat timeFormat() {
    TimeFormat stated = options.timeFormat;
    TimeFormat format = stated != null ? stated : detected();
    if (options.table.zone() == null) {
      return format;
    }
    TimeFormat zoned = format.in(options.table.zone());
    if (zoned.equals(format)) {
      notes.add("times are no times of a calendar: the time zone changes nothing");
    } else if (!zoned.isLocal()) {
      notes.add("times are what they say; the time zone tells by which clock days repeat");
    }
    return zoned;
  }

  private TimeFormat detected() {
    String name = plan.header().get(plan.time());
    try {
      TimeFormat format = TimeFormat.detect(times(), name, options.table.dates());
      if (format.equals(TimeFormat.number()) && name.toLowerCase(Locale.ROOT).contains("date")) {
        notes.add("times are plain numbers, though their column is called " + name);
      }
      if (format.equals(TimeFormat.number())) {
        UnknownTimes.refuse(file, name, times());
        MixedNumbers.refuse(file, name, times());
      }
      if (format.name().matches("[^y]*yy[^y]*")) {
        notes.add(SHORT_YEARS);
      }
      UnknownTimes.noteWeeks(format, times(), notes);
      refuseDaysWithoutDate(format);
      return format;
    } catch (AmbiguousDatesException e) {
      throw new UndecidedDatesException(file, name, e);
    }
  }

  /** Years that occur again and again have lost their months, or the names of their series. */
  private void refuseYearsOnly() {
    ColumnSample years = samples.get(plan.time());
    boolean several = TimeChoice.isYears(years) && 2 * years.distinct() < years.cells().size();
    if (several && plan.id() < 0 && plan.layout() == Layout.WIDE && options.idColumn == null) {
      throw new CsvException(
          new CsvProblem(
              file,
              rows.headerLine(),
              years.name(),
              "years that occur several times each",
              "a month or a quarter beside them, or a column of ids",
              "name it with --time %s+COL or --id COL".formatted(years.name())));
    }
  }

  /** A clock that goes back to 00:00 within a series has lost its date. */
  private void refuseDaysWithoutDate(TimeFormat format) {
    boolean numbers = format.equals(TimeFormat.number()) && areHoursAndMinutes();
    if (!format.equals(TimeFormat.elapsed()) && !numbers) {
      return;
    }
    double halfDay = numbers ? NOON : HALF_DAY;
    double last = Double.NaN;
    double most = 0;
    long line = 0;
    String id = "";
    for (CsvRow row : sample) {
      String cell = row.isBroken() ? "" : row.cell(plan.time());
      if (ColumnResolver.accepts(format, cell)) {
        double time = format.parse(cell);
        String now = plan.id() < 0 ? "" : row.cell(plan.id());
        line = line == 0 && now.equals(id) && time < last - halfDay ? row.line() : line;
        most = Math.max(most, time);
        last = time;
        id = now;
      }
    }
    if (line > 0 && most <= 2 * halfDay) {
      throw new CsvException(
          new CsvProblem(
              file,
              line,
              plan.header().get(plan.time()),
              "times of day that begin anew, without a date",
              "a date beside them, or time that has elapsed since one beginning",
              "name both columns with --time DATE+TIME"));
    }
  }

  /** Whether all numbers may be hours and minutes such as 840 and 2350. */
  private boolean areHoursAndMinutes() {
    return times().stream()
        .mapToDouble(DecimalText::parse)
        .allMatch(v -> v == Math.rint(v) && v >= 0 && v <= 2 * NOON && v % 100 < 60);
  }

  /** Of the rows that are asked for; of all where those begin further below. */
  private List<String> times() {
    List<CsvRow> whole = sample.stream().filter(row -> !row.isBroken()).toList();
    List<CsvRow> asked = whole.stream().filter(plan::accepts).toList();
    return (asked.isEmpty() ? whole : asked).stream().map(row -> row.cell(plan.time())).toList();
  }

  /** Whether the rows begin with the latest. */
  boolean isBackwards(TimeFormat format) {
    List<Double> read = new ArrayList<>();
    for (String cell : times()) {
      if (ColumnResolver.accepts(format, cell)) {
        read.add(format.parse(cell));
      }
    }
    return !read.isEmpty() && read.get(read.size() - 1) < read.get(0);
  }

  private char decimal() {
    Character stated = options.table.decimal();
    if (stated != null) {
      return stated;
    }
    List<ColumnSample> numbers = new ArrayList<>();
    plan.channels().forEach(column -> numbers.add(samples.get(column)));
    if (plan.value() >= 0) {
      numbers.add(samples.get(plan.value()));
    }
    char found = CellStyle.decimal(numbers, rows.isDelimitedByCommas());
    if (found == '\0') {
      throw new CsvException(
          CsvProblem.ofFile(
              file,
              "numbers such as " + CsvProblem.cell(firstWithComma(numbers)),
              "one that shows whether the comma is the decimal point or stands between thousands",
              "say so with --decimal , or --decimal ."));
    }
    if (found == '.' && !rows.isDelimitedByCommas() && CellStyle.mayGroupByPoints(numbers)) {
      notes.add(
          "three digits follow every point: where it stands between thousands, state --decimal ,");
    }
    if (found == ',') {
      notes.add("the comma is the decimal point");
    }
    return found;
  }

  private static String firstWithComma(List<ColumnSample> numbers) {
    return numbers.stream()
        .flatMap(column -> column.cells().stream())
        .filter(cell -> cell.indexOf(',') >= 0 && LooseNumber.of(cell) != null)
        .findFirst()
        .orElse("");
  }

  /** Whether the cells of all channels are something else: that would be a table of nothing. */
  boolean hasNoNumber() {
    List<Integer> columns = plan.value() >= 0 ? List.of(plan.value()) : plan.channels();
    List<ColumnSample> filled =
        columns.stream().map(samples::get).filter(column -> !column.isEmpty()).toList();
    return !filled.isEmpty() && filled.stream().allMatch(ColumnSample::isText);
  }

  /** How the numbers of a channel's column are written. */
  CellStyle style(int column) {
    ColumnSample cells = samples.get(column);
    boolean point = decimal == ',' && options.table.decimal() == null && CellStyle.hasPoints(cells);
    if (point) {
      notes.add(plan.header().get(column) + ": the point is the decimal point");
    }
    CellStyle style = CellStyle.of(cells, point ? '.' : decimal);
    String note = style.note(cells);
    if (note != null) {
      notes.add(plan.header().get(column) + ": " + note);
    }
    suffixes.put(plan.header().get(column), style.suffix());
    return style;
  }

  /** The style of the long layout's values, which may be of many kinds. */
  CellStyle longStyle() {
    CellStyle style = style(plan.value());
    return new CellStyle(style.decimal(), style.suffix(), style.multiplied(), true);
  }

  /** The cells of a column that stand for missing values. */
  Set<String> missing(int column) {
    Set<String> missing = new HashSet<>(options.missing);
    missing.addAll(options.table.missing().getOrDefault(plan.header().get(column), Set.of()));
    return missing;
  }

  /** All that was understood, now that the channels are known. */
  Understanding understood(TimeFormat format, List<String> channels, List<String> said) {
    Map<String, String> units = units(channels, said);
    return new Understanding(plan.layout(), format, channels, units, said, commandLine(format));
  }

  /** By the row of units, else by brackets behind the name, else by what the cells end in. */
  private Map<String, String> units(List<String> channels, List<String> said) {
    Map<String, String> stated =
        plan.layout() == Layout.LONG ? ColumnUnits.beside(plan, sample, said) : rows.units();
    Map<String, String> units = new LinkedHashMap<>();
    for (String channel : channels) {
      String inName = ColumnUnits.inName(channel);
      String cells = plan.layout() == Layout.LONG ? "" : suffixes.getOrDefault(channel, "");
      String unit = stated.getOrDefault(channel, inName.isEmpty() ? cells : inName);
      if (!unit.isEmpty()) {
        units.put(channel, unit);
      }
    }
    return units;
  }

  /** The options that state what was found, so that it need not be found again. */
  List<String> commandLine(TimeFormat format) {
    List<String> line = new ArrayList<>();
    boolean asInFile = plan.header().containsAll(rows.names());
    if (options.table.zone() != null) {
      line.addAll(List.of("--timezone", options.table.zone().getId()));
    }
    String suffix = options.table.zone() == null ? "" : "[" + options.table.zone().getId() + "]";
    line.addAll(List.of("--time-format", format.name().replace(suffix, "")));
    if (asInFile) {
      line.addAll(List.of("--time", plan.header().get(plan.time())));
      add(line, "--id", plan.id());
      add(line, "--channel-column", plan.channel());
      add(line, "--value-column", plan.value());
    }
    if (decimal == ',') {
      line.addAll(List.of("--decimal", ","));
    }
    if (!options.table.header()) {
      line.add("--no-header");
    }
    return line;
  }

  private void add(List<String> line, String option, int column) {
    if (column >= 0) {
      line.addAll(List.of(option, plan.header().get(column)));
    }
  }
}
