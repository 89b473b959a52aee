package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Observed values that are hidden within series, and how well forecasters say what they were. All
 * of them see the same visible values, before and after.
 *
 * @param whole all that was observed
 * @param visible the same rows with fewer values
 */
public record MaskedValues(SeriesSet whole, SeriesSet visible) {
  private static final double[] ONE_RANGE = {Double.MAX_VALUE};

  /** Checks that both are of the same series. */
  public MaskedValues {
    boolean same = whole.size() == visible.size();
    for (int i = 0; same && i < whole.size(); i++) {
      TimeSeries all = whole.series().get(i);
      TimeSeries left = visible.series().get(i);
      same = all.id().equals(left.id()) && all.length() == left.length();
    }
    if (!same) {
      throw new IllegalArgumentException(
          "The visible series are others than the whole ones; expected the same rows: mask the same"
              + " data");
    }
  }

  /**
   * Scores.
   *
   * @param forecasters by name; the one called {@link EvaluationReport#MODEL} is compared
   * @param scale on which values are scored
   * @param threads how many threads compute
   * @return a report of horizon 0
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public EvaluationReport scores(
      Map<String, ? extends Forecaster> forecasters, Standardisation scale, int threads) {
    int scored = 0;
    try (BacktestRun run = new BacktestRun(forecasters, scale, ONE_RANGE, threads)) {
      for (int i = 0; i < whole.size(); i++) {
        TimeSeries hidden = hidden(whole.series().get(i), visible.series().get(i));
        if (hidden.length() > 0) {
          int[] rows = IntStream.range(0, hidden.length()).toArray();
          run.add(new BacktestTask(0, visible.series().get(i), hidden, rows));
          scored++;
        }
      }
      return EvaluationReport.ofMasked(scored, whole.channels(), run.finish());
    }
  }

  private static TimeSeries hidden(TimeSeries all, TimeSeries left) {
    List<double[]> rows = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < all.length(); i++) {
      double[] row = all.row(i).clone();
      boolean any = false;
      for (int c = 0; c < row.length; c++) {
        boolean hides = all.isObserved(i, c) && !left.isObserved(i, c);
        row[c] = hides ? row[c] : Double.NaN;
        any |= hides;
      }
      if (any) {
        rows.add(row);
        times.add(all.time(i));
      }
    }
    return rows.isEmpty()
        ? TimeSeries.empty(all.id(), all.channels())
        : TimeSeries.of(
            all.id(),
            times.stream().mapToDouble(Double::doubleValue).toArray(),
            rows.toArray(double[][]::new));
  }
}
