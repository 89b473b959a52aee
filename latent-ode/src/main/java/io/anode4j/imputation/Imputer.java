package io.anode4j.imputation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.forecast.Bounds;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.forecast.Support;
import io.anode4j.stack.Blend;
import io.anode4j.stack.Stack;
import io.anode4j.stack.StackFit;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what lies between observations: a model that interpolates, the straight line, the last value
 * and the mean, weighed by channel and by the distance to the nearest observation. The weights, and
 * widths that cover what they say, come from observed values of the very data, a fifth of which is
 * hidden for this, where they are few again and again.
 */
public final class Imputer implements Forecaster {
  private static final double HIDDEN = 0.2;

  /** Where values are few, they are hidden more than once. */
  private static final int ENOUGH = 1000;

  private static final int MOST_ROUNDS = 20;
  private static final int LEAST = 100;
  private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

  /** Values that the prior of the weights counts. */
  private static final double TRUST = 20;

  private final MemberAnswers members;
  private final Stack stack;
  private final GapErrors errors;
  private final List<Bounds> bounds;

  private Imputer(MemberAnswers members, Stack stack, GapErrors errors, List<Bounds> bounds) {
    this.members = members;
    this.stack = stack;
    this.errors = errors;
    this.bounds = bounds;
  }

  /**
   * Weighs model and rules.
   *
   * @param model what interpolates
   * @param data series with holes, in the model's channels
   * @param seed of the choice of values that are hidden
   * @param threads how many threads compute
   * @return an imputer for these series
   * @throws IllegalArgumentException when too few values are observed to weigh anything
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public static Imputer fit(Forecaster model, SeriesSet data, long seed, int threads) {
    MemberAnswers members = new MemberAnswers(model, GapRules.of(data), data.channels());
    try (Workers workers = new Workers(threads, "The imputation")) {
      List<GapCase> cases = new ArrayList<>();
      for (int round = 0; round < MOST_ROUNDS && cases.size() < ENOUGH; round++) {
        SeriesSet visible = Mask.hide(data, HIDDEN, seed + round * SEED_STEP);
        cases.addAll(members.cases(data, visible, workers));
      }
      if (cases.size() < LEAST) {
        throw new IllegalArgumentException(
            "Too few values are observed in "
                + data.source()
                + " to weigh model and rules on some of them: "
                + data.observedCount()
                + "; expected at least 30: name data with more observations");
      }
      GapErrors errors = GapErrors.of(cases, data.channels().size());
      List<String> names = new ArrayList<>(GapRules.NAMES);
      names.add(EvaluationReport.NETWORK);
      // Before anything is known the line is believed: it needs no training.
      StackFit fit =
          new StackFit(
              names, 0, 1, TRUST, data.channels().size(), errors.windows(cases.size()), workers);
      return new Imputer(
          members, fit.fit(errors.stackCases(cases)), errors, Support.of(data, workers));
    }
  }

  @Override
  public Forecast forecast(TimeSeries known, double[] times) {
    return forecastAll(List.of(known), List.of(times)).get(0);
  }

  /**
   * Fills.
   *
   * @param known series, with what is observed of them
   * @param times for each of them the times asked, ascending
   * @return a Gaussian at each time and channel, within the bounds that the observed values show
   */
  @Override
  public List<Forecast> forecastAll(List<TimeSeries> known, List<double[]> times) {
    List<Forecast> own = members.model().forecastAll(known, times);
    List<Forecast> filled = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      filled.add(filled(own.get(i), known.get(i), times.get(i)));
    }
    return filled;
  }

  private Forecast filled(Forecast own, TimeSeries known, double[] times) {
    int channels = own.channels().size();
    double[][] means = new double[times.length][channels];
    double[][] stds = new double[times.length][channels];
    for (int c = 0; c < channels; c++) {
      if (!errors.met()[c]) {
        // Nowhere in the data is there a value of it: only the model has ever seen any.
        asTheModelSays(own, c, means, stds);
        continue;
      }
      double[][] answers = members.answers(own, known, c, times);
      double[] distances = GapRules.distances(known, c, times);
      for (int t = 0; t < times.length; t++) {
        Blend blend = stack.blend(c, errors.lead(c, distances[t]));
        double[] all = errors.near(c, answers[t]);
        double model = Math.log(Math.max(Double.MIN_NORMAL, own.std(t, c)));
        means[t][c] = blend.mean(all);
        stds[t][c] = blend.width(model, Math.log(errors.ofLine(c)), all);
      }
    }
    return Forecast.gaussian(known.id(), own.channels(), times, means, stds)
        .within(Support.of(known, bounds));
  }

  private static void asTheModelSays(Forecast own, int channel, double[][] means, double[][] stds) {
    for (int t = 0; t < means.length; t++) {
      means[t][channel] = own.mean(t, channel);
      stds[t][channel] = own.std(t, channel);
    }
  }

  /**
   * Itself, the model alone and the rules alone, these with the error that they had on the hidden
   * values, by name.
   */
  public Map<String, Forecaster> forecasters() {
    Map<String, Forecaster> all = new LinkedHashMap<>();
    all.put(EvaluationReport.MODEL, this);
    all.put(EvaluationReport.NETWORK, members.model());
    for (int r = 0; r < GapRules.NAMES.size(); r++) {
      int rule = r;
      all.put(GapRules.NAMES.get(r), (known, times) -> alone(rule, known, times));
    }
    return Collections.unmodifiableMap(all);
  }

  private Forecast alone(int rule, TimeSeries known, double[] times) {
    int channels = stack.blends().size();
    double[][] means = new double[times.length][channels];
    double[][] stds = new double[times.length][channels];
    for (int c = 0; c < channels; c++) {
      double[][] answers = members.rules().answers(known, c, times);
      for (int t = 0; t < times.length; t++) {
        means[t][c] = answers[t][rule];
        stds[t][c] = errors.ofRule(rule, c);
      }
    }
    return Forecast.gaussian(known.id(), members.channels(), times, means, stds);
  }
}
