package io.anode4j.recurrent;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.Moments;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A missing value is read as the channel's last one, which fades to the mean of the training data:
 * {@code γ·last + (1 − γ)·mean}, {@code γ = exp(−max(0, w·δ + b))} with a rate of its own for each
 * channel (GRU-D: Che et al. 2018, eq. 4, 6 and 7). Before a channel's first value it is the mean.
 *
 * @param rates w of all channels, then b of all
 * @param means mean of each channel on the model's scale
 */
record DecayToMean(ParameterSlot rates, float[] means) implements ReadingInputs.Filling {
  static DecayToMean in(ParameterLayout.Builder layout, float[] means) {
    return new DecayToMean(layout.add("inputs.decay", 2, means.length), means);
  }

  /** Slow, and never at the rectifier's dead side. */
  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    Arrays.fill(parameters.values(), rates.offset(), rates.offset() + rates.size(), 0.01f);
  }

  @Override
  public Pass pass() {
    return new Fading(this);
  }

  private static final class Fading implements Pass {
    private final DecayToMean filling;
    private final int channels;
    private final float[] weights;
    private final double[] gradient;

    Fading(DecayToMean filling) {
      this.filling = filling;
      this.channels = filling.means.length;
      this.weights = new float[2 * channels];
      this.gradient = new double[2 * channels];
    }

    @Override
    public void load(Parameters parameters) {
      System.arraycopy(
          parameters.values(), filling.rates.offset(), weights, 0, filling.rates.size());
    }

    private double rate(Moments readings, int row, int channel) {
      return weights[channel] * Decay.delay(readings, row, channel, channels)
          + weights[channels + channel];
    }

    private boolean seen(Moments readings, int row, int channel) {
      return !Double.isInfinite(readings.age()[row * channels + channel]);
    }

    @Override
    public float fill(Moments readings, int row, int channel) {
      float mean = filling.means[channel];
      if (!seen(readings, row, channel)) {
        return mean;
      }
      double kept = Math.exp(-Math.max(0, rate(readings, row, channel)));
      return (float) (mean + kept * (readings.last()[row * channels + channel] - mean));
    }

    @Override
    public void backward(Moments readings, int row, int channel, float cotangent) {
      double rate = rate(readings, row, channel);
      if (!seen(readings, row, channel) || rate <= 0) {
        return;
      }
      double distance = readings.last()[row * channels + channel] - filling.means[channel];
      double byRate = -cotangent * Math.exp(-rate) * distance;
      gradient[channel] += byRate * Decay.delay(readings, row, channel, channels);
      gradient[channels + channel] += byRate;
    }

    @Override
    public void drainGradient(float[] flat) {
      for (int i = 0; i < gradient.length; i++) {
        flat[filling.rates.offset() + i] += (float) gradient[i];
      }
      Arrays.fill(gradient, 0);
    }
  }
}
