package io.anode4j.latent.likelihood;

import io.anode4j.forecast.ComponentDensity;
import io.anode4j.model.SettingRange;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Negative binomial counts (Hilbe, "Negative Binomial Regression", 2011, eq. 8.7; with a network's
 * mean and dispersion as DeepAR, Salinas and others 2020, eq. 4): mean μ and variance {@code μ +
 * α·μ²}. Where the decoded location stands for m counts of a channel whose scale is s counts,
 * {@code μ = s·log(1 + exp(m/s))}; {@code α} is a learnt number of the channel times {@code
 * exp(o)}, o decoded, so overdispersion depends on the state. −log p is of a count's probability.
 *
 * <p>It must be told how channels were scaled: what the values of a window's own frame count, is
 * another number in every window.
 *
 * @param dispersion where α starts, above 0
 */
public record NegativeBinomial(double dispersion) implements LikelihoodSettings {
  private static final double LEAST_LOG = -10;
  private static final double MOST_LOG = 5;

  /** Counts below it are not told from none, so that a logarithm stays finite. */
  private static final double LEAST_MEAN = 1e-6;

  /** Checks the range. */
  public NegativeBinomial {
    SettingRange.above("dispersion", dispersion);
  }

  /** Starts a little above the Poisson. */
  public static NegativeBinomial defaults() {
    return new NegativeBinomial(0.2);
  }

  @Override
  public String type() {
    return "negative-binomial";
  }

  @Override
  public int outputs(int channels) {
    return 2 * channels;
  }

  @Override
  public boolean isOfCounts() {
    return true;
  }

  /** Of values that were not scaled. */
  @Override
  public Likelihood in(ParameterLayout.Builder layout, int channels) {
    return in(layout, channels, new double[0], new double[0]);
  }

  @Override
  public Likelihood in(
      ParameterLayout.Builder layout, int channels, double[] units, double[] centres) {
    ParameterSlot noise = layout.add("noise", 1, channels);
    double[] scale = units.length == 0 ? filled(channels, 1) : units.clone();
    double[] centre = centres.length == 0 ? filled(channels, 0) : centres.clone();
    return new Placed(noise, scale, centre, dispersion);
  }

  private static double[] filled(int channels, double value) {
    double[] all = new double[channels];
    Arrays.fill(all, value);
    return all;
  }

  /** With the log α of each channel. */
  private record Placed(ParameterSlot noise, double[] scale, double[] centre, double first)
      implements Likelihood {
    @Override
    public void initialize(Parameters parameters) {
      Initializer.constant((float) Math.log(first))
          .initialize(parameters, noise, new SplittableRandom(0));
    }

    @Override
    public LikelihoodPass pass() {
      return new Pass(this);
    }
  }

  private static final class Pass implements LikelihoodPass {
    private final Placed placed;
    private final int channels;
    private final double[] logDispersion;
    private final SlotGradient gradient;
    private double squaredError;

    Pass(Placed placed) {
      this.placed = placed;
      channels = placed.noise.columns();
      logDispersion = new double[channels];
      gradient = new SlotGradient(placed.noise);
    }

    @Override
    public void load(Parameters parameters) {
      for (int c = 0; c < channels; c++) {
        logDispersion[c] = parameters.values()[placed.noise.offset() + c];
      }
    }

    /** What the decoder says in counts, by the channel's scale. */
    private double drawn(int channel, float[] raw, int at) {
      return raw[at + channel] + placed.centre[channel] / placed.scale[channel];
    }

    private double mean(int channel, double drawn) {
      // log(1 + exp(x)) without overflow
      double soft = Math.max(drawn, 0) + Math.log1p(Math.exp(-Math.abs(drawn)));
      return Math.max(LEAST_MEAN, placed.scale[channel] * soft);
    }

    private double logDispersion(int channel, float[] raw, int at) {
      double log = logDispersion[channel] + raw[at + channels + channel];
      return Math.max(LEAST_LOG, Math.min(MOST_LOG, log));
    }

    @Override
    public double location(int channel, float[] raw, int at) {
      double mean = mean(channel, drawn(channel, raw, at));
      return (mean - placed.centre[channel]) / placed.scale[channel];
    }

    @Override
    public double scale(int channel, float[] raw, int at) {
      double mean = mean(channel, drawn(channel, raw, at));
      double dispersion = Math.exp(logDispersion(channel, raw, at));
      return Math.sqrt(mean + dispersion * mean * mean) / placed.scale[channel];
    }

    @Override
    public double negativeLogDensity(
        int channel, float y, float[] raw, int at, double weight, float[] rawCotangents) {
      double unit = placed.scale[channel];
      double count = Math.max(0, Math.rint(placed.centre[channel] + unit * y));
      double drawn = drawn(channel, raw, at);
      double mean = mean(channel, drawn);
      double log = logDispersion(channel, raw, at);
      double size = Math.exp(-log);
      double odds = Math.log1p(mean / size);
      if (weight != 0) {
        double byMean = size * (mean - count) / (mean * (mean + size));
        double slope = mean > LEAST_MEAN ? unit / (1 + Math.exp(-drawn)) : 0;
        rawCotangents[at + channel] += (float) (weight * byMean * slope);
        if (log > LEAST_LOG && log < MOST_LOG) {
          double bySize =
              odds
                  - Digamma.value(count + size)
                  + Digamma.value(size)
                  + (count - mean) / (size + mean);
          gradient.add(channel, -weight * bySize * size);
          rawCotangents[at + channels + channel] += (float) (-weight * bySize * size);
        }
      }
      double error = (mean - count) / unit;
      squaredError = error * error;
      return LogGamma.value(size)
          + LogGamma.value(count + 1)
          - LogGamma.value(count + size)
          + size * odds
          - (count == 0 ? 0 : count * Math.log(mean / (size + mean)));
    }

    @Override
    public double squaredError() {
      return squaredError;
    }

    @Override
    public ComponentDensity density(int channel) {
      return ComponentDensity.negativeBinomial();
    }

    @Override
    public void drainGradient(float[] flat) {
      gradient.drain(flat);
    }
  }
}
