package io.anode4j.data.csv;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.internal.Interrupts;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of one file: header, a sample for the time format, then row after row. */
final class CsvSession implements Closeable {
  /** Rows looked at to find the time format; they are read like all others afterwards. */
  private static final int SAMPLE_ROWS = 1000;

  private static final int SEEN_KEPT = 20;

  private final CsvOptions options;
  private final CsvInput input;
  private final RowSource source;
  private final Rejects rejects;
  private final CellValues cells;
  private final SeriesCollector collector;
  private final ColumnPlan plan;
  private final Queue<CsvRow> sample = new ArrayDeque<>();
  private final TimeFormat timeFormat;
  private final Map<String, Integer> longChannels = new LinkedHashMap<>();
  private final Set<String> passedChannels = new LinkedHashSet<>();
  private final Set<String> seenChannels = new LinkedHashSet<>();
  private final Set<String> passedCells = new LinkedHashSet<>();
  private final double[] values;

  /** Where series are handed over one by one; null when all are kept. */
  private @Nullable SeriesSink sink;

  private final ReadTally tally = new ReadTally();

  CsvSession(CsvOptions options, CsvInput input) {
    this.options = options;
    this.input = input;
    this.source = new RowSource(input, options.delimiter);
    this.cells = new CellValues(options.missing, options.wanted);
    this.collector = new SeriesCollector(options.duplicates);
    CsvRow header = header();
    this.plan = new ColumnResolver(options, input.name(), header).resolve();
    this.values = new double[plan.channels().size()];
    for (String channel :
        plan.layout() == Layout.LONG ? options.wanted.names() : List.<String>of()) {
      longChannels.put(channel, longChannels.size());
    }
    this.timeFormat = timeFormat();
    this.rejects = new Rejects(options.maxBadRows, options.rejects, header.bytes());
  }

  private CsvRow header() {
    CsvRow header = source.next();
    if (header == null) {
      throw new CsvException(
          CsvProblem.ofFile(
              input.name(),
              "nothing but blank lines",
              "a header line and rows",
              "check how it was made"));
    }
    if (header.isBroken()) {
      throw new CsvException(header.problem(input.name()));
    }
    return header;
  }

  private TimeFormat timeFormat() {
    TimeFormat stated = options.timeFormat;
    if (stated != null) {
      return stated;
    }
    List<String> times = new ArrayList<>();
    while (sample.size() < SAMPLE_ROWS) {
      CsvRow row = source.next();
      if (row == null) {
        break;
      }
      sample.add(row);
      if (!row.isBroken() && row.cells().size() == plan.header().size() && plan.accepts(row)) {
        times.add(row.cell(plan.time()));
      }
    }
    return TimeFormat.detect(times, plan.header().get(plan.time()));
  }

  CsvData run() throws IOException {
    takeAll();
    SeriesSet set = new SeriesSet(channels(), build(channels().size()), timeFormat, input.name());
    tally.count(set.series());
    refuseUnseenChannels();
    return new CsvData(set, report());
  }

  /** Hands series over one by one. */
  ReadReport run(SeriesSink to) throws IOException {
    if (plan.layout() == Layout.LONG && options.wanted.isAll()) {
      throw new IllegalArgumentException(
          input.name()
              + " has the long layout, whose channels are known at its end; expected stated"
              + " channels to read it series by series: withChannels");
    }
    to.begin(channels(), timeFormat);
    sink = to;
    takeAll();
    handOver(to);
    refuseUnseenChannels();
    return report();
  }

  private void handOver(SeriesSink to) {
    List<TimeSeries> series = build(channels().size());
    tally.count(series);
    series.forEach(to::take);
  }

  private void takeAll() throws IOException {
    String call = "Reading " + input.name();
    for (CsvRow row = nextRow(); row != null; row = nextRow()) {
      Interrupts.check(call);
      tally.rows++;
      CsvProblem problem = take(row);
      if (problem != null) {
        rejects.add(row, problem);
      }
    }
    input.drain();
    refuseNothingRead();
  }

  private List<String> channels() {
    return plan.layout() == Layout.WIDE ? plan.channelNames() : List.copyOf(longChannels.keySet());
  }

  /** A row of a series begins; where series are handed over, the one before it has ended. */
  private void enter(CsvRow row, String id, int channels) {
    SeriesSink to = sink;
    if (to != null && collector.leaves(id)) {
      handOver(to);
    }
    if (to != null && collector.isDone(id)) {
      throw new NotGroupedException(input.name(), row.line(), id);
    }
    collector.touch(id, plan.layout(), channels);
  }

  private @Nullable CsvRow nextRow() {
    CsvRow sampled = sample.poll();
    return sampled != null ? sampled : source.next();
  }

  /** Reads a row; the result is why it cannot be read, or null. */
  private @Nullable CsvProblem take(CsvRow row) {
    if (row.isBroken()) {
      return row.problem(input.name());
    }
    if (row.cells().size() != plan.header().size()) {
      return problem(
          row,
          "",
          row.cells().size() + " cells",
          plan.header().size() + " as in the header",
          "mend the row; quote texts that contain the delimiter '" + source.delimiter() + "'");
    }
    if (!plan.accepts(row)) {
      plan.conditions().keySet().forEach(column -> remember(passedCells, row.cell(column)));
      tally.passedOver++;
      return null;
    }
    String id = plan.id() == ColumnPlan.NONE ? stem(input.name()) : row.cell(plan.id());
    if (id.isEmpty()) {
      return problem(row, plan.id(), "the id of a series", "write the id into the cell");
    }
    double time;
    try {
      time = timeFormat.parse(row.cell(plan.time()));
    } catch (IllegalArgumentException e) {
      return problem(
          row,
          plan.time(),
          timeFormat.expectation(),
          "mend the cell, or state how times are written with --time-format");
    }
    return plan.layout() == Layout.WIDE ? takeWide(row, id, time) : takeLong(row, id, time);
  }

  private static void remember(Set<String> seen, String text) {
    if (seen.size() < SEEN_KEPT) {
      seen.add(text);
    }
  }

  private @Nullable CsvProblem takeWide(CsvRow row, String id, double time) {
    boolean observed = false;
    for (int c = 0; c < values.length; c++) {
      int column = plan.channels().get(c);
      String cell = row.cell(column);
      if (cells.isMissing(cell)) {
        values[c] = Double.NaN;
        continue;
      }
      try {
        values[c] = cells.number(cell);
      } catch (CellValues.BadCellException e) {
        return problem(row, column, e.expectation(), e.remedy());
      }
      observed = true;
    }
    enter(row, id, values.length);
    if (observed) {
      collector.addRow(row.line(), time, values);
    } else {
      tally.emptyRows++;
    }
    return null;
  }

  private @Nullable CsvProblem takeLong(CsvRow row, String id, double time) {
    String name = row.cell(plan.channel());
    if (name.isEmpty()) {
      return problem(row, plan.channel(), "the name of a channel", "write it into the cell");
    }
    if (!options.wanted.isAll() && !longChannels.containsKey(name)) {
      remember(passedChannels, name);
      tally.passedOver++;
      return null;
    }
    seenChannels.add(name);
    String cell = row.cell(plan.value());
    boolean missing = cells.isMissing(cell);
    double value = Double.NaN;
    try {
      value = missing ? value : cells.number(cell);
    } catch (CellValues.BadCellException e) {
      return problem(row, plan.value(), e.expectation(), e.remedy());
    }
    int channel = longChannels.computeIfAbsent(name, key -> longChannels.size());
    enter(row, id, 0);
    if (missing) {
      tally.emptyRows++;
    } else {
      collector.addValue(row.line(), time, channel, value);
    }
    return null;
  }

  private CsvProblem problem(CsvRow row, int column, String expectation, String remedy) {
    String cell = row.cell(column);
    String found = cell.isEmpty() ? "an empty cell" : CsvProblem.cell(cell);
    return problem(row, plan.header().get(column), found, expectation, remedy);
  }

  private CsvProblem problem(
      CsvRow row, String column, String found, String expectation, String remedy) {
    return new CsvProblem(input.name(), row.line(), column, found, expectation, remedy);
  }

  private static String stem(String name) {
    boolean compressed = name.toLowerCase(Locale.ROOT).endsWith(".gz");
    String plain = compressed ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(0, dot) : plain;
  }

  private void refuseNothingRead() {
    if (tally.rows == 0) {
      throw fileProblem(
          "a header but no rows", "at least one row of data", "check how the file was made");
    }
    if (collector.size() > 0) {
      return;
    }
    if (tally.passedOver > 0) {
      Set<String> seen = passedChannels.isEmpty() ? passedCells : passedChannels;
      throw fileProblem(
          "no row that was asked for among " + tally.rows,
          passedChannels.isEmpty()
              ? "rows with the cells that --where names"
              : options.wanted.expectation(),
          "check their spelling; there are: " + String.join(", ", seen));
    }
    throw fileProblem(
        "no row that can be read among " + tally.rows,
        "at least one",
        "mend the first problem: " + rejects.problems().get(0).message());
  }

  private CsvException fileProblem(String found, String expectation, String remedy) {
    return new CsvException(CsvProblem.ofFile(input.name(), found, expectation, remedy));
  }

  private List<TimeSeries> build(int channels) {
    List<TimeSeries> series;
    try {
      series = sink == null ? collector.build(channels) : collector.handOver(channels);
    } catch (SeriesCollector.RepeatedTimeException e) {
      throw new CsvException(
          new CsvProblem(
              input.name(),
              e.line(),
              plan.header().get(plan.time()),
              "time %s of series '%s' once more".formatted(timeFormat.format(e.time()), e.id()),
              "each time of a series once, or once per channel in the long layout",
              "remove one of the rows, or choose how to merge them with --duplicates"));
    }
    return series;
  }

  /** In the long layout a mistyped channel would otherwise be one that is always missing. */
  private void refuseUnseenChannels() {
    List<String> unseen =
        longChannels.keySet().stream().filter(name -> !seenChannels.contains(name)).toList();
    if (!unseen.isEmpty()) {
      Set<String> known = new LinkedHashSet<>(seenChannels);
      known.addAll(passedChannels);
      throw new CsvException(options.wanted.absent(input.name(), 0, Layout.LONG, unseen, known));
    }
  }

  private ReadReport report() {
    return tally.report(options, input, plan, timeFormat, channels(), collector, rejects);
  }

  @Override
  public void close() throws IOException {
    try (rejects) {
      source.close();
    }
  }
}
