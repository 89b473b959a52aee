package io.anode4j.latent.likelihood;

import io.anode4j.forecast.ComponentDensity;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;

/** Gaussian values around the decoded mean, with a learnt standard deviation for each channel. */
public record Gaussian() implements LikelihoodSettings {
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
    private final SlotGradient gradient;
    private final boolean[] floored;
    private double squaredError;

    Pass(ParameterSlot noise) {
      this.noise = noise;
      int channels = noise.columns();
      sigma = new double[channels];
      precision = new double[channels];
      logScale = new double[channels];
      gradient = new SlotGradient(noise);
      floored = new boolean[channels];
    }

    @Override
    public void load(Parameters parameters) {
      for (int c = 0; c < sigma.length; c++) {
        double deviation = Math.exp(parameters.values()[noise.offset() + c]);
        floored[c] = deviation < NoiseOfChannels.SMALLEST;
        sigma[c] = Math.max(NoiseOfChannels.SMALLEST, deviation);
        precision[c] = 1 / sigma[c];
        logScale[c] = Math.log(sigma[c]) + NoiseOfChannels.HALF_LOG_2PI;
      }
    }

    @Override
    public double negativeLogDensity(
        int channel, float y, float[] raw, int at, double weight, float[] rawCotangents) {
      double residual = (raw[at + channel] - y) * precision[channel];
      if (weight != 0) {
        rawCotangents[at + channel] += (float) (weight * residual * precision[channel]);
        gradient.add(channel, weight * (1 - residual * residual));
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
      gradient.drain(flat, floored);
    }
  }
}
