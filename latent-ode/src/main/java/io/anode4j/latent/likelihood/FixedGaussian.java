package io.anode4j.latent.likelihood;

import io.anode4j.forecast.ComponentDensity;
import io.anode4j.model.SettingRange;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import java.util.Arrays;

/**
 * Gaussian values around the decoded mean with a standard deviation that is stated and not learnt,
 * as Rubanova, Chen and Duvenaud (NeurIPS 2019) have it with 0.01. A deviation below what is left
 * unexplained makes the model nearer to an autoencoder than to a density: it remembers more, and
 * channels weigh by their squared errors in the data's units. Intervals are calibrated afterwards.
 *
 * @param deviation of every channel, in the data's units, above 0; in those of the frame where a
 *     window has one. Of a channel it is never taken below a thousandth of the channel's scale
 */
public record FixedGaussian(double deviation) implements LikelihoodSettings {
  /** Checks the range. */
  public FixedGaussian {
    SettingRange.above("deviation", deviation);
  }

  /** The paper's, of data whose channels are near 1. */
  public static FixedGaussian defaults() {
    return new FixedGaussian(0.01);
  }

  @Override
  public String type() {
    return "fixed-gaussian";
  }

  @Override
  public int outputs(int channels) {
    return channels;
  }

  @Override
  public Likelihood in(ParameterLayout.Builder layout, int channels) {
    return in(layout, channels, new double[0], new double[0]);
  }

  @Override
  public Likelihood in(
      ParameterLayout.Builder layout, int channels, double[] units, double[] centres) {
    double[] sigma = new double[channels];
    Arrays.setAll(
        sigma,
        c ->
            Math.max(
                NoiseOfChannels.SMALLEST, units.length == 0 ? deviation : deviation / units[c]));
    return new Placed(sigma);
  }

  /** Without weights: standard deviations of the scaled values. */
  private record Placed(double[] sigma) implements Likelihood {
    @Override
    public void initialize(Parameters parameters) {}

    @Override
    public LikelihoodPass pass() {
      return new Pass(sigma);
    }
  }

  private static final class Pass implements LikelihoodPass {
    private final double[] sigma;
    private double squaredError;

    Pass(double[] sigma) {
      this.sigma = sigma;
    }

    @Override
    public void load(Parameters parameters) {}

    @Override
    public double negativeLogDensity(
        int channel, float y, float[] raw, int at, double weight, float[] rawCotangents) {
      double error = raw[at + channel] - y;
      double residual = error / sigma[channel];
      if (weight != 0) {
        rawCotangents[at + channel] += (float) (weight * residual / sigma[channel]);
      }
      squaredError = error * error;
      return 0.5 * residual * residual + Math.log(sigma[channel]) + NoiseOfChannels.HALF_LOG_2PI;
    }

    @Override
    public double squaredError() {
      return squaredError;
    }

    @Override
    public double scale(int channel, float[] raw, int at) {
      return sigma[channel];
    }

    @Override
    public ComponentDensity density(int channel) {
      return ComponentDensity.gaussian();
    }

    @Override
    public void drainGradient(float[] flat) {}
  }
}
