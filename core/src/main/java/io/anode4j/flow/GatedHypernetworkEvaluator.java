package io.anode4j.flow;

import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.MlpEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import java.util.Arrays;

/**
 * One thread's workspace for a {@link GatedHypernetwork}. Where all rows are at the same time, as
 * with fixed steps, the hypernetwork runs on one row for all.
 */
final class GatedHypernetworkEvaluator implements LayerEvaluator {
  private final int d;
  private final int width;
  private final Kernels kernels = KernelProvider.active();
  private final Mlp mlp;
  private final MlpEvaluator hypernetwork;
  private Matrix[] times = {};

  /** Outputs of the hypernetwork, the gates after their sigmoid. */
  private Matrix[] weights = {};

  /** Outputs of the hidden units. */
  private Matrix[] hidden = {};

  private boolean[] shared = {};
  private Matrix weightCotangent;
  private Matrix timeCotangent = new Matrix(0, 1);

  GatedHypernetworkEvaluator(GatedHypernetwork layer) {
    d = layer.dimension();
    width = layer.width();
    mlp = layer.hypernetwork();
    hypernetwork = mlp.evaluator();
    weightCotangent = new Matrix(0, mlp.outputs());
  }

  @Override
  public void load(Parameters parameters) {
    hypernetwork.load(parameters);
  }

  @Override
  public void reserve(int rows, int tapes) {
    boolean grown = rows > timeCotangent.rows();
    if (!grown && tapes <= times.length) {
      return;
    }
    int capacity = Math.max(rows, timeCotangent.rows());
    int before = grown ? 0 : times.length;
    int count = Math.max(tapes, times.length);
    times = Arrays.copyOf(times, count);
    weights = Arrays.copyOf(weights, count);
    hidden = Arrays.copyOf(hidden, count);
    shared = Arrays.copyOf(shared, count);
    for (int i = before; i < count; i++) {
      times[i] = new Matrix(capacity, 1);
      weights[i] = new Matrix(capacity, mlp.outputs());
      hidden[i] = new Matrix(capacity, width);
    }
    if (grown) {
      weightCotangent = new Matrix(capacity, mlp.outputs());
      timeCotangent = new Matrix(capacity, 1);
    }
    hypernetwork.reserve(capacity, count);
  }

  private void unroll(int rows, int tape, double[] t, Matrix x) {
    reserve(rows, tape + 1);
    boolean same = true;
    for (int r = 0; r < rows; r++) {
      times[tape].set(r, 0, (float) t[r]);
      same &= t[r] == t[0];
    }
    shared[tape] = same;
    int used = same ? Math.min(rows, 1) : rows;
    hypernetwork.forward(used, tape, times[tape], weights[tape]);
    float[] p = weights[tape].data();
    for (int r = 0; r < used; r++) {
      int gates = r * weights[tape].stride() + 2 * width * d;
      for (int i = gates; i < gates + width * d; i++) {
        p[i] = (float) (1 / (1 + Math.exp(-p[i])));
      }
    }
    Matrix h = hidden[tape];
    for (int r = 0; r < rows; r++) {
      int from = weightsOf(r, tape);
      for (int m = 0; m < width; m++) {
        h.data()[r * h.stride() + m] =
            dot(p, from + m * d, x.data(), r * x.stride(), d) + p[from + 3 * width * d + m];
      }
    }
    kernels.tanh(h.data(), 0, rows * h.stride());
  }

  private int weightsOf(int row, int tape) {
    return (shared[tape] ? 0 : row) * weights[tape].stride();
  }

  private static float dot(float[] a, int from, float[] b, int at, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += a[from + i] * b[at + i];
    }
    return sum;
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    forwardTangent(rows, 0, tape, t, x, x, y, y);
  }

  @Override
  public void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    unroll(rows, tape, t, x);
    float[] p = weights[tape].data();
    y.clearRows(rows);
    if (directions > 0) {
      v.clearRows(directions * rows);
    }
    for (int r = 0; r < rows; r++) {
      int from = weightsOf(r, tape);
      for (int m = 0; m < width; m++) {
        int w = from + m * d;
        float h = hidden[tape].data()[r * hidden[tape].stride() + m];
        addOut(p, from, m, h / width, y, r);
        for (int k = 0; k < directions; k++) {
          int at = k * rows + r;
          float along = dot(p, w, u.data(), at * u.stride(), d);
          addOut(p, from, m, (1 - h * h) * along / width, v, at);
        }
      }
    }
  }

  private void addOut(float[] p, int from, int m, float factor, Matrix to, int row) {
    int out = from + (width + m) * d;
    int gate = from + (2 * width + m) * d;
    for (int i = 0; i < d; i++) {
      to.data()[row * to.stride() + i] += factor * p[out + i] * p[gate + i];
    }
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    backwardTangent(rows, 0, tape, t, x, x, dy, dy, dx, dx);
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
    int used = shared[tape] ? Math.min(rows, 1) : rows;
    weightCotangent.clearRows(used);
    dx.clearRows(rows);
    if (directions > 0) {
      du.clearRows(directions * rows);
    }
    for (int r = 0; r < rows; r++) {
      for (int m = 0; m < width; m++) {
        pullUnit(r, m, rows, directions, tape, x, u, dy, dv, dx, du);
      }
    }
    hypernetwork.backward(used, tape, times[tape], weightCotangent, timeCotangent);
  }

  /** The reverse of one hidden unit on one row; cotangents are named d… after their values. */
  private void pullUnit(
      int r,
      int m,
      int rows,
      int directions,
      int tape,
      Matrix x,
      Matrix u,
      Matrix dy,
      Matrix dv,
      Matrix dx,
      Matrix du) {
    float[] p = weights[tape].data();
    float[] dp = weightCotangent.data();
    int from = weightsOf(r, tape);
    int w = from + m * d;
    float h = hidden[tape].data()[r * hidden[tape].stride() + m];
    float slope = 1 - h * h;
    float dh = pullOut(p, dp, from, m, h / width, dy, r) / width;
    for (int k = 0; k < directions; k++) {
      int at = k * rows + r;
      float along = dot(p, w, u.data(), at * u.stride(), d);
      float dProduct = pullOut(p, dp, from, m, slope * along / width, dv, at) / width;
      dh -= 2 * h * along * dProduct;
      float dAlong = slope * dProduct;
      for (int i = 0; i < d; i++) {
        dp[w + i] += dAlong * u.data()[at * u.stride() + i];
        du.data()[at * du.stride() + i] += dAlong * p[w + i];
      }
    }
    float ds = dh * slope;
    dp[from + 3 * width * d + m] += ds;
    for (int i = 0; i < d; i++) {
      dp[w + i] += ds * x.data()[r * x.stride() + i];
      dx.data()[r * dx.stride() + i] += ds * p[w + i];
    }
  }

  /** Reverse of {@link #addOut}: adds to the cotangents of u and g, returns that of the factor. */
  private float pullOut(
      float[] p, float[] dp, int from, int m, float factor, Matrix cotangent, int row) {
    int out = from + (width + m) * d;
    int gate = from + (2 * width + m) * d;
    float sum = 0;
    for (int i = 0; i < d; i++) {
      float ct = cotangent.data()[row * cotangent.stride() + i];
      float open = p[gate + i];
      sum += ct * p[out + i] * open;
      dp[out + i] += factor * ct * open;
      dp[gate + i] += factor * ct * p[out + i] * open * (1 - open);
    }
    return sum;
  }

  @Override
  public void drainGradient(float[] gradient) {
    hypernetwork.drainGradient(gradient);
  }
}
