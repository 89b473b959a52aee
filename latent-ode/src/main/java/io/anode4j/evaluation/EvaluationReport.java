package io.anode4j.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Outcome of a backtest.
 *
 * @param horizon how far ahead was scored, in the unit of the times (seconds if dated); 0 where
 *     values were hidden within series ({@link MaskedValues})
 * @param units what the figures are measured in, a sentence
 * @param series number of series with at least one origin
 * @param origins number of origins
 * @param targets number of observed values that every forecaster was scored on
 * @param skipped number of origins left out, for every reason
 * @param overall scores by name of the forecaster, the model first
 * @param perChannel scores by channel, then by name of the forecaster
 * @param byLeadTime scores for growing distance from the origin; ranges hold about equally many
 *     target times
 * @param paired what single windows say, for comparisons in pairs
 */
public record EvaluationReport(
    double horizon,
    String units,
    int series,
    int origins,
    long targets,
    Map<SkipReason, Integer> skipped,
    Map<String, Scores> overall,
    Map<String, Map<String, Scores>> perChannel,
    List<LeadTimeScores> byLeadTime,
    PairedScores paired) {

  /** Name of the forecaster that the others are baselines to. */
  public static final String MODEL = "model";

  /** Name of the model's network alone, which is no baseline either. */
  public static final String NETWORK = "latent_ode";

  /** Name of its second network, which sees values on the channels' scales. */
  public static final String UNFRAMED = "unframed";

  private static final String UNITS =
      "Standardised values: (value - mean) / standard deviation of the channel in the training"
          + " data; every figure is a mean over all observed target values; nll in nats.";

  /**
   * Copies the collections, keeping their order.
   *
   * @throws IllegalArgumentException if there is no forecaster
   */
  public EvaluationReport {
    if (overall.isEmpty()) {
      throw new IllegalArgumentException(
          "Report of no forecaster; at least one is expected: name the model or a baseline.");
    }
    skipped = copy(skipped);
    overall = copy(overall);
    Map<String, Map<String, Scores>> channels = new LinkedHashMap<>();
    perChannel.forEach((channel, scores) -> channels.put(channel, copy(scores)));
    perChannel = Collections.unmodifiableMap(channels);
    byLeadTime = List.copyOf(byLeadTime);
  }

  private static <K, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static EvaluationReport of(
      double horizon,
      BacktestPlan plan,
      List<String> channels,
      double[] edges,
      BacktestScores found) {
    Map<String, ScoreCube> ordered = modelFirst(found.cubes());
    List<LeadTimeScores> byLeadTime = new ArrayList<>();
    for (int b = 0; b < edges.length; b++) {
      int bin = b;
      Map<String, Scores> scores = new LinkedHashMap<>();
      ordered.forEach((name, cube) -> scores.put(name, cube.leadTimes().get(bin)));
      byLeadTime.add(new LeadTimeScores(b == 0 ? 0 : edges[b - 1], edges[b], scores));
    }
    return of(
        horizon,
        new Counts(plan.series(), plan.origins(), plan.skipped()),
        channels,
        ordered,
        byLeadTime,
        found.pairs());
  }

  /** Of values hidden within so many series. */
  static EvaluationReport ofMasked(int series, List<String> channels, BacktestScores found) {
    Counts counts = new Counts(series, series, Map.of());
    return of(0, counts, channels, modelFirst(found.cubes()), List.of(), found.pairs());
  }

  private record Counts(int series, int origins, Map<SkipReason, Integer> skipped) {}

  private static EvaluationReport of(
      double horizon,
      Counts counts,
      List<String> channels,
      Map<String, ScoreCube> ordered,
      List<LeadTimeScores> byLeadTime,
      PairedScores pairs) {
    Map<String, Scores> overall = new LinkedHashMap<>();
    ordered.forEach((name, cube) -> overall.put(name, cube.overall()));
    Map<String, Map<String, Scores>> perChannel = new LinkedHashMap<>();
    for (int c = 0; c < channels.size(); c++) {
      int channel = c;
      Map<String, Scores> scores = new LinkedHashMap<>();
      ordered.forEach((name, cube) -> scores.put(name, cube.channel(channel)));
      perChannel.put(channels.get(c), scores);
    }
    long targets = overall.values().stream().mapToLong(Scores::targets).max().orElse(0);
    return new EvaluationReport(
        horizon,
        UNITS,
        counts.series,
        counts.origins,
        targets,
        counts.skipped,
        overall,
        perChannel,
        byLeadTime,
        pairs);
  }

  private static Map<String, ScoreCube> modelFirst(Map<String, ScoreCube> cubes) {
    Map<String, ScoreCube> ordered = new LinkedHashMap<>();
    if (cubes.containsKey(MODEL)) {
      ordered.put(MODEL, cubes.get(MODEL));
    }
    cubes.forEach(ordered::putIfAbsent);
    return ordered;
  }

  /**
   * The best baseline: of the forecasters other than the model and its network, the one with the
   * lowest CRPS.
   *
   * @return its name; empty if there is none or nothing was scored
   */
  public Optional<String> bestBaseline() {
    return overall.entrySet().stream()
        .filter(entry -> isBaseline(entry.getKey()) && !Double.isNaN(entry.getValue().crps()))
        .min(Comparator.comparingDouble(entry -> entry.getValue().crps()))
        .map(Map.Entry::getKey);
  }

  private static boolean isBaseline(String forecaster) {
    return !List.of(MODEL, NETWORK, UNFRAMED).contains(forecaster);
  }

  /**
   * Skill of a forecaster over the best baseline: 1 − CRPS ÷ CRPS of the best baseline.
   *
   * @param forecaster a name in {@link #overall}
   * @return 1 for a perfect forecast, 0 for one as good as the best baseline, below 0 for a worse
   *     one; NaN if there is no baseline
   */
  public double skill(String forecaster) {
    double crps = scores(forecaster).crps();
    return bestBaseline().map(best -> 1 - crps / scores(best).crps()).orElse(Double.NaN);
  }

  /**
   * Standard error of {@link #skill}: of the paired difference to the best baseline, in units of
   * its CRPS.
   *
   * @param forecaster a name in {@link #overall}
   * @return the error; 0 for the best baseline itself, NaN where nobody can tell
   */
  public double skillError(String forecaster) {
    scores(forecaster);
    return bestBaseline()
        .flatMap(
            best ->
                paired
                    .difference(forecaster, best, Metric.CRPS)
                    .map(by -> by.standardError() / scores(best).crps()))
        .orElse(Double.NaN);
  }

  private Scores scores(String forecaster) {
    Scores scores = overall.get(forecaster);
    if (scores == null) {
      throw new IllegalArgumentException(
          "Report has no forecaster '"
              + forecaster
              + "'; one of "
              + overall.keySet()
              + " is expected: check the name.");
    }
    return scores;
  }

  /**
   * The report for a terminal: counts, a table of the forecasters with the best score of each
   * column marked and whatever cannot be told from it, the CRPS by channel, and what to make of it.
   *
   * @return lines of text, each ending with a line feed
   */
  public String table() {
    return EvaluationTable.of(this);
  }
}
