package io.anode4j.filter;

import io.anode4j.nn.DenseEvaluator;
import io.anode4j.nn.GruStepEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.TimeFeatures;
import io.anode4j.tensor.Matrix;

/**
 * The three moves of a neural filter with weights in place: carry, jump, decode. Training, batch
 * evaluation and streams all move by these methods, which is why they agree. After {@link #load} it
 * is only read, so threads may share it, each with buffers of its own.
 *
 * <p>The state is carried by a linear ODE of damped rotations, one for each pair of its entries:
 * {@code d(a + ib)/dt = (−α + iω)(a + ib)}. Its solution over any gap is a closed form, so a gap of
 * seconds costs what one of days does, and there is no solver error (the linear latent ODE of
 * LinODENet, Scholz et al. 2022, with its matrix in real normal form).
 */
final class FilterCell {
  /** Deviations are kept above exp(−7) of the data's spread, and below exp(5). */
  static final float LEAST_LOG_STD = -7f;

  static final float MOST_LOG_STD = 5f;

  final FilterArchitecture architecture;
  final GruStepEvaluator jump;
  final DenseEvaluator first;
  final DenseEvaluator second;
  final double[] decay;
  final double[] turn;
  final double[] fade;
  final float[] keep;

  FilterCell(FilterArchitecture architecture) {
    this.architecture = architecture;
    this.jump = new GruStepEvaluator(architecture.cell());
    this.first = new DenseEvaluator(architecture.first());
    this.second = new DenseEvaluator(architecture.second());
    this.decay = new double[architecture.pairs()];
    this.turn = new double[architecture.pairs()];
    this.fade = new double[architecture.layout().channels()];
    this.keep = new float[architecture.layout().channels()];
  }

  FilterCell load(Parameters parameters) {
    jump.load(parameters);
    first.load(parameters);
    second.load(parameters);
    float[] v = parameters.values();
    for (int j = 0; j < decay.length; j++) {
      decay[j] = Math.exp(v[architecture.decay().offset() + j]);
      turn[j] = Math.exp(v[architecture.turn().offset() + j]);
    }
    for (int c = 0; c < fade.length; c++) {
      fade[c] = Math.exp(v[architecture.fade().offset() + c]);
      keep[c] = v[architecture.keep().offset() + c];
    }
    return this;
  }

  /** Carries one state over a stretch of model time; source and target may be the same. */
  void carry(double time, float[] from, int fromAt, float[] to, int toAt) {
    int pairs = decay.length;
    for (int j = 0; j < pairs; j++) {
      double size = Math.exp(-decay[j] * time);
      double angle = turn[j] * time;
      float cos = (float) (size * Math.cos(angle));
      float sin = (float) (size * Math.sin(angle));
      float a = from[fromAt + j];
      float b = from[fromAt + pairs + j];
      to[toAt + j] = cos * a - sin * b;
      to[toAt + pairs + j] = sin * a + cos * b;
    }
  }

  /** Reverse of {@link #carry} for the state: the transposed rotation, added to the target. */
  void addCarriedBack(double time, float[] d, int at, float[] to, int toAt) {
    int pairs = decay.length;
    for (int j = 0; j < pairs; j++) {
      double size = Math.exp(-decay[j] * time);
      double angle = turn[j] * time;
      float cos = (float) (size * Math.cos(angle));
      float sin = (float) (size * Math.sin(angle));
      float da = d[at + j];
      float db = d[at + pairs + j];
      to[toAt + j] += cos * da + sin * db;
      to[toAt + pairs + j] += cos * db - sin * da;
    }
  }

  /**
   * Writes all of a decoder's input but the hidden state.
   *
   * @param lead model time since the last reading, infinite before the first
   * @param time original time of what is decoded
   * @param ages model time since each channel's last value, infinite before the first
   * @param agesAt their start
   * @param last last value of each channel on the model's scale
   * @param lastAt their start
   * @param z row to write
   * @param at start of the row
   */
  void writeFeatures(
      double lead,
      double time,
      double[] ages,
      int agesAt,
      float[] last,
      int lastAt,
      float[] z,
      int at) {
    FilterLayout layout = architecture.layout();
    int d = layout.channels();
    int next = at + architecture.hidden();
    layout.phases().write(time, z, next);
    next += layout.phases().count();
    // Before the first reading there is no lead: a long one says "nothing is known".
    z[next++] = TimeFeatures.logTime(Math.min(lead, 1e6));
    for (int c = 0; c < d; c++) {
      float fresh = (float) Math.exp(-fade[c] * ages[agesAt + c]);
      z[next + c] = fresh * FilterLayout.squash(last[lastAt + c]);
      z[next + d + c] = fresh;
    }
  }

  /** Where the freshness of the channels lies within a decoder's input. */
  int freshnessAt() {
    FilterLayout layout = architecture.layout();
    return architecture.hidden() + layout.phases().count() + 1 + layout.channels();
  }

  /** Decoder: inputs to {@code units} (after ReLU) to raw outputs. */
  void decode(int rows, Matrix z, Matrix units, Matrix out) {
    first.forward(rows, z, units);
    float[] u = units.data();
    int count = rows * units.stride();
    for (int i = 0; i < count; i++) {
      u[i] = Math.max(0f, u[i]);
    }
    second.forward(rows, units, out);
  }

  /** Mean of a channel on the model's scale: decoded, plus what is left of the last value. */
  float mean(Matrix out, int row, int channel, float fresh, float last) {
    return out.data()[row * out.stride() + channel] + keep[channel] * fresh * last;
  }

  /** Log standard deviation of a channel on the model's scale. */
  float logStd(Matrix out, int row, int channel) {
    int d = architecture.layout().channels();
    float raw = out.data()[row * out.stride() + d + channel];
    return Math.max(LEAST_LOG_STD, Math.min(MOST_LOG_STD, raw));
  }
}
