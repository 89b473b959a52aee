package io.anode4j.imputation;

import io.anode4j.stack.StackCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far the rules are off on hidden values, and what is far in each channel.
 *
 * @param rules root mean squared errors {@code [rules × channels]}
 * @param gaps median distance to the nearest observation by channel
 * @param met channels of which anything is known
 */
record GapErrors(double[][] rules, double[] gaps, boolean[] met) {
  /** Neighbouring values are alike: so many of them count as one window. */
  private static final int WINDOW = 4;

  private static final int LINE = 0;
  private static final int MOST_CASES = 60_000;
  private static final double MOST_VALUE = 8;
  private static final double LEAST_ERROR = 1e-9;

  static GapErrors of(List<GapCase> cases, int channels) {
    double[][] errors = new double[GapRules.NAMES.size()][channels];
    double[] gaps = new double[channels];
    boolean[] met = new boolean[channels];
    for (int c = 0; c < channels; c++) {
      int channel = c;
      List<GapCase> own = cases.stream().filter(one -> one.channel() == channel).toList();
      met[c] = !own.isEmpty();
      List<GapCase> used = own.isEmpty() ? cases : own;
      double[] distances = used.stream().mapToDouble(GapCase::distance).sorted().toArray();
      gaps[c] = Math.max(Double.MIN_NORMAL, distances[distances.length / 2]);
      double size = used.stream().mapToDouble(one -> Math.abs(one.value())).max().orElse(1);
      for (int r = 0; r < errors.length; r++) {
        int member = r;
        double squares =
            used.stream()
                .mapToDouble(one -> one.value() - one.means()[member])
                .map(error -> error * error)
                .average()
                .orElse(1);
        errors[r][c] = Math.max(Math.sqrt(squares), Math.max(size, 1) * LEAST_ERROR);
      }
    }
    return new GapErrors(errors, gaps, met);
  }

  double ofLine(int channel) {
    return rules[LINE][channel];
  }

  double ofRule(int rule, int channel) {
    return rules[rule][channel];
  }

  /** Distance as a share of itself and the usual one: 0 at an observation, 1 far from all. */
  double lead(int channel, double distance) {
    return distance == Double.POSITIVE_INFINITY ? 1 : distance / (distance + gaps[channel]);
  }

  /** How many windows so many cases are. */
  double windows(int cases) {
    return Math.max(1, cases / (double) WINDOW);
  }

  /** The cases in units of the line's error, around what the line says. */
  List<StackCase> stackCases(List<GapCase> cases) {
    int stride = 1 + cases.size() / MOST_CASES;
    List<StackCase> all = new ArrayList<>();
    for (int k = 0; k < cases.size(); k += stride) {
      GapCase one = cases.get(k);
      double unit = ofLine(one.channel());
      double centre = one.means()[LINE];
      double[] means =
          Arrays.stream(near(one.channel(), one.means())).map(m -> (m - centre) / unit).toArray();
      all.add(
          new StackCase(
              k / WINDOW,
              one.channel(),
              lead(one.channel(), one.distance()),
              cut((one.value() - centre) / unit),
              Double.NEGATIVE_INFINITY,
              Double.POSITIVE_INFINITY,
              means,
              Math.log(Math.max(Double.MIN_NORMAL, one.std() / unit)),
              0));
    }
    return all;
  }

  /** None is believed further from the line than so many of its errors. */
  double[] near(int channel, double[] means) {
    double line = means[LINE];
    double reach = MOST_VALUE * ofLine(channel);
    return Arrays.stream(means)
        .map(m -> Math.max(line - reach, Math.min(line + reach, m)))
        .toArray();
  }

  private static double cut(double value) {
    return Math.max(-MOST_VALUE, Math.min(MOST_VALUE, value));
  }
}
