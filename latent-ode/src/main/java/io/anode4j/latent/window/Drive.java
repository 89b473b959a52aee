package io.anode4j.latent.window;

import io.anode4j.data.Covariate;
import io.anode4j.data.Covariates;
import java.util.Arrays;

/**
 * Covariates of one window, scaled: what encoder and decoder read at their times, and what drives
 * the dynamics.
 *
 * @param covariates of the window's series
 * @param present end of the context: what was measured later is not known
 */
public record Drive(Covariates covariates, double present) {
  /** Nothing drives. */
  public static final Drive NONE = new Drive(Covariates.NONE, 0);

  /** Values beyond this many scales are cut, as those of windows are. */
  private static final double MOST = 8;

  /** A jump takes this long, model time, of which a window is about 8 long. */
  private static final double JUMP = 1e-6;

  /**
   * Knots of a path of one row.
   *
   * @param times model time, increasing
   * @param values {@code [knots × covariates]}
   */
  record Knots(double[] times, float[][] values) {}

  /** Writes the values of a time. */
  void write(double time, float[] to, int offset) {
    for (int c = 0; c < covariates.size(); c++) {
      double value = covariates.at(c, time, present);
      to[offset + c] = (float) Math.max(-MOST, Math.min(MOST, value));
    }
  }

  private float[] at(double time) {
    float[] values = new float[covariates.size()];
    write(time, values, 0);
    return values;
  }

  /** The path over a span, in model time since an anchor: straight lines between its knots. */
  Knots knots(double from, double to, double anchor, double unit) {
    boolean jumps = covariates.all().stream().anyMatch(c -> c.kind() == Covariate.Kind.HELD);
    double[] bends = covariates.knots(from, to, present);
    double[] times = new double[2 * bends.length + 3];
    float[][] values = new float[times.length][];
    int count = 0;
    for (int k = -1; k <= bends.length; k++) {
      double time = k < 0 ? from : k == bends.length ? to : bends[k];
      double scaled = (time - anchor) / unit;
      double before = scaled - JUMP;
      if (jumps && k >= 0 && before > times[count - 1]) {
        times[count] = before;
        values[count++] = at(anchor + before * unit);
      }
      if (k < 0 || scaled > times[count - 1]) {
        times[count] = scaled;
        values[count++] = at(time);
      }
    }
    return new Knots(Arrays.copyOf(times, count), Arrays.copyOf(values, count));
  }
}
