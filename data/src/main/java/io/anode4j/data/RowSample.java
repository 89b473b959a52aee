package io.anode4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A random part of each series' rows: how published protocols make regular data irregular. */
public final class RowSample {
  private RowSample() {}

  /**
   * Keeps a number of rows of each series, every choice of rows equally likely.
   *
   * <p>The choice depends on the seed and a series' id alone.
   *
   * @param set the series to sample from
   * @param rows how many rows to keep; shorter series are kept whole
   * @param seed any number
   * @return series with the kept rows, in the order of time
   */
  public static SeriesSet of(SeriesSet set, int rows, long seed) {
    if (rows < 0) {
      throw new IllegalArgumentException(
          "a sample of %d rows; expected 0 or more; ask for more".formatted(rows));
    }
    List<TimeSeries> sampled = new ArrayList<>(set.size());
    for (TimeSeries series : set) {
      sampled.add(sample(series, rows, new SplittableRandom(SeededKey.of(series.id(), seed))));
    }
    return set.withSeries(sampled);
  }

  private static TimeSeries sample(TimeSeries series, int rows, SplittableRandom random) {
    RowBlocks kept = new RowBlocks(series.channels());
    int wanted = Math.min(rows, series.length());
    // Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S).
    for (int i = 0; i < series.length(); i++) {
      if (random.nextInt(series.length() - i) < wanted - kept.rows()) {
        kept.add(series.time(i), series.row(i));
      }
    }
    return TimeSeries.of(series.id(), kept).with(series.covariates());
  }
}
