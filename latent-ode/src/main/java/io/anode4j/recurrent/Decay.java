package io.anode4j.recurrent;

import io.anode4j.nn.Dense;
import io.anode4j.nn.DenseEvaluator;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.Moments;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A state that decays exponentially: {@code h ← exp(−max(0, W·δ + b)) ∘ h} (Che et al., "Recurrent
 * neural networks for multivariate time series with missing values", Scientific Reports 2018, eq. 4
 * and 5), where δ is the time since each channel's last value, or since the last reading alone.
 *
 * @param rates W and b
 * @param channels how many channels δ has; 0 for the time since the last reading
 */
record Decay(Dense rates, int channels) implements Carry {
  /** δ of each channel, as GRU-D reads it. */
  static Decay ofChannels(ParameterLayout.Builder layout, int channels, int hidden) {
    return new Decay(Dense.in(layout, "decay", channels, hidden), channels);
  }

  /** One δ for all, as RNN-decay reads it (Rubanova et al., NeurIPS 2019, section 5). */
  static Decay ofGap(ParameterLayout.Builder layout, int hidden) {
    return new Decay(Dense.in(layout, "decay", 1, hidden), 0);
  }

  /** Slow, and never at the rectifier's dead side, from where no gradient leads back. */
  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    float[] v = parameters.values();
    int from = rates.weight().offset();
    for (int i = from; i < from + rates.weight().size(); i++) {
      v[i] = (float) (0.1 * random.nextDouble() / rates.inputs());
    }
    Initializer.constant(0.01f).initialize(parameters, rates.bias(), random);
  }

  /** Time since a channel's last value; of one without, since the first reading, as Che has it. */
  static double delay(Moments moments, int row, int channel, int channels) {
    double age = moments.age()[row * channels + channel];
    return Double.isInfinite(age) ? moments.elapsed()[row] : age;
  }

  @Override
  public Carry.Pass pass() {
    return new Pass(this);
  }

  private static final class Pass implements Carry.Pass {
    private final Decay decay;
    private final DenseEvaluator rates;

    Pass(Decay decay) {
      this.decay = decay;
      this.rates = decay.rates.evaluator();
    }

    @Override
    public void load(Parameters parameters) {
      rates.load(parameters);
    }

    @Override
    public Ways to(Moments moments, int rows) {
      return new Decaying(decay, rates, moments, rows);
    }

    @Override
    public void drainGradient(float[] gradient) {
      rates.drainGradient(gradient);
    }
  }

  private static final class Decaying implements Ways {
    private final Standstill.Copies copies;
    private final DenseEvaluator rates;
    private final Matrix delays;
    private final Matrix raw;
    private final Matrix kept;
    private final Matrix before;
    private final int rows;

    Decaying(Decay decay, DenseEvaluator rates, Moments moments, int rows) {
      this.copies = new Standstill.Copies(moments);
      this.rates = rates;
      this.rows = rows;
      delays = new Matrix(rows, decay.rates.inputs());
      raw = new Matrix(rows, decay.rates.outputs());
      kept = new Matrix(rows, decay.rates.outputs());
      before = new Matrix(rows, decay.rates.outputs());
      for (int r = 0; r < rows; r++) {
        if (moments.source()[r] < 0) {
          continue; // from a fresh state, all zeros
        }
        if (decay.channels == 0) {
          delays.set(r, 0, (float) moments.lead()[r]);
        }
        for (int c = 0; c < decay.channels; c++) {
          delays.set(r, c, (float) delay(moments, r, c, decay.channels));
        }
      }
      rates.forward(rows, delays, raw);
      for (int i = 0; i < rows * raw.stride(); i++) {
        kept.data()[i] = (float) Math.exp(-Math.max(0, raw.data()[i]));
      }
    }

    @Override
    public void forward(int at, int n, Matrix after, Matrix to) {
      copies.forward(at, n, after, to);
      int stride = to.stride();
      System.arraycopy(to.data(), 0, before.data(), at * stride, n * stride);
      for (int i = 0; i < n * stride; i++) {
        to.data()[i] *= kept.data()[at * stride + i];
      }
    }

    /** From here on {@code raw} holds cotangents. */
    @Override
    public void backward(
        int at, int n, Matrix after, Matrix cotangent, Matrix dAfter, float[] gradient) {
      int stride = cotangent.stride();
      float[] d = cotangent.data();
      for (int i = 0; i < n * stride; i++) {
        int k = at * stride + i;
        float share = d[i] * kept.data()[k];
        raw.data()[k] = raw.data()[k] > 0f ? -share * before.data()[k] : 0f;
        d[i] = share;
      }
      copies.backward(at, n, after, cotangent, dAfter, gradient);
    }

    @Override
    public void finish() {
      rates.addGradient(rows, delays, raw);
      Arrays.fill(raw.data(), 0f);
    }
  }
}
