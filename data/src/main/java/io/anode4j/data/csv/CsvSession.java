package io.anode4j.data.csv;

import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.internal.Interrupts;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of one file: header, a sample for the time format, then row after row. */
final class CsvSession implements Closeable {
  private static final int SEEN_KEPT = 20;

  private final CsvOptions options;
  private final CsvInput input;
  private final TableRows table;
  private final Rejects rejects;
  private final BadCells bad;
  private final SeriesCollector collector;
  private final TableReading reading;
  private final ColumnPlan plan;
  private final List<String> notes;
  private final TimeFormat timeFormat;
  private final SeriesClocks clocks;
  private final CellValues[] cells;
  private final CellStyle[] styles;
  private final Map<String, Integer> longChannels = new LinkedHashMap<>();
  private final Set<String> passedChannels = new LinkedHashSet<>();
  private final Set<String> seenChannels = new LinkedHashSet<>();
  private final Set<String> passedCells = new LinkedHashSet<>();
  private final int[] columns;
  private final double[] values;
  private final RowLabels labels = new RowLabels();
  private final @Nullable CellValues labelCells;

  /** Where series are handed over one by one; null when all are kept. */
  private @Nullable SeriesSink sink;

  private final ReadTally tally = new ReadTally();
  private final StrayRows stray;
  private final LateIds lateIds;
  private String lastId = "";

  CsvSession(CsvOptions options, CsvInput input) {
    this.options = options;
    this.input = input;
    this.table = new TableRows(new RowSource(input, options), input.name());
    this.collector = new SeriesCollector(options.duplicates);
    this.reading = new TableReading(options, input.name(), table);
    this.plan = reading.plan();
    this.notes = reading.notes();
    this.columns = plan.channels().stream().mapToInt(column -> column).toArray();
    this.values = new double[columns.length];
    for (String channel :
        plan.layout() == Layout.LONG ? options.wanted.names() : List.<String>of()) {
      longChannels.put(channel, longChannels.size());
    }
    this.timeFormat = reading.timeFormat();
    this.clocks =
        new SeriesClocks(timeFormat, options.table.zone(), reading.isBackwards(timeFormat));
    List<Integer> read = plan.layout() == Layout.LONG ? List.of(plan.value()) : plan.channels();
    this.cells = new CellValues[read.size()];
    this.styles = new CellStyle[read.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new CellValues(reading.missing(read.get(i)), options.wanted);
      styles[i] = plan.layout() == Layout.LONG ? reading.longStyle() : reading.style(read.get(i));
    }
    this.labelCells =
        plan.label() == ColumnPlan.NONE
            ? null
            : new CellValues(reading.missing(plan.label()), options.wanted);
    this.stray = new StrayRows(options.refusesBadCells());
    this.lateIds = new LateIds(reading.idCandidates());
    this.bad = new BadCells(options.refusesBadCells() || reading.hasNoNumber());
    this.rejects = new Rejects(options.maxBadRows, options.rejects, table.headerBytes());
  }

  CsvData run() throws IOException {
    takeAll();
    SeriesSet all = new SeriesSet(channels(), build(channels().size()), timeFormat, input.name());
    refuseUnseenChannels();
    UnknownTimes.refuseOneAlone(options, tally.rows, all, plan);
    SeriesSet set = options.part ? all : options.withoutIdle(all, notes);
    tally.count(set.series());
    return new CsvData(set, report(set.channels()), labels);
  }

  /** Columns that may name the series, as the rows have shown that were read, likeliest first. */
  List<String> lateIds() {
    return lateIds.found(collector.merged(), tally.observed(), plan.header());
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
    return report(channels());
  }

  private void handOver(SeriesSink to) {
    List<TimeSeries> series = build(channels().size());
    tally.count(series);
    lateIds.refuse(input.name(), collector.merged(), tally.observed(), plan.header());
    series.forEach(to::take);
    to.read(input.bytes(), tally.rows);
  }

  private void takeAll() throws IOException {
    String call = "Reading " + input.name();
    for (CsvRow row = table.next(); row != null; row = table.next()) {
      Interrupts.check(call);
      tally.rows++;
      lateIds.take(row);
      CsvProblem problem = take(row);
      stray.take(row, problem, plan, lastId, rejects);
    }
    input.drain();
    if (collector.size() == 0) {
      stray.refuseAll(rejects);
    }
    tally.rows -= stray.count();
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
    lastId = id;
  }

  /** Reads a row; the result is why it cannot be read, or null. */
  private @Nullable CsvProblem take(CsvRow row) {
    if (row.isBroken()) {
      return row.problem(input.name());
    }
    if (!plan.accepts(row)) {
      plan.conditions().keySet().forEach(column -> remember(passedCells, row.cell(column)));
      tally.passedOver++;
      return null;
    }
    String id = plan.id() == ColumnPlan.NONE ? SourceFile.stem(input.name()) : row.cell(plan.id());
    if (id.isEmpty()) {
      return problem(row, plan.id(), "the id of a series", "write the id into the cell");
    }
    String clock = row.cell(plan.time());
    if (cells[0].isMissing(clock) && stray.passesTimeless(() -> noTime(row))) {
      return null;
    }
    double time;
    try {
      time = clocks.parse(clock, id, plan.channelOf(row));
    } catch (IllegalArgumentException e) {
      return noTime(row);
    }
    takeLabel(row, id, time);
    return plan.layout() == Layout.WIDE ? takeWide(row, id, time) : takeLong(row, id, time);
  }

  private CsvProblem noTime(CsvRow row) {
    return problem(
        row,
        plan.time(),
        timeFormat.expectation(),
        UnknownTimes.remedy(timeFormat, row.cell(plan.time())));
  }

  private void takeLabel(CsvRow row, String id, double time) {
    String text = labelCells == null ? "" : row.cell(plan.label());
    if (labelCells != null && !labelCells.isMissing(text)) {
      labels.add(id, time, text);
    }
  }

  private static void remember(Set<String> seen, String text) {
    if (seen.size() < SEEN_KEPT) {
      seen.add(text);
    }
  }

  private @Nullable CsvProblem takeWide(CsvRow row, String id, double time) {
    boolean observed = false;
    for (int c = 0; c < values.length; c++) {
      String cell = row.cell(columns[c]);
      values[c] = Double.NaN;
      if (cells[c].isMissing(cell)) {
        continue;
      }
      try {
        values[c] = cells[c].number(cell, styles[c]);
      } catch (CellValues.BadCellException e) {
        if (bad.refuse()) {
          return problem(row, columns[c], e.expectation(), e.remedy());
        }
        bad.add(plan.header().get(columns[c]), row.line(), cell);
      }
      observed |= !Double.isNaN(values[c]);
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
    double value = Double.NaN;
    try {
      value = cells[0].isMissing(cell) ? value : cells[0].number(cell, styles[0]);
    } catch (CellValues.BadCellException e) {
      if (bad.refuse()) {
        return problem(row, plan.value(), e.expectation(), e.remedy());
      }
      bad.add(name, row.line(), cell);
    }
    int channel = longChannels.computeIfAbsent(name, key -> longChannels.size());
    enter(row, id, 0);
    if (Double.isNaN(value)) {
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
    if (!unseen.isEmpty() && !options.part) {
      Set<String> known = new LinkedHashSet<>(seenChannels);
      known.addAll(passedChannels);
      throw new CsvException(options.wanted.absent(input.name(), 0, Layout.LONG, unseen, known));
    }
  }

  private ReadReport report(List<String> channels) {
    List<String> all = new ArrayList<>(table.notes());
    all.addAll(notes);
    List.of(clocks.notes(), bad.notes(), stray.notes()).forEach(all::addAll);
    tally.noteMerged(collector.merged(), collector.fractions(), clocks.mayBeLocal(), all);
    Understanding understood = reading.understood(timeFormat, channels, all);
    return tally.report(options, input, plan, understood, collector, rejects);
  }

  @Override
  public void close() throws IOException {
    try (rejects) {
      table.close();
    }
  }
}
