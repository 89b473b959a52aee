package io.anode4j.latent.likelihood;

import io.anode4j.forecast.ComponentDensity;
import io.anode4j.model.SettingRange;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * Gaussian values around the decoded mean, with a standard deviation that is decoded as well: of
 * each channel {@code σ·exp(o)} with a learnt σ and the decoder's o, at most e⁴ times and at least
 * e⁻⁴ times σ (Nix and Weigend, "Estimating the mean and variance of the target probability
 * distribution", ICNN 1994).
 *
 * <p>After the origin it is trained on the continuous ranked probability score (Gneiting and
 * Raftery 2007, eq. 21), which wild values pull at only linearly, before it on −log p.
 *
 * @param horizonWeight weight of the score after the origin beside −log p before it; above 0
 */
public record HeteroscedasticGaussian(double horizonWeight) implements LikelihoodSettings {
  private static final double INVERSE_ROOT_PI = 1 / Math.sqrt(Math.PI);
  private static final double INVERSE_ROOT_2PI = 1 / Math.sqrt(2 * Math.PI);
  private static final double MOST_LOG = 4;

  /** Checks the range. */
  public HeteroscedasticGaussian {
    SettingRange.above("horizonWeight", horizonWeight);
  }

  /** The score counts three times: near the optimum that is about the pull of −log p. */
  public static HeteroscedasticGaussian defaults() {
    return new HeteroscedasticGaussian(3);
  }

  @Override
  public String type() {
    return "heteroscedastic-gaussian";
  }

  @Override
  public int outputs(int channels) {
    return 2 * channels;
  }

  @Override
  public Likelihood in(ParameterLayout.Builder layout, int channels) {
    return NoiseOfChannels.in(layout, channels, Pass::new);
  }

  private static final class Pass implements LikelihoodPass {
    private final ParameterSlot noise;
    private final int channels;
    private final double[] logNoise;
    private final SlotGradient gradient;
    private double squaredError;

    Pass(ParameterSlot noise) {
      this.noise = noise;
      channels = noise.columns();
      logNoise = new double[channels];
      gradient = new SlotGradient(noise);
    }

    @Override
    public void load(Parameters parameters) {
      for (int c = 0; c < channels; c++) {
        logNoise[c] = parameters.values()[noise.offset() + c];
      }
    }

    @Override
    public double scale(int channel, float[] raw, int at) {
      double log = Math.max(-MOST_LOG, Math.min(MOST_LOG, raw[at + channels + channel]));
      return Math.max(NoiseOfChannels.SMALLEST, Math.exp(logNoise[channel] + log));
    }

    @Override
    public double negativeLogDensity(
        int channel, float y, float[] raw, int at, double weight, float[] rawCotangents) {
      double scale = scale(channel, raw, at);
      double residual = (raw[at + channel] - y) / scale;
      squaredError = residual * residual * scale * scale;
      double slope = 1 - residual * residual;
      pull(channel, raw, at, weight, residual / scale, slope, scale, rawCotangents);
      return 0.5 * residual * residual + Math.log(scale) + NoiseOfChannels.HALF_LOG_2PI;
    }

    @Override
    public double horizonLoss(
        int channel, float y, float[] raw, int at, double weight, float[] rawCotangents) {
      double scale = scale(channel, raw, at);
      double z = (y - raw[at + channel]) / scale;
      squaredError = z * z * scale * scale;
      double balance = 1 - Erfc.value(z / Math.sqrt(2)); // 2Φ(z) − 1
      double density = INVERSE_ROOT_2PI * Math.exp(-0.5 * z * z);
      double slope = scale * (2 * density - INVERSE_ROOT_PI);
      pull(channel, raw, at, weight, -balance, slope, scale, rawCotangents);
      return scale * (z * balance + 2 * density - INVERSE_ROOT_PI);
    }

    /** Adds the gradient with respect to mean and log σ. */
    private void pull(
        int channel,
        float[] raw,
        int at,
        double weight,
        double byMean,
        double byLog,
        double scale,
        float[] rawCotangents) {
      rawCotangents[at + channel] += (float) (weight * byMean);
      // At the floor only the way back counts.
      if (scale > NoiseOfChannels.SMALLEST || byLog < 0) {
        gradient.add(channel, weight * byLog);
        boolean within = Math.abs(raw[at + channels + channel]) < MOST_LOG;
        rawCotangents[at + channels + channel] += within ? (float) (weight * byLog) : 0f;
      }
    }

    @Override
    public double squaredError() {
      return squaredError;
    }

    @Override
    public ComponentDensity density(int channel) {
      return ComponentDensity.gaussian();
    }

    @Override
    public void drainGradient(float[] flat) {
      gradient.drain(flat);
    }
  }
}
