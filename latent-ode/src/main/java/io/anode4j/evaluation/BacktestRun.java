package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Asks forecasters and adds up their scores, chunk by chunk, while tasks still come: never more
 * than a few chunks of them are in memory.
 *
 * <p>Chunks depend on the tasks alone and their sums are added in order, so that the outcome is the
 * same to the last bit for any number of threads.
 */
final class BacktestRun implements AutoCloseable {
  /** A model is faster with many series at once; beyond this it gains no more. */
  private static final int CHUNK_TASKS = 256;

  /** Bounds the forecasts held at once: about 50 MB for 50 samples. */
  private static final int CHUNK_POINTS = 65_536;

  /** Chunks a thread that wait for it or for those before them: it must not run dry. */
  private static final int AHEAD = 2;

  private final Map<String, ? extends Forecaster> forecasters;
  private final Standardisation scale;
  private final double[] edges;
  private final int most;

  /** None for one thread, which is the caller's. */
  private final @Nullable Workers workers;

  private final BacktestScores totals;
  private final Queue<Future<Map<String, ScoreCube>>> pending = new ArrayDeque<>();
  private List<BacktestTask> chunk = new ArrayList<>();
  private long points;

  BacktestRun(
      Map<String, ? extends Forecaster> forecasters,
      Standardisation scale,
      double[] edges,
      int threads) {
    this.forecasters = forecasters;
    this.scale = scale;
    this.edges = edges;
    this.most = AHEAD * threads;
    this.workers = threads == 1 ? null : new Workers(threads, "The backtest");
    this.totals = BacktestScores.none(forecasters.keySet(), scale, edges);
  }

  /** Takes the next task. */
  void add(BacktestTask task) {
    chunk.add(task);
    points += (long) task.rows().length * task.future().channels();
    if (chunk.size() == CHUNK_TASKS || points >= CHUNK_POINTS) {
      begin();
    }
  }

  private void begin() {
    List<BacktestTask> full = chunk;
    chunk = new ArrayList<>();
    points = 0;
    if (workers == null) {
      totals.add(scoreChunk(full));
      return;
    }
    pending.add(workers.begin(() -> scoreChunk(full)));
    while (pending.size() > most) {
      totals.add(workers.join(pending.remove()));
    }
  }

  /** {@return the scores of all tasks} */
  BacktestScores finish() {
    if (!chunk.isEmpty()) {
      begin();
    }
    while (workers != null && !pending.isEmpty()) {
      totals.add(workers.join(pending.remove()));
    }
    totals.pairs().endSeries();
    return totals;
  }

  @Override
  public void close() {
    if (workers != null) {
      workers.close();
    }
  }

  private Map<String, ScoreCube> scoreChunk(List<BacktestTask> chunk) {
    Map<String, ScoreCube> cubes = new LinkedHashMap<>();
    forecasters.forEach(
        (name, forecaster) -> {
          Cancellation.check("The backtest");
          cubes.put(name, scoreChunk(chunk, name, forecaster));
        });
    return cubes;
  }

  private ScoreCube scoreChunk(List<BacktestTask> chunk, String name, Forecaster forecaster) {
    List<TimeSeries> histories = chunk.stream().map(BacktestTask::history).toList();
    List<double[]> times = chunk.stream().map(BacktestTask::times).toList();
    List<Forecast> forecasts = forecaster.forecastAll(histories, times);
    if (forecasts.size() != chunk.size()) {
      throw new IllegalStateException(
          "Forecaster '"
              + name
              + "' answered with "
              + forecasts.size()
              + " forecasts; one for each of "
              + chunk.size()
              + " histories is expected: mend the forecaster.");
    }
    ScoreCube cube = new ScoreCube(scale, edges);
    for (int k = 0; k < chunk.size(); k++) {
      Cancellation.check("The backtest");
      requireAnswer(name, chunk.get(k), forecasts.get(k));
      cube.add(chunk.get(k), forecasts.get(k));
    }
    return cube;
  }

  private void requireAnswer(String name, BacktestTask task, Forecast forecast) {
    int channels = scale.mean().size();
    if (!Arrays.equals(forecast.times(), task.times()) || forecast.channels().size() != channels) {
      throw new IllegalStateException(
          "Forecaster '"
              + name
              + "' answered with "
              + forecast
              + " for series '"
              + task.history().id()
              + "'; the "
              + task.rows().length
              + " times asked and "
              + channels
              + " channels are expected, in the order asked: mend the forecaster.");
    }
  }
}
