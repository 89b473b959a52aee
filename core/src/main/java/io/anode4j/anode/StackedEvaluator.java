package io.anode4j.anode;

import io.anode4j.nn.Columns;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A workspace for layers whose output stands beside, above or below a copy of some of their inputs:
 * columns {@code innerTo…} of the output are the inner layer's, columns {@code copyTo…} are those
 * of the input from {@code copyFrom}, and all others are zero.
 */
final class StackedEvaluator implements LayerEvaluator {
  private final @Nullable LayerEvaluator inner;
  private final int innerOutputs;
  private final int innerTo;
  private final int copyFrom;
  private final int copyTo;
  private final int copied;

  /** One scratch matrix for each of: output, tangent, and the cotangents of both. */
  private final Matrix[] scratch = new Matrix[4];

  StackedEvaluator(@Nullable Layer inner, int innerTo, int copyFrom, int copyTo, int copied) {
    this.inner = inner == null ? null : inner.evaluator();
    this.innerOutputs = inner == null ? 1 : inner.outputs();
    this.innerTo = innerTo;
    this.copyFrom = copyFrom;
    this.copyTo = copyTo;
    this.copied = copied;
    Arrays.fill(scratch, new Matrix(0, innerOutputs));
  }

  private Matrix scratch(int which, int rows) {
    if (scratch[which].rows() < rows) {
      scratch[which] = new Matrix(rows, innerOutputs);
    }
    return scratch[which];
  }

  @Override
  public void load(Parameters parameters) {
    if (inner != null) {
      inner.load(parameters);
    }
  }

  @Override
  public void reserve(int rows, int tapes) {
    if (inner != null) {
      inner.reserve(rows, tapes);
    }
    scratch(0, rows);
    scratch(2, rows);
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    y.clearRows(rows);
    Columns.copy(rows, copied, x, copyFrom, y, copyTo);
    if (inner != null) {
      Matrix out = scratch(0, rows);
      inner.forward(rows, tape, t, x, out);
      Columns.copy(rows, innerOutputs, out, 0, y, innerTo);
    }
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    if (inner == null) {
      dx.clearRows(rows);
    } else {
      Matrix out = scratch(2, rows);
      Columns.copy(rows, innerOutputs, dy, innerTo, out, 0);
      inner.backward(rows, tape, t, x, out, dx);
    }
    Columns.add(rows, copied, dy, copyTo, dx, copyFrom);
  }

  @Override
  public void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    int all = directions * rows;
    y.clearRows(rows);
    v.clearRows(all);
    Columns.copy(rows, copied, x, copyFrom, y, copyTo);
    Columns.copy(all, copied, u, copyFrom, v, copyTo);
    if (inner != null) {
      Matrix out = scratch(0, rows);
      Matrix along = scratch(1, all);
      inner.forwardTangent(rows, directions, tape, t, x, u, out, along);
      Columns.copy(rows, innerOutputs, out, 0, y, innerTo);
      Columns.copy(all, innerOutputs, along, 0, v, innerTo);
    }
  }

  @Override
  public void backwardTangent(
      int rows,
      int directions,
      int tape,
      double[] t,
      Matrix x,
      Matrix u,
      Matrix dy,
      Matrix dv,
      Matrix dx,
      Matrix du) {
    int all = directions * rows;
    if (inner == null) {
      dx.clearRows(rows);
      du.clearRows(all);
    } else {
      Matrix out = scratch(2, rows);
      Matrix along = scratch(3, all);
      Columns.copy(rows, innerOutputs, dy, innerTo, out, 0);
      Columns.copy(all, innerOutputs, dv, innerTo, along, 0);
      inner.backwardTangent(rows, directions, tape, t, x, u, out, along, dx, du);
    }
    Columns.add(rows, copied, dy, copyTo, dx, copyFrom);
    Columns.add(all, copied, dv, copyTo, du, copyFrom);
  }

  @Override
  public void drainGradient(float[] gradient) {
    if (inner != null) {
      inner.drainGradient(gradient);
    }
  }

  @Override
  public void resample(RandomGenerator random) {
    if (inner != null) {
      inner.resample(random);
    }
  }

  @Override
  public void settle() {
    if (inner != null) {
      inner.settle();
    }
  }
}
