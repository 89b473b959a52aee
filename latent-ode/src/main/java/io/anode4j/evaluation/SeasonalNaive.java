package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.WallClock;

/**
 * The channel's value a whole number of periods earlier, on the line between its neighbours there.
 *
 * <p>It goes back as few periods as reach the observed past; where that falls into a gap wider than
 * a quarter of a period, one or two periods further. The last value stands in where all these fail
 * or no period is known.
 *
 * @param lastValue what to fall back on
 * @param period length of the season in the unit of the times; 0 if there is none
 * @param clock by which it repeats
 */
record SeasonalNaive(LastValue lastValue, double period, WallClock clock) implements PointRule {
  private static final int CYCLES = 3;

  @Override
  public double[] predict(TimeSeries history, int channel, double[] times) {
    double[] values = lastValue.predict(history, channel, times);
    ChannelHistory past = new ChannelHistory(history, channel);
    int last = past.last();
    if (period > 0 && last >= 0) {
      for (int t = 0; t < times.length; t++) {
        double value = earlier(past, times[t], past.time(last));
        values[t] = Double.isNaN(value) ? values[t] : value;
      }
    }
    return values;
  }

  private double earlier(ChannelHistory past, double time, double lastTime) {
    // A whole number of periods must not miss the last value by a rounding error.
    double periods =
        Math.max(1, Math.ceil((clock.shown(time) - clock.shown(lastTime)) / period - 1e-9));
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      double earlier = Math.min(clock.ago(time, (periods + cycle) * period), lastTime);
      double value = past.interpolate(earlier, widestGap(period));
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    return Double.NaN;
  }

  /** {@return the widest gap within a season that interpolation may bridge} */
  static double widestGap(double period) {
    return period / 4 * (1 + 1e-9);
  }
}
