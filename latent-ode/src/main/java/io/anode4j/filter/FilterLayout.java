package io.anode4j.filter;

import io.anode4j.model.Phases;
import io.anode4j.sequence.Moments;
import io.anode4j.sequence.SequenceBatch;
import io.anode4j.sequence.TimeFeatures;
import io.anode4j.tensor.Matrix;

/**
 * How readings and times become numbers for the networks.
 *
 * @param channels observed channels D
 * @param timeUnit original time units in one unit of model time: the usual gap
 * @param phases of time that the model is told
 */
record FilterLayout(int channels, double timeUnit, Phases phases) {
  /** Values, mask, gap and phases. */
  int cellInputs() {
    return 2 * channels + 1 + phases.count();
  }

  /** Hidden state, phases, lead, fading last values, their freshness. */
  int decoderInputs(int hidden) {
    return hidden + phases.count() + 1 + 2 * channels;
  }

  /** Nearly the value itself near 0, its logarithm far out: no reading drowns the others. */
  static float squash(double value) {
    double size = Math.abs(value);
    return (float) Math.copySign(Math.log(size + Math.sqrt(size * size + 1)), value);
  }

  /**
   * Input of the jump at a reading.
   *
   * @param scaled values on the model's scale, NaN where missing
   * @param gap model time since the reading before, 0 at the first
   * @param time original time
   * @param x row to write
   * @param at start of the row
   */
  void writeCellInput(float[] scaled, int from, double gap, double time, float[] x, int at) {
    for (int c = 0; c < channels; c++) {
      float v = scaled[from + c];
      boolean seen = !Float.isNaN(v);
      x[at + c] = seen ? squash(v) : 0f;
      x[at + channels + c] = seen ? 1f : 0f;
    }
    x[at + 2 * channels] = TimeFeatures.logTime(gap);
    phases.write(time, x, at + 2 * channels + 1);
  }

  /** Inputs of the jumps at all readings of a batch. */
  Matrix cellInputs(SequenceBatch batch) {
    Moments readings = batch.readings();
    Matrix x = new Matrix(batch.rows(), cellInputs());
    for (int r = 0; r < batch.rows(); r++) {
      writeCellInput(
          readings.values(),
          r * channels,
          readings.lead()[r],
          readings.time()[r],
          x.data(),
          r * x.stride());
    }
    return x;
  }
}
