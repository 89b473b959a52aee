package io.anode4j.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far true numbers lie from said ones: of each fifth of the said ones, quantiles of the
 * residuals of examples that no gradient saw (split conformal prediction by groups; Vovk et al.
 * 2005, section 4.5). The nearer to its end a machine is, the surer its remaining life can be said.
 *
 * @param from said number that each band begins at, increasing; below the first it holds as well
 * @param lower 5 % quantile of true minus said in each band
 * @param upper 95 % quantile
 */
public record ResidualBands(List<Double> from, List<Double> lower, List<Double> upper) {
  private static final int BANDS = 5;

  /** A band of fewer examples would have no quantiles of 5 %. */
  private static final int LEAST = 20;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException saying in a clause what does not fit
   */
  public ResidualBands {
    from = List.copyOf(from);
    lower = List.copyOf(lower);
    upper = List.copyOf(upper);
    if (from.isEmpty() || lower.size() != from.size() || upper.size() != from.size()) {
      throw new IllegalArgumentException("its bands have not a lower and an upper end each");
    }
  }

  /**
   * Fits.
   *
   * @param said numbers said of examples
   * @param truth their true numbers, as many, at least one
   * @return five bands, or fewer where there are fewer than a hundred examples
   */
  public static ResidualBands of(double[] said, double[] truth) {
    int[] order =
        IntStream.range(0, said.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> said[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int bands = Math.max(1, Math.min(BANDS, said.length / LEAST));
    List<Double> from = new ArrayList<>();
    List<Double> lower = new ArrayList<>();
    List<Double> upper = new ArrayList<>();
    for (int b = 0; b < bands; b++) {
      int[] part =
          Arrays.copyOfRange(order, b * order.length / bands, (b + 1) * order.length / bands);
      double[] residuals =
          Arrays.stream(part).mapToDouble(i -> truth[i] - said[i]).sorted().toArray();
      from.add(said[part[0]]);
      lower.add(quantile(residuals, 0.05));
      upper.add(quantile(residuals, 0.95));
    }
    return new ResidualBands(from, lower, upper);
  }

  /** Of n sorted values the one at (n + 1)·p, as one more of them would be ranked. */
  private static double quantile(double[] sorted, double p) {
    double at = (sorted.length + 1) * p - 1;
    int index = (int) (p < 0.5 ? Math.floor(at) : Math.ceil(at));
    return sorted[Math.max(0, Math.min(sorted.length - 1, index))];
  }

  /**
   * A number with its interval.
   *
   * @param series id of the series
   * @param said its number
   * @return the same with the ends
   */
  public Prediction around(String series, double said) {
    int band = 0;
    while (band + 1 < from.size() && said >= from.get(band + 1)) {
      band++;
    }
    return new Prediction(series, said, said + lower.get(band), said + upper.get(band));
  }
}
