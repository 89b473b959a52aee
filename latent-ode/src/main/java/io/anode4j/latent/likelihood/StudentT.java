package io.anode4j.latent.likelihood;

import io.anode4j.forecast.ComponentDensity;
import io.anode4j.model.SettingRange;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Values of Student's t around the decoded location, with a learnt scale and learnt degrees of
 * freedom ν for each channel: a few wild values cost it a logarithm where they cost a Gaussian a
 * square (Lange, Little and Taylor, "Robust statistical modeling using the t distribution", JASA
 * 1989).
 *
 * @param degreesOfFreedom where ν starts, above 2.1 and below 100, between which it stays
 */
public record StudentT(double degreesOfFreedom) implements LikelihoodSettings {
  /** Below it the variance, which forecasts state, has no meaning; above it the t is a Gaussian. */
  private static final double LEAST = 2.1;

  private static final double MOST = 100;
  private static final double SMALLEST_SCALE = 1e-3;
  private static final float FIRST_SCALE = (float) Math.log(0.5);

  /** Checks the range. */
  public StudentT {
    SettingRange.require(
        degreesOfFreedom > LEAST && degreesOfFreedom < MOST,
        "degreesOfFreedom",
        degreesOfFreedom,
        "a number between " + LEAST + " and " + MOST);
  }

  /** Starts at 5 degrees of freedom. */
  public static StudentT defaults() {
    return new StudentT(5);
  }

  @Override
  public String type() {
    return "student-t";
  }

  @Override
  public int outputs(int channels) {
    return channels;
  }

  @Override
  public Likelihood in(ParameterLayout.Builder layout, int channels) {
    return new Placed(
        layout.add("noise", 1, channels), layout.add("freedom", 1, channels), degreesOfFreedom);
  }

  /** With the log scale of each channel, and a number whose logistic places its ν. */
  private record Placed(ParameterSlot scale, ParameterSlot freedom, double first)
      implements Likelihood {
    @Override
    public void initialize(Parameters parameters) {
      SplittableRandom unused = new SplittableRandom(0);
      double share = (first - LEAST) / (MOST - LEAST);
      float place = (float) Math.log(share / (1 - share));
      Initializer.constant(FIRST_SCALE).initialize(parameters, scale, unused);
      Initializer.constant(place).initialize(parameters, freedom, unused);
    }

    @Override
    public LikelihoodPass pass() {
      return new Pass(this);
    }
  }

  private static final class Pass implements LikelihoodPass {
    private final Placed placed;
    private final double[] scale;
    private final double[] nu;
    private final double[] nuSlope;
    private final double[] logFactor;
    private final double[] digammas;
    private final SlotGradient scaleGradient;
    private final SlotGradient nuGradient;
    private final boolean[] floored;
    private double squaredError;

    Pass(Placed placed) {
      this.placed = placed;
      int channels = placed.scale.columns();
      scale = new double[channels];
      nu = new double[channels];
      nuSlope = new double[channels];
      logFactor = new double[channels];
      digammas = new double[channels];
      scaleGradient = new SlotGradient(placed.scale);
      nuGradient = new SlotGradient(placed.freedom);
      floored = new boolean[channels];
    }

    @Override
    public void load(Parameters parameters) {
      float[] v = parameters.values();
      for (int c = 0; c < scale.length; c++) {
        double width = Math.exp(v[placed.scale.offset() + c]);
        floored[c] = width < SMALLEST_SCALE;
        scale[c] = Math.max(SMALLEST_SCALE, width);
        double share = 1 / (1 + Math.exp(-v[placed.freedom.offset() + c]));
        nu[c] = LEAST + (MOST - LEAST) * share;
        nuSlope[c] = (MOST - LEAST) * share * (1 - share);
        double half = nu[c] / 2;
        logFactor[c] =
            LogGamma.value(half)
                - LogGamma.value(half + 0.5)
                + 0.5 * Math.log(nu[c] * Math.PI)
                + Math.log(scale[c]);
        digammas[c] = Digamma.value(half) - Digamma.value(half + 0.5);
      }
    }

    @Override
    public double negativeLogDensity(
        int channel, float y, float[] raw, int at, double weight, float[] rawCotangents) {
      double error = raw[at + channel] - y;
      double z = error / scale[channel];
      double n = nu[channel];
      double logarithm = Math.log1p(z * z / n);
      if (weight != 0) {
        // (n + 1)·z/(n + z²): near 0 the Gaussian's pull, beyond √n ever weaker.
        double pull = (n + 1) * z / (n + z * z);
        rawCotangents[at + channel] += (float) (weight * pull / scale[channel]);
        scaleGradient.add(channel, weight * (1 - pull * z));
        double slope = 0.5 * (digammas[channel] + 1 / n + logarithm - pull * z / n);
        nuGradient.add(channel, weight * slope * nuSlope[channel]);
      }
      squaredError = error * error;
      return logFactor[channel] + 0.5 * (n + 1) * logarithm;
    }

    @Override
    public double squaredError() {
      return squaredError;
    }

    @Override
    public double scale(int channel, float[] raw, int at) {
      return scale[channel];
    }

    @Override
    public ComponentDensity density(int channel) {
      return ComponentDensity.studentT(nu[channel]);
    }

    @Override
    public void drainGradient(float[] flat) {
      scaleGradient.drain(flat, floored);
      nuGradient.drain(flat);
    }
  }
}
