package io.anode4j.latent.window;

import io.anode4j.data.TimeSeries;
import io.anode4j.model.Phases;

/**
 * How windows become numbers.
 *
 * @param channels observed channels D
 * @param masked whether the mask is an input
 * @param timeUnit original time units in one unit of model time
 * @param frequencies sines and cosines of the time since the anchor that the encoder reads; 0 for
 *     none
 * @param phases of absolute time that encoder and decoder are told
 * @param statics numbers that each window tells as a whole
 * @param timeFeatures numbers that each time asked tells the decoder
 * @param covariates covariates that encoder and decoder read at their times
 * @param contextWeight weight of the context's loss
 * @param horizonWeight weight of the horizon's loss
 * @param units original units in one scaled unit of each channel; empty where windows have scales
 *     of their own
 * @param centres where a scaled 0 is, original units; likewise
 */
public record WindowLayout(
    int channels,
    boolean masked,
    double timeUnit,
    int frequencies,
    Phases phases,
    int statics,
    int timeFeatures,
    int covariates,
    double contextWeight,
    double horizonWeight,
    double[] units,
    double[] centres) {
  /** Keeps elapsed time, about 8 at the end of a window, near 1. */
  public static final double ELAPSED_SCALE = 0.2;

  /** A layout without covariates, of values that are not scaled. */
  public WindowLayout(
      int channels,
      boolean masked,
      double timeUnit,
      int frequencies,
      Phases phases,
      int statics,
      int timeFeatures,
      double contextWeight,
      double horizonWeight) {
    this(
        channels,
        masked,
        timeUnit,
        frequencies,
        phases,
        statics,
        timeFeatures,
        0,
        contextWeight,
        horizonWeight,
        new double[0],
        new double[0]);
  }

  /** The same of values that were scaled by channel. */
  public WindowLayout withUnits(double[] scales, double[] centresOfChannels) {
    return new WindowLayout(
        channels,
        masked,
        timeUnit,
        frequencies,
        phases,
        statics,
        timeFeatures,
        covariates,
        contextWeight,
        horizonWeight,
        scales,
        centresOfChannels);
  }

  /** Where the latent state of a window sits: at its first observation. */
  double anchor(TimeSeries context) {
    return context.firstTime();
  }

  double[] scaled(double[] times, int from, int to, double anchor) {
    double[] result = new double[to - from];
    for (int i = from; i < to; i++) {
      result[i - from] = scaled(times[i], anchor);
    }
    return result;
  }

  /** A time on the model's scale, since an anchor. */
  double scaled(double time, double anchor) {
    return (time - anchor) / timeUnit;
  }

  /** Values, mask and gap: an encoder's first inputs. */
  public int valueInputs() {
    return masked ? 2 * channels + 1 : channels + 1;
  }

  /** Number of an encoder's inputs. */
  public int inputs() {
    return valueInputs() + timeInputs() + statics + covariates;
  }

  private int timeInputs() {
    return (frequencies == 0 ? 0 : 1 + 2 * frequencies) + phases.count();
  }

  /** What the decoder reads beside the state: phases, features of time and window, covariates. */
  public int decoderInputs() {
    return phases.count() + timeFeatures + statics + covariates;
  }

  /** Time since the anchor, its sines and cosines, phases of absolute time, statics, covariates. */
  void writeTimes(double time, double anchor, WindowFeatures features, float[] to, int offset) {
    int at = offset;
    double elapsed = (time - anchor) / timeUnit;
    if (frequencies > 0) {
      to[at++] = (float) (ELAPSED_SCALE * elapsed);
      for (int f = 1; f <= frequencies; f++) {
        to[at++] = (float) Math.sin(f * elapsed);
        to[at++] = (float) Math.cos(f * elapsed);
      }
    }
    writePhases(time, features, to, at);
    System.arraycopy(features.statics(), 0, to, at + phases.count(), statics);
    if (covariates > 0) {
      features.drive().write(time, to, at + phases.count() + statics);
    }
  }

  /** Phases of a time, its features, those of the window, covariates. */
  void writeDecoderInputs(WindowQuery query, int time, float[] to, int offset) {
    writePhases(query.times()[time], query.features(), to, offset);
    query.features().write(time, to, offset + phases.count());
    if (covariates > 0) {
      int behind = offset + phases.count() + timeFeatures + statics;
      query.features().drive().write(query.times()[time], to, behind);
    }
  }

  private void writePhases(double time, WindowFeatures features, float[] to, int offset) {
    phases.write(time, to, offset);
    features.dropPhases(to, offset, phases.count());
  }
}
