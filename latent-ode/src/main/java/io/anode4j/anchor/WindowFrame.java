package io.anode4j.anchor;

import io.anode4j.data.TimeSeries;

/**
 * Where the recent past of a series lies and how far it scatters, by channel: a value x of channel
 * c is {@code (x − location[c])/scale[c]} in the frame. What is learnt in the frame holds at any
 * level and in any unit.
 *
 * @param origin the present, which no later value has a part in
 * @param location {@code [channels]}
 * @param scale above 0 {@code [channels]}
 * @param ownScale scatter within blocks over the whole past, above 0 {@code [channels]}
 * @param stillness least standard deviation of any forecast where the last values were all the
 *     same: how far off the next one was after as many in training, root mean square; 0 where they
 *     were not, or where nothing followed {@code [channels]}
 * @param shortage standard deviation that comes on top of any forecast because the past is short:
 *     neither its mean is known, to √(1/n), nor what it will do; 0 from a quarter of a context on
 *     {@code [channels]}
 * @param statics what the frame itself tells, near 1: log of the scale beside the channel's usual
 *     one, then location beside the mean of the whole past {@code [2 · channels]}
 */
public record WindowFrame(
    double origin,
    double[] location,
    double[] scale,
    double[] ownScale,
    double[] stillness,
    double[] shortage,
    float[] statics) {
  /** Values beyond this many scales are cut, so that one glitch does not own a loss. */
  private static final double MOST = 8;

  /** A value in the frame, cut at 8 scales; NaN stays. */
  public double toFrame(int channel, double value) {
    return cut(inUnits(channel, value), MOST);
  }

  /** A value in the frame, however far; NaN stays. */
  public double inUnits(int channel, double value) {
    return (value - location[channel]) / scale[channel];
  }

  /** What is left of a value of the frame beside what was expected there, cut at 8 scales. */
  public double beside(int channel, double value, double expected) {
    return cut(inUnits(channel, value) - expected, MOST);
  }

  /** A value of the frame, back on the channel's scale. */
  public double fromFrame(int channel, double value) {
    return location[channel] + scale[channel] * value;
  }

  /** A series in the frame, cut at 8 scales. */
  public TimeSeries toFrame(TimeSeries series) {
    ChannelScale frame = this::toFrame;
    return frame.of(series);
  }

  static double cut(double value, double most) {
    return value > most ? most : value < -most ? -most : value;
  }
}
