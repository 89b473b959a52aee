package io.anode4j.latent.likelihood;

import io.anode4j.forecast.ComponentDensity;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.util.Arrays;

/** Gaussian values around the decoded mean, with a learnt standard deviation for each channel. */
public record Gaussian() implements LikelihoodSettings {
  private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

  /** Noise below a thousandth of a channel's scale would make single values own the loss. */
  private static final double SMALLEST_NOISE = 1e-3;

  @Override
  public String type() {
    return "gaussian";
  }

  @Override
  public int outputs(int channels) {
    return channels;
  }

  @Override
  public Likelihood in(ParameterLayout.Builder layout, int channels) {
    return NoiseOfChannels.in(layout, channels, Pass::new);
  }

  private static final class Pass implements LikelihoodPass {
    private final ParameterSlot noise;
    private final double[] sigma;
    private final double[] precision;
    private final double[] logScale;
    private final double[] gradient;
    private final boolean[] floored;
    private double squaredError;

    Pass(ParameterSlot noise) {
      this.noise = noise;
      int channels = noise.columns();
      sigma = new double[channels];
      precision = new double[channels];
      logScale = new double[channels];
      gradient = new double[channels];
      floored = new boolean[channels];
    }

    @Override
    public void load(Parameters parameters) {
      for (int c = 0; c < sigma.length; c++) {
        double deviation = Math.exp(parameters.values()[noise.offset() + c]);
        floored[c] = deviation < SMALLEST_NOISE;
        sigma[c] = Math.max(SMALLEST_NOISE, deviation);
        precision[c] = 1 / sigma[c];
        logScale[c] = Math.log(sigma[c]) + HALF_LOG_2PI;
      }
    }

    @Override
    public double negativeLogDensity(
        int channel, float y, float[] raw, int at, double weight, float[] rawCotangents) {
      double residual = (raw[at + channel] - y) * precision[channel];
      if (weight != 0) {
        rawCotangents[at + channel] += (float) (weight * residual * precision[channel]);
        gradient[channel] += weight * (1 - residual * residual);
      }
      squaredError = residual * residual * sigma[channel] * sigma[channel];
      return 0.5 * residual * residual + logScale[channel];
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
    public void drainGradient(float[] flat) {
      for (int c = 0; c < gradient.length; c++) {
        // At the floor only the way back counts.
        flat[noise.offset() + c] += floored[c] && gradient[c] > 0 ? 0 : (float) gradient[c];
      }
      Arrays.fill(gradient, 0);
    }
  }
}
