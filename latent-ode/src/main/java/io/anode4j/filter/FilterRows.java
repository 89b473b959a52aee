package io.anode4j.filter;

import io.anode4j.nn.GruStepEvaluator;
import io.anode4j.sequence.LeadFactors;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/**
 * States of some sensors side by side, moved through their readings: one row is a stream's state,
 * many are a batch. A row's numbers do not depend on its neighbours.
 */
final class FilterRows {
  private final FilterCell cell;
  private final FilterLayout layout;
  private final int channels;
  private final int warmUp;
  private final float limit;
  private final LeadFactors.Curve factors;

  final Doubt doubt;
  final Matrix h;
  final double[] time;
  final long[] count;
  final float[] lastValue;
  final double[] lastTime;

  /**
   * Predictions of the rows: mean and deviation on the model's scale, {@code [rows × channels]}.
   */
  final float[] mean;

  final float[] std;

  /** Model time since the last reading of each row, infinite before the first. */
  final double[] lead;

  private final Matrix z;
  private final Matrix units;
  private final Matrix out;
  private final Matrix x;
  private final GruStepEvaluator.Trace trace;
  private final double[] age;
  private final float[] kept;

  FilterRows(NeuralFilter model, int rows) {
    this.cell = model.cell();
    this.factors = model.factors();
    FilterArchitecture a = cell.architecture;
    this.layout = a.layout();
    this.channels = layout.channels();
    this.warmUp = model.config().scoring().warmUp();
    this.limit = (float) model.config().scoring().outlierLimit();
    this.doubt = new Doubt(model.curves().residual(), warmUp, rows);
    h = new Matrix(rows, a.hidden());
    time = new double[rows];
    count = new long[rows];
    lastValue = new float[rows * channels];
    lastTime = new double[rows * channels];
    mean = new float[rows * channels];
    std = new float[rows * channels];
    lead = new double[rows];
    z = new Matrix(rows, layout.decoderInputs(a.hidden()));
    units = new Matrix(rows, a.first().outputs());
    out = new Matrix(rows, a.second().outputs());
    x = new Matrix(rows, layout.cellInputs());
    trace = cell.jump.trace(rows);
    age = new double[channels];
    kept = new float[channels];
    clear();
  }

  void clear() {
    Arrays.fill(h.data(), 0f);
    Arrays.fill(time, Double.NEGATIVE_INFINITY);
    Arrays.fill(count, 0);
    Arrays.fill(lastValue, 0f);
    Arrays.fill(lastTime, Double.NEGATIVE_INFINITY);
    doubt.clear();
  }

  /** Takes over one row of another block as the first row here. */
  void copyRow(FilterRows from, int row) {
    System.arraycopy(from.h.data(), row * h.stride(), h.data(), 0, h.stride());
    System.arraycopy(from.lastValue, row * channels, lastValue, 0, channels);
    System.arraycopy(from.lastTime, row * channels, lastTime, 0, channels);
    time[0] = from.time[row];
    count[0] = from.count[row];
    doubt.copyRow(from.doubt, row);
  }

  /** Writes the decoder's input for a row at a time not before its last reading. */
  void ask(int row, double at, Matrix to, int toRow) {
    double ahead = (at - time[row]) / layout.timeUnit();
    int start = toRow * to.stride();
    if (count[row] > 0) {
      cell.carry(ahead, h.data(), row * h.stride(), to.data(), start);
    } else {
      Arrays.fill(to.data(), start, start + cell.architecture.hidden(), 0f);
    }
    for (int c = 0; c < channels; c++) {
      age[c] = (at - lastTime[row * channels + c]) / layout.timeUnit();
    }
    cell.writeFeatures(ahead, at, age, 0, lastValue, row * channels, to.data(), start);
  }

  /** Predicts the first rows at a time each. */
  void predict(int rows, double[] at) {
    for (int r = 0; r < rows; r++) {
      ask(r, at[r], z, r);
      lead[r] = (at[r] - time[r]) / layout.timeUnit();
    }
    cell.decode(rows, z, units, out);
    int fresh = cell.freshnessAt();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < channels; c++) {
        int i = r * channels + c;
        float f = z.data()[r * z.stride() + fresh + c];
        mean[i] = cell.mean(out, r, c, f, lastValue[i]);
        std[i] = (float) Math.exp(cell.logStd(out, r, c));
      }
    }
  }

  /**
   * Updates the rows just predicted. A value far outside of what was expected moves the state only
   * as far as one at the limit, and a strange one not before the next confirms it ({@link Doubt}):
   * one wrong reading must not spoil the next predictions.
   *
   * @param rows rows, as predicted
   * @param at their times
   * @param values values on the model's scale, NaN where missing, {@code [rows × channels]}, at
   *     least one of each row observed
   */
  void learn(int rows, double[] at, float[] values) {
    for (int r = 0; r < rows; r++) {
      boolean first = count[r] == 0;
      double gap = first ? 0 : (at[r] - time[r]) / layout.timeUnit();
      for (int c = 0; c < channels; c++) {
        int i = r * channels + c;
        float v = Float.isNaN(values[i]) ? values[i] : believed(r, c, values[i]);
        kept[c] = v;
        if (!Float.isNaN(v)) {
          lastValue[i] = v;
          lastTime[i] = at[r];
        }
      }
      layout.writeCellInput(kept, 0, gap, at[r], x.data(), r * x.stride());
      if (!first) {
        // What was predicted has carried the state here already.
        System.arraycopy(
            z.data(), r * z.stride(), h.data(), r * h.stride(), cell.architecture.hidden());
      }
      time[r] = at[r];
      count[r]++;
    }
    cell.jump.forward(rows, x, 0, h, trace);
  }

  private float believed(int row, int channel, float v) {
    int i = row * channels + channel;
    double deviation = std[i] * factors.factor(channel, lead[row]);
    if (doubt.isStrange(i, (v - mean[i]) / deviation)) {
      double most = limit * std[i];
      return (float) (mean[i] + doubt.believed(i, v - mean[i], deviation, most, count[row]));
    }
    return count[row] < warmUp
        ? v
        : Math.max(mean[i] - limit * std[i], Math.min(mean[i] + limit * std[i], v));
  }
}
