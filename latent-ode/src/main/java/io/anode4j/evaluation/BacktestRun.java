package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.tensor.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks forecasters and adds up their scores, chunk by chunk.
 *
 * <p>Chunks depend on the tasks alone and their sums are added in order, so that the outcome is the
 * same to the last bit for any number of threads.
 */
final class BacktestRun {
  /** A model is faster with many series at once; beyond this it gains no more. */
  private static final int CHUNK_TASKS = 256;

  /** Bounds the forecasts held at once: about 50 MB for 50 samples. */
  private static final int CHUNK_POINTS = 65_536;

  private final Map<String, ? extends Forecaster> forecasters;
  private final Standardisation scale;
  private final double[] edges;

  BacktestRun(
      Map<String, ? extends Forecaster> forecasters, Standardisation scale, double[] edges) {
    this.forecasters = forecasters;
    this.scale = scale;
    this.edges = edges;
  }

  /** {@return the scores of all tasks by name of the forecaster} */
  Map<String, ScoreCube> score(List<BacktestTask> tasks, int threads) {
    Map<String, ScoreCube> totals = new LinkedHashMap<>();
    forecasters.keySet().forEach(name -> totals.put(name, new ScoreCube(scale, edges)));
    List<List<BacktestTask>> chunks = chunks(tasks);
    if (threads == 1) {
      chunks.forEach(chunk -> addTo(totals, scoreChunk(chunk)));
    } else {
      scoreInParallel(chunks, threads).forEach(chunk -> addTo(totals, chunk));
    }
    return totals;
  }

  private static void addTo(Map<String, ScoreCube> totals, Map<String, ScoreCube> chunk) {
    chunk.forEach((name, cube) -> totals.merge(name, cube, ScoreCube::plus));
  }

  private static List<List<BacktestTask>> chunks(List<BacktestTask> tasks) {
    List<List<BacktestTask>> chunks = new ArrayList<>();
    int start = 0;
    long points = 0;
    for (int k = 0; k < tasks.size(); k++) {
      BacktestTask task = tasks.get(k);
      points += (long) task.rows().length * task.future().channels();
      if (k + 1 == tasks.size() || k + 1 - start == CHUNK_TASKS || points >= CHUNK_POINTS) {
        chunks.add(tasks.subList(start, k + 1));
        start = k + 1;
        points = 0;
      }
    }
    return chunks;
  }

  private List<Map<String, ScoreCube>> scoreInParallel(
      List<List<BacktestTask>> chunks, int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Map<String, ScoreCube>>> futures = new ArrayList<>();
      for (List<BacktestTask> chunk : chunks) {
        futures.add(pool.submit(() -> scoreChunk(chunk)));
      }
      List<Map<String, ScoreCube>> results = new ArrayList<>();
      for (Future<Map<String, ScoreCube>> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("A forecaster failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Cancellation.of("The backtest");
    } finally {
      pool.shutdownNow();
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
