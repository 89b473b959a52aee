package io.anode4j.cli;

import io.anode4j.data.TimeSeries;
import io.anode4j.model.TrainedModel;
import io.anode4j.tensor.Cancellation;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Forecasts many series on several threads and writes the rows in the order of the series. Never
 * more than a few blocks of them are in memory.
 *
 * @param model what forecasts
 * @param times the times asked
 * @param table how rows are written
 * @param threads number of threads
 */
record ForecastRun(TrainedModel model, ForecastTimes times, ForecastCsv table, int threads) {
  private static final int BLOCK = 32;

  void write(List<TimeSeries> series, Writer out) throws IOException {
    out.write(table.header());
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      for (int from = 0; from < series.size(); from += BLOCK * threads) {
        List<Future<String>> blocks = new ArrayList<>();
        int end = Math.min(series.size(), from + BLOCK * threads);
        for (int start = from; start < end; start += BLOCK) {
          List<TimeSeries> block = series.subList(start, Math.min(end, start + BLOCK));
          blocks.add(workers.submit(() -> rows(block)));
        }
        for (Future<String> block : blocks) {
          out.write(result(block));
        }
      }
    } finally {
      workers.shutdownNow();
    }
    out.flush();
  }

  private String rows(List<TimeSeries> block) {
    StringBuilder rows = new StringBuilder();
    model
        .forecastAll(block, block.stream().map(times::of).toList())
        .forEach(forecast -> rows.append(table.rows(forecast)));
    return rows.toString();
  }

  private static String result(Future<String> block) {
    try {
      return block.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a forecast failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Cancellation.of("The forecast");
    }
  }
}
