package io.anode4j.anchor;

import java.util.Arrays;

/**
 * A weighted sum of simple rules, the weights changing with the lead time: ridge regression on
 * {@link AnchorRules} times hat functions of lead time, fitted by {@link AnchorFit}. It is linear
 * in what was seen and knows no channel's level, so it is as right at a level it has never met as
 * at those it was fitted on.
 *
 * @param rules what is weighed
 * @param weights by channel, then hat function, then rule {@code [channels × (knots · rules)]}
 * @param spread standard deviation of its errors in units of a series' own scatter, by channel and
 *     knot {@code [channels × knots]}
 */
public record LinearAnchor(AnchorRules rules, double[][] weights, double[][] spread) {
  /** Where the hat functions peak, in horizons: errors change fastest just after the origin. */
  private static final double[] KNOTS = {0, 0.08, 0.25, 0.55, 1};

  /** Checks that it holds together. */
  public LinearAnchor {
    int columns = KNOTS.length * rules.count();
    boolean fits =
        weights.length == spread.length
            && Arrays.stream(weights).allMatch(w -> w.length == columns && finite(w))
            && Arrays.stream(spread)
                .allMatch(s -> s.length == KNOTS.length && finite(s) && above(s));
    if (!fits) {
      throw new IllegalArgumentException("its anchor does not fit its rules");
    }
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  private static boolean above(double[] values) {
    return Arrays.stream(values).allMatch(value -> value > 0);
  }

  /**
   * What the rules and their weighted sum say of the times after an origin.
   *
   * @param last last value, in units of the frame {@code [channels]}
   * @param shape seasonal rule, or the weighted mean where there is no season {@code [times ×
   *     channels]}
   * @param sum the weighted sum {@code [times × channels]}
   * @param spread standard deviation of its error, on the channels' scales {@code [times ×
   *     channels]}
   */
  public record Answer(double[] last, double[][] shape, double[][] sum, double[][] spread) {}

  /**
   * Forecasts.
   *
   * @param past a series
   * @param frame of the origin
   * @param times times after it
   * @return rules and weighted sum
   */
  public Answer answer(SeriesPast past, WindowFrame frame, double[] times) {
    int channels = weights.length;
    Answer answer =
        new Answer(
            new double[channels],
            new double[times.length][channels],
            new double[times.length][channels],
            new double[times.length][channels]);
    for (int c = 0; c < channels; c++) {
      double[][] raw = rules.answers(past, frame, c, times);
      for (int t = 0; t < times.length; t++) {
        answer.last[c] = raw[t][AnchorRules.LAST];
        answer.shape[t][c] = raw[t][rules.shape()];
        Place place = place(times[t] - frame.origin(), rules.horizon());
        answer.sum[t][c] = WindowFrame.cut(place.weigh(weights[c], raw[t]), rules.most());
        answer.spread[t][c] = place.between(spread[c]) * frame.ownScale()[c];
      }
    }
    return answer;
  }

  static int knots() {
    return KNOTS.length;
  }

  /** The hat functions of a lead time. */
  static Place place(double lead, double horizon) {
    double u = Math.max(0, Math.min(1, lead / horizon));
    int k = 0;
    while (k + 2 < KNOTS.length && u > KNOTS[k + 1]) {
      k++;
    }
    return new Place(k, (u - KNOTS[k]) / (KNOTS[k + 1] - KNOTS[k]));
  }

  /**
   * A lead time between two knots.
   *
   * @param left the knot before it
   * @param share weight of the knot after it, 0 to 1
   */
  record Place(int left, double share) {
    double between(double[] knots) {
      return (1 - share) * knots[left] + share * knots[left + 1];
    }

    /** What both knots are given of the answers: the run of a row of the least squares. */
    double[] spread(double[] answers) {
      double[] run = new double[2 * answers.length];
      for (int j = 0; j < answers.length; j++) {
        run[j] = (1 - share) * answers[j];
        run[answers.length + j] = share * answers[j];
      }
      return run;
    }

    private double weigh(double[] weights, double[] answers) {
      int at = left * answers.length;
      double before = 0;
      double after = 0;
      for (int j = 0; j < answers.length; j++) {
        before += weights[at + j] * answers[j];
        after += weights[at + answers.length + j] * answers[j];
      }
      return (1 - share) * before + share * after;
    }
  }
}
