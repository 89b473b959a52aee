package io.anode4j.experiments;

import io.anode4j.chart.Figures;
import java.util.Arrays;
import java.util.List;

/** Numbers of one kind, one a seed. */
record Sample(double[] values) {
  static Sample of(List<Findings.Measurement> all, String variant, String quantity) {
    return new Sample(
        all.stream()
            .filter(m -> m.variant().equals(variant) && m.quantity().equals(quantity))
            .mapToDouble(Findings.Measurement::value)
            .toArray());
  }

  double mean() {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** Standard deviation of the sample; NaN for one value. */
  double deviation() {
    double mean = mean();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  double median() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** {@code 0.012 ± 0.003}; a count that is the same on all seeds as it is. */
  String words() {
    if (values.length > 0 && Arrays.stream(values).allMatch(v -> v == values[0] && v == (long) v)) {
      return Figures.count((long) values[0]);
    }
    return values.length == 0
        ? "–"
        : Figures.rounded(mean())
            + (values.length > 1 ? " ± " + Figures.rounded(deviation(), 2) : "");
  }
}
