package io.anode4j.report;

import io.anode4j.chart.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a report knows of a metric by its key: how to call it and which of two values is better.
 *
 * @param key as in the JSON output
 */
record ScoreColumn(String key) {
  private static final String COVERAGE = "coverage";
  private static final Set<String> LESS_IS_BETTER =
      Set.of("mse", "rmse", "mae", "crps", "nll", "pinball", "mase", "smape", "mape", "wql");

  /** The name for readers: {@code CRPS}, {@code 90 % coverage}. */
  String label() {
    if (isCoverage()) {
      return Figures.percent(nominal()) + " coverage";
    }
    return LESS_IS_BETTER.contains(key) && !key.equals("pinball")
        ? key.toUpperCase(Locale.ROOT)
        : key.replace('_', ' ');
  }

  boolean isCoverage() {
    return key.matches(COVERAGE + "\\d{2}");
  }

  /** The share that intervals of this coverage should hold. */
  double nominal() {
    return Integer.parseInt(key.substring(COVERAGE.length())) / 100.0;
  }

  /** A value in a sentence. */
  String format(double value) {
    return isCoverage() && Double.isFinite(value) ? Figures.percent(value) : Figures.rounded(value);
  }

  /** The values of a column, with so many decimals each that a good one has three digits. */
  List<String> column(List<ScoreRow> rows) {
    double[] sizes =
        rows.stream()
            .mapToDouble(row -> Math.abs(row.value(key)))
            .filter(v -> v > 0 && Double.isFinite(v))
            .sorted()
            .toArray();
    double good = sizes.length == 0 ? 1 : sizes[(sizes.length - 1) / 4];
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(good)));
    boolean plain = decimals <= 4 && (sizes.length == 0 || sizes[sizes.length - 1] < 1e6);
    return rows.stream().map(row -> cell(row.value(key), plain ? decimals : -1)).toList();
  }

  private String cell(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return Figures.rounded(value);
    }
    if (isCoverage()) {
      return Figures.fixed(100 * value, 1) + " %";
    }
    return decimals < 0 ? Figures.rounded(value) : Figures.fixed(value, decimals);
  }

  /** The best of some rows; none if nobody knows what better means, or there is no choice. */
  Optional<ScoreRow> best(List<ScoreRow> rows) {
    List<ScoreRow> scored = rows.stream().filter(r -> Double.isFinite(r.value(key))).toList();
    if (scored.size() < 2 || !(isCoverage() || LESS_IS_BETTER.contains(key))) {
      return Optional.empty();
    }
    return scored.stream().min(Comparator.comparingDouble(r -> badness(r.value(key))));
  }

  private double badness(double value) {
    return isCoverage() ? Math.abs(value - nominal()) : value;
  }
}
