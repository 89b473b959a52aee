package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.latent.Members.Answers;
import io.anode4j.stack.Blend;
import io.anode4j.stack.Stack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How right the members would have been over the last horizon of a history, had they been asked
 * then: what training could not know of this series, its last observations may.
 */
final class RecentErrors {
  /** Fewer values of a channel say nothing. */
  private static final int LEAST_VALUES = 6;

  /** Rows looked back at; more would cost time and say the same. */
  private static final int MOST_ROWS = 32;

  /** Values that must lie before them. */
  private static final int LEAST_CONTEXT = 3;

  /** A member whose mean absolute error is larger by d units loses a factor of exp(−2·d). */
  private static final double SEVERITY = 2;

  /** Errors of this many standard deviations, root mean squared, widen the forecast. */
  private static final double SURPRISING = 1.5;

  /** The network goes without the time where its errors with it were larger by this factor. */
  private static final double CLOCK_MARGIN = 0.9;

  private static final double MOST_SURPRISE = 4;
  private static final double MOST_ERROR = 8;

  private final Members members;
  private final Stack stack;
  private final double horizon;

  RecentErrors(Members members, Stack stack, double horizon) {
    this.members = members;
    this.stack = stack;
    this.horizon = horizon;
  }

  /**
   * What a look back says.
   *
   * @param factors of the members' weights {@code [channels × members]}
   * @param widening of the logarithm of the width {@code [channels]}
   * @param clock whether the network did well to know the time
   */
  record Verdict(double[][] factors, double[] widening, boolean clock) {
    Blend apply(Blend blend, int channel) {
      return blend.reweighed(factors[channel]).widened(widening[channel]);
    }
  }

  /** A look back, for which there is enough history. */
  private record Look(int history, TimeSeries before, TimeSeries since) {}

  List<Optional<Verdict>> verdicts(List<TimeSeries> histories) {
    List<Look> looks = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      TimeSeries history = histories.get(i);
      if (history.length() > LEAST_VALUES) {
        double cut = history.lastTime() - horizon;
        TimeSeries before = history.until(cut);
        TimeSeries since = history.after(cut);
        if (before.observedCount() >= LEAST_CONTEXT && since.length() >= LEAST_VALUES) {
          looks.add(new Look(i, before, thinned(since)));
        }
      }
    }
    List<Optional<Verdict>> verdicts = new ArrayList<>();
    histories.forEach(history -> verdicts.add(Optional.empty()));
    judge(looks, verdicts);
    return verdicts;
  }

  private void judge(List<Look> looks, List<Optional<Verdict>> verdicts) {
    try {
      List<TimeSeries> before = looks.stream().map(Look::before).toList();
      List<double[]> times = looks.stream().map(look -> look.since.times()).toList();
      List<Answers> told = members.answers(before, times, Collections.nCopies(looks.size(), true));
      List<Answers> untold = members.clockless(told, before, times);
      for (int k = 0; k < looks.size(); k++) {
        Look look = looks.get(k);
        boolean clock =
            networkError(look, told.get(k)) * CLOCK_MARGIN <= networkError(look, untold.get(k));
        Answers answers = clock ? told.get(k) : untold.get(k);
        verdicts.set(look.history, Optional.of(verdict(look, answers, clock)));
      }
    } catch (ArithmeticException e) {
      // What did not stay finite then may do so now, and is no affair of the others.
      for (Look look : looks.size() > 1 ? looks : List.<Look>of()) {
        judge(List.of(look), verdicts);
      }
    }
  }

  /** Mean absolute error of the network over all channels, in units of the frame. */
  private double networkError(Look look, Answers answers) {
    double[] units = answers.units();
    double sum = 0;
    for (int t = 0; t < look.since.length(); t++) {
      for (int c = 0; c < units.length; c++) {
        if (look.since.isObserved(t, c)) {
          double error = Math.abs(look.since.value(t, c) - answers.network().mean(t, c));
          sum += Math.min(MOST_ERROR, error / units[c]);
        }
      }
    }
    return sum;
  }

  private static TimeSeries thinned(TimeSeries series) {
    int n = series.length();
    if (n <= MOST_ROWS) {
      return series;
    }
    double[] times = new double[MOST_ROWS];
    double[][] rows = new double[MOST_ROWS][];
    for (int k = 0; k < MOST_ROWS; k++) {
      int row = (int) ((long) (k + 1) * n / MOST_ROWS) - 1;
      times[k] = series.time(row);
      rows[k] = series.row(row);
    }
    return TimeSeries.of(series.id(), times, rows);
  }

  private Verdict verdict(Look look, Answers answers, boolean clock) {
    int channels = look.since.channels();
    double origin = look.before.lastTime();
    double[] units = answers.units();
    double[][] factors = new double[channels][];
    double[] widening = new double[channels];
    for (int c = 0; c < channels; c++) {
      double[] errors = new double[stack.members().size()];
      double squares = 0;
      int count = 0;
      for (int t = 0; t < look.since.length(); t++) {
        if (look.since.isObserved(t, c)) {
          double y = look.since.value(t, c);
          double[] means = answers.means(t, c);
          for (int i = 0; i < errors.length; i++) {
            errors[i] += Math.min(MOST_ERROR, Math.abs(y - means[i]) / units[c]);
          }
          Blend blend = stack.blend(c, (look.since.time(t) - origin) / horizon);
          double width = blend.width(answers.logWidth(t, c), answers.logRuleWidth(t, c), means);
          double z = Math.min(MOST_ERROR, Math.abs(y - blend.mean(means)) / width);
          squares += z * z;
          count++;
        }
      }
      factors[c] = factors(errors, count);
      widening[c] = count < LEAST_VALUES ? 0 : widening(Math.sqrt(squares / count));
    }
    return new Verdict(factors, widening, clock);
  }

  private static double[] factors(double[] errors, int count) {
    double[] factors = new double[errors.length];
    double least = Arrays.stream(errors).min().orElse(0);
    for (int i = 0; i < factors.length; i++) {
      factors[i] = count < LEAST_VALUES ? 1 : Math.exp(-SEVERITY * (errors[i] - least) / count);
    }
    return factors;
  }

  private static double widening(double surprise) {
    return surprise > SURPRISING ? 0.5 * Math.log(Math.min(surprise, MOST_SURPRISE)) : 0;
  }
}
