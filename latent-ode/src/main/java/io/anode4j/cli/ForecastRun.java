package io.anode4j.cli;

import io.anode4j.data.TimeSeries;
import io.anode4j.model.TrainedModel;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ExtremeValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * Forecasts series on several threads as they come and writes the rows in the order of the series.
 * Never more than a few blocks of them are in memory.
 */
final class ForecastRun implements AutoCloseable {
  /** Series of the first blocks, and of those whose series are long. */
  private static final int BLOCK = 32;

  /** Series of a block once there have been many: networks that look back take so many at once. */
  private static final int LARGE_BLOCK = 128;

  /** From so many blocks on they are large: with fewer, threads would run dry. */
  private static final int FIRST_BLOCKS = 16;

  /** Values of a block that is not made larger, 1 MB of them. */
  private static final int VALUES = 1 << 17;

  /** Blocks a thread that wait for it or for those before them: it must not run dry. */
  private static final int AHEAD = 3;

  private final TrainedModel model;
  private final ForecastTimes times;
  private final ForecastCsv table;
  private final Workers workers;
  private final int most;
  private final Writer out;
  private final Queue<Pending> pending = new ArrayDeque<>();
  private BlockListener listener = series -> {};
  private List<TimeSeries> block = new ArrayList<>();
  private long values;
  private int begun;
  private final LongAdder early = new LongAdder();

  /** Rows that are being computed, and of how many series. */
  private record Pending(Future<String> rows, int series) {}

  /** Hears of blocks whose rows have been written. */
  @FunctionalInterface
  interface BlockListener {
    void wrote(int series) throws IOException;
  }

  /**
   * A run.
   *
   * @param model what forecasts
   * @param times the times asked
   * @param table how rows are written
   * @param threads number of threads
   * @param out where rows go
   */
  ForecastRun(TrainedModel model, ForecastTimes times, ForecastCsv table, int threads, Writer out) {
    this.model = model;
    this.times = times;
    this.table = table;
    this.workers = new Workers(threads, "The forecast");
    this.most = AHEAD * threads;
    this.out = out;
  }

  /** Writes the header. */
  void header() throws IOException {
    out.write(table.header());
  }

  /** Tells a listener of each block that has been written. */
  void onBlock(BlockListener listener) {
    this.listener = listener;
  }

  /** Forecasts series, writes their rows and is done; {@link #early} times among them. */
  static long write(
      TrainedModel model,
      ForecastTimes times,
      ForecastCsv table,
      int threads,
      List<TimeSeries> series,
      Writer out)
      throws IOException {
    try (ForecastRun run = new ForecastRun(model, times, table, threads, out)) {
      run.header();
      series.forEach(run::add);
      run.finish();
      return run.early();
    }
  }

  /**
   * Takes a series with at least one row.
   *
   * @throws CommandFailure when a value is too large to be reckoned with
   */
  void add(TimeSeries series) {
    for (int c = 0; c < series.channels(); c++) {
      requireUsable(series, c);
    }
    block.add(series);
    values += (long) series.length() * series.channels();
    if (block.size() >= (begun < FIRST_BLOCKS || values > VALUES ? BLOCK : LARGE_BLOCK)) {
      begin();
    }
  }

  private void requireUsable(TimeSeries series, int channel) {
    int row = ExtremeValues.first(series, channel);
    if (row >= 0) {
      throw CommandFailure.input(
          "series '%s' has the value %s of channel '%s' at %s; expected numbers up to 1e150; mend it or leave its cell empty"
              .formatted(
                  series.id(),
                  series.value(row, channel),
                  model.channels().get(channel),
                  model.timeFormat().format(series.time(row))),
          null);
    }
  }

  private void begin() {
    List<TimeSeries> full = block;
    block = new ArrayList<>();
    values = 0;
    begun++;
    pending.add(new Pending(workers.begin(() -> rows(full)), full.size()));
    while (pending.size() > most) {
      writeNext();
    }
  }

  /** Times asked so far that lie before the first of their series, of which nothing is known. */
  long early() {
    return early.sum();
  }

  /** Writes what is left. */
  void finish() throws IOException {
    if (!block.isEmpty()) {
      begin();
    }
    while (!pending.isEmpty()) {
      writeNext();
    }
    out.flush();
  }

  private void writeNext() {
    try {
      Pending next = pending.remove();
      out.write(workers.join(next.rows));
      listener.wrote(next.series);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String rows(List<TimeSeries> part) {
    StringBuilder rows = new StringBuilder();
    List<double[]> asked = part.stream().map(times::of).toList();
    for (int i = 0; i < part.size(); i++) {
      double first = part.get(i).firstTime();
      early.add(Arrays.stream(asked.get(i)).filter(time -> time < first).count());
    }
    model.forecastAll(part, asked).forEach(forecast -> rows.append(table.rows(forecast)));
    return rows.toString();
  }

  @Override
  public void close() {
    workers.close();
  }
}
