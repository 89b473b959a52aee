package io.anode4j.data;

import io.anode4j.data.internal.Interrupts;
import java.util.Arrays;
import java.util.Objects;

/**
 * A shift and a scale per channel: {@code scaled = (value - center) / scale}.
 *
 * <p>Fit it on training series only; what it saw of the others would leak into the result. Channels
 * are treated apart. A constant channel gets scale 1, a channel without any value center 0 and
 * scale 1, so that scaling is always defined and can be undone.
 */
public final class ValueScaler {
  /** Quartile distance of a standard normal distribution. */
  private static final double NORMAL_IQR = 1.3489795003921634;

  /** Standard deviation over median absolute deviation of a normal distribution. */
  private static final double NORMAL_MAD = 1.482602218505602;

  /**
   * A spread below this part of the values' size, some fifty steps between neighbouring doubles, is
   * rounding, not signal. A counter at 1e12 that moves by 0.1 is signal.
   */
  private static final double ROUNDING = 1e-14;

  private final double[] center;
  private final double[] scale;

  private ValueScaler(double[] center, double[] scale) {
    this.center = center;
    this.scale = scale;
  }

  /**
   * A scaler from its numbers, for instance from a model file.
   *
   * @param center one finite number per channel
   * @param scale one finite positive number per channel
   * @return the scaler
   * @throws IllegalArgumentException if lengths differ or a number is out of range
   */
  public static ValueScaler of(double[] center, double[] scale) {
    if (center.length != scale.length) {
      throw new IllegalArgumentException(
          "%d centers but %d scales; expected one of each per channel; pass arrays of equal length"
              .formatted(center.length, scale.length));
    }
    for (int c = 0; c < center.length; c++) {
      if (!Double.isFinite(center[c]) || !Double.isFinite(scale[c]) || !(scale[c] > 0)) {
        throw new IllegalArgumentException(
            ("center %s and scale %s in channel %d; expected finite numbers and a positive scale;"
                    + " fit the scaler again")
                .formatted(center[c], scale[c], c));
      }
    }
    return new ValueScaler(center.clone(), scale.clone());
  }

  /**
   * Fits median and quartile distance: outliers do not move it.
   *
   * <p>The center is the median. The scale is the quartile distance in units in which a normal
   * distribution has scale 1; if that is zero (half of the values are equal), the median absolute
   * deviation; if that is zero too (a channel that is nearly always 0, like rain), the standard
   * deviation; and 1 for a constant channel.
   *
   * @param training the series to learn from
   * @return the fitted scaler
   */
  public static ValueScaler robust(SeriesSet training) {
    return fit(training, true);
  }

  /**
   * Fits mean and standard deviation (divisor n): the convention of published error figures on
   * "standardised values".
   *
   * @param training the series to learn from
   * @return the fitted scaler
   */
  public static ValueScaler standard(SeriesSet training) {
    return fit(training, false);
  }

  /**
   * The robust scaler of one channel, for those who fit channels side by side and put them together
   * by {@link #of}.
   *
   * @param training series to fit on
   * @param channel which channel
   * @return a scaler of that channel alone
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public static ValueScaler robust(SeriesSet training, int channel) {
    double[] one = new double[1];
    double[] spread = new double[1];
    fit(training, channel, true, one, spread, 0);
    return of(one, spread);
  }

  private static ValueScaler fit(SeriesSet training, boolean robust) {
    int channels = training.channels().size();
    double[] center = new double[channels];
    double[] scale = new double[channels];
    for (int c = 0; c < channels; c++) {
      fit(training, c, robust, center, scale, c);
    }
    return of(center, scale);
  }

  private static void fit(
      SeriesSet training, int channel, boolean robust, double[] center, double[] scale, int at) {
    Interrupts.check("The fit of a scaler");
    ChannelValues values = ChannelValues.of(training, channel);
    center[at] = values.isEmpty() ? 0 : robust ? values.median() : values.mean();
    double spread = robust ? robustSpread(values) : values.standardDeviation();
    boolean constant = !(spread > ROUNDING * Math.abs(center[at])) || !Double.isFinite(spread);
    scale[at] = constant ? 1 : spread;
  }

  private static double robustSpread(ChannelValues values) {
    if (values.isEmpty()) {
      return 0;
    }
    double quartiles = (values.quantile(0.75) - values.quantile(0.25)) / NORMAL_IQR;
    if (quartiles > 0) {
      return quartiles;
    }
    double deviation = values.medianAbsoluteDeviation() * NORMAL_MAD;
    return deviation > 0 ? deviation : values.standardDeviation();
  }

  /**
   * The number of channels.
   *
   * @return as in the series it was fitted on
   */
  public int channels() {
    return center.length;
  }

  /**
   * What is subtracted.
   *
   * @return a copy, one number per channel, in original units
   */
  public double[] center() {
    return center.clone();
  }

  /**
   * What is divided by.
   *
   * @return a copy, one positive number per channel, in original units
   */
  public double[] scale() {
    return scale.clone();
  }

  /**
   * Scales a value.
   *
   * @param channel channel, from 0
   * @param value in original units; {@code NaN} stays {@code NaN}
   * @return the value without unit
   */
  public double toScaled(int channel, double value) {
    return (value - center[channel]) / scale[channel];
  }

  /**
   * Undoes {@link #toScaled(int, double)}.
   *
   * @param channel channel, from 0
   * @param scaled a value without unit
   * @return the value in original units
   */
  public double toOriginal(int channel, double scaled) {
    return scaled * scale[channel] + center[channel];
  }

  /**
   * Undoes the scaling of a spread, such as a standard deviation: no shift.
   *
   * @param channel channel, from 0
   * @param scaled a spread without unit
   * @return the spread in original units
   */
  public double spreadToOriginal(int channel, double scaled) {
    return scaled * scale[channel];
  }

  /**
   * Scales all values of a series.
   *
   * @param series a series with as many channels
   * @return a new series with the same id, times and holes
   * @throws IllegalArgumentException if the number of channels differs
   */
  public TimeSeries toScaled(TimeSeries series) {
    if (series.channels() != center.length) {
      throw new IllegalArgumentException(
          ("series '%s' has %d channels; expected %d as in the series this scaler was fitted on;"
                  + " select the same channels")
              .formatted(series.id(), series.channels(), center.length));
    }
    return series.scaled(center, scale);
  }

  /**
   * Equal numbers.
   *
   * @param other any object
   * @return true for a scaler that gives the same results
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof ValueScaler that
        && Arrays.equals(center, that.center)
        && Arrays.equals(scale, that.scale);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(center), Arrays.hashCode(scale));
  }

  /**
   * The numbers.
   *
   * @return centers and scales
   */
  @Override
  public String toString() {
    return "ValueScaler[center %s, scale %s]"
        .formatted(Arrays.toString(center), Arrays.toString(scale));
  }
}
