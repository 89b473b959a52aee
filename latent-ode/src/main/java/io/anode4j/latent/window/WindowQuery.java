package io.anode4j.latent.window;

import io.anode4j.data.TimeSeries;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One window as the model sees it: what it may read and where it is asked.
 *
 * @param context observations read by the encoder, scaled values, original times, not empty
 * @param times times at which the state is decoded, original, increasing
 * @param targets scaled values there, {@code [times × channels]}, NaN where nothing was observed;
 *     empty when only a forecast is wanted
 * @param contextTimes how many of the times belong to the context
 * @param features what it tells beside its observations
 * @param ends where its solves would end
 * @param label what is known of the whole series: its class, from 0, or a scaled number; {@link
 *     #NO_LABEL}, which is NaN, where nothing is
 */
public record WindowQuery(
    TimeSeries context,
    double[] times,
    double[][] targets,
    int contextTimes,
    WindowFeatures features,
    Ends ends,
    double label) {
  /** Nothing is known of the whole series. */
  public static final double NO_LABEL = Double.NaN;

  /**
   * Where solves would end, which shorten their last steps to end there, though nobody asks for it.
   *
   * @param earliest of a solve backwards, original time; +∞ where it is the first time asked
   * @param latest of a solve forwards; −∞ where it is the last time asked
   */
  public record Ends(double earliest, double latest) {
    /** At the outermost times asked. */
    public static final Ends ASKED = new Ends(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Where a solve backwards from an anchor ends whose first time is asked, if any. */
    double earliest(double[] times, double anchor) {
      double first = times.length == 0 ? anchor : Math.min(anchor, times[0]);
      return Math.min(first, earliest);
    }

    /** Where a solve forwards from an anchor ends. */
    double latest(double[] times, double anchor) {
      double last = times.length == 0 ? anchor : Math.max(anchor, times[times.length - 1]);
      return Math.max(last, latest);
    }
  }

  /** A question without a label. */
  public WindowQuery(
      TimeSeries context,
      double[] times,
      double[][] targets,
      int contextTimes,
      WindowFeatures features) {
    this(context, times, targets, contextTimes, features, Ends.ASKED, NO_LABEL);
  }

  /**
   * A question without known answers.
   *
   * @param context what may be read, scaled
   * @param times times asked, original, increasing
   * @return the question
   */
  public static WindowQuery forecast(TimeSeries context, double[] times) {
    return new WindowQuery(context, times, new double[0][], 0, driven(context));
  }

  /**
   * A training window: every observation of context and target is asked for.
   *
   * @param context what may be read, scaled
   * @param target what follows, scaled
   * @return the question
   */
  public static WindowQuery training(TimeSeries context, TimeSeries target) {
    int n = context.length();
    double[] times = new double[n + target.length()];
    double[][] targets = new double[times.length][];
    for (int i = 0; i < times.length; i++) {
      TimeSeries part = i < n ? context : target;
      times[i] = part.time(i < n ? i : i - n);
      targets[i] = part.row(i < n ? i : i - n);
    }
    return new WindowQuery(context, times, targets, n, driven(context));
  }

  /** What the covariates of a context's series tell, as known at its end. */
  private static WindowFeatures driven(TimeSeries context) {
    double present = context.length() == 0 ? 0 : context.lastTime();
    return WindowFeatures.of(new Drive(context.covariates(), present));
  }

  /** The same question with features. */
  public WindowQuery with(WindowFeatures told) {
    return new WindowQuery(context, times, targets, contextTimes, told, ends, label);
  }

  /** The same question, its solves ending elsewhere. */
  public WindowQuery ending(Ends elsewhere) {
    return new WindowQuery(context, times, targets, contextTimes, features, elsewhere, label);
  }

  /** The same question with what is known of the series: a class or a scaled number. */
  public WindowQuery labelled(double known) {
    return new WindowQuery(context, times, targets, contextTimes, features, ends, known);
  }

  /** Whether something is known of the whole series. */
  public boolean isLabelled() {
    return !Double.isNaN(label);
  }

  /**
   * The same question with less to read: each observation time of the context is kept with a
   * probability; at least one is. What was left out is still a target, which teaches the encoder to
   * interpolate instead of to copy.
   *
   * @param keep probability of each time
   * @param random where the draws come from
   * @return a question over the same times
   */
  public WindowQuery thinned(double keep, SplittableRandom random) {
    int n = context.length();
    double[] kept = new double[n];
    double[][] values = new double[n][];
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (random.nextDouble() < keep || (count == 0 && i == n - 1)) {
        kept[count] = context.time(i);
        values[count++] = context.row(i);
      }
    }
    TimeSeries less =
        TimeSeries.of(context.id(), Arrays.copyOf(kept, count), Arrays.copyOf(values, count));
    return new WindowQuery(less, times, targets, contextTimes, features, ends, label);
  }
}
