package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * One thread's workspace for residual blocks that share one inner layer. Block {@code l} of tape
 * {@code k} uses the inner tape {@code k·depth + l}.
 */
final class ResidualEvaluator implements LayerEvaluator {
  private final LayerEvaluator inner;
  private final int depth;
  private final float scale;
  private final double timeStep;

  /** Inputs of all blocks but the first, by inner tape; their tangents. */
  private final TapeMatrices states;

  private final TapeMatrices tangents;

  /** Scaled cotangents on tape 0, cotangents between blocks on tapes 1 and 2. */
  private final TapeMatrices cotangents;

  private final TapeMatrices tangentCotangents;
  private double[] time = {};

  ResidualEvaluator(Layer inner, int depth, float scale, double timeStep) {
    this.inner = inner.evaluator();
    this.depth = depth;
    this.scale = scale;
    this.timeStep = timeStep;
    states = new TapeMatrices(inner.inputs());
    tangents = new TapeMatrices(inner.inputs());
    cotangents = new TapeMatrices(inner.inputs());
    tangentCotangents = new TapeMatrices(inner.inputs());
  }

  @Override
  public void load(Parameters parameters) {
    inner.load(parameters);
  }

  @Override
  public void reserve(int rows, int tapes) {
    inner.reserve(rows, tapes * depth);
    states.reserve(rows, depth > 1 ? tapes * depth : 0);
    cotangents.reserve(rows, 3);
    if (time.length < rows) {
      time = new double[rows];
    }
  }

  private double[] timeOf(int block, int rows, double[] t) {
    if (block == 0 || timeStep == 0) {
      return t;
    }
    for (int r = 0; r < rows; r++) {
      time[r] = t[r] + block * timeStep;
    }
    return time;
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    reserve(rows, tape + 1);
    Matrix in = x;
    for (int l = 0; l < depth; l++) {
      int at = tape * depth + l;
      Matrix out = l + 1 == depth ? y : states.get(rows, at + 1);
      inner.forward(rows, at, timeOf(l, rows, t), in, out);
      Residual.add(rows, in, scale, out);
      in = out;
    }
  }

  /** {@code dx = dy + (∂f/∂x)ᵀ·(scale·dy)}; the parameters see the scaled cotangent, too. */
  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    Matrix out = dy;
    for (int l = depth - 1; l >= 0; l--) {
      int at = tape * depth + l;
      Matrix in = l == 0 ? x : states.get(rows, at);
      Matrix to = l == 0 ? dx : cotangents.get(rows, 1 + l % 2);
      Matrix scaled = Residual.scaled(rows, out, scale, cotangents.get(rows, 0));
      inner.backward(rows, at, timeOf(l, rows, t), in, scaled, to);
      Residual.add(rows, out, 1, to);
      out = to;
    }
  }

  @Override
  public void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    reserve(rows, tape + 1);
    Matrix in = x;
    Matrix along = u;
    for (int l = 0; l < depth; l++) {
      int at = tape * depth + l;
      boolean last = l + 1 == depth;
      Matrix out = last ? y : states.get(rows, at + 1);
      Matrix outAlong = last ? v : tangents.get(directions * rows, at + 1);
      inner.forwardTangent(rows, directions, at, timeOf(l, rows, t), in, along, out, outAlong);
      Residual.add(rows, in, scale, out);
      Residual.add(directions * rows, along, scale, outAlong);
      in = out;
      along = outAlong;
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
    Matrix out = dy;
    Matrix outAlong = dv;
    for (int l = depth - 1; l >= 0; l--) {
      int at = tape * depth + l;
      Matrix in = l == 0 ? x : states.get(rows, at);
      Matrix along = l == 0 ? u : tangents.get(all, at);
      Matrix to = l == 0 ? dx : cotangents.get(rows, 1 + l % 2);
      Matrix toAlong = l == 0 ? du : tangentCotangents.get(all, 1 + l % 2);
      inner.backwardTangent(
          rows,
          directions,
          at,
          timeOf(l, rows, t),
          in,
          along,
          Residual.scaled(rows, out, scale, cotangents.get(rows, 0)),
          Residual.scaled(all, outAlong, scale, tangentCotangents.get(all, 0)),
          to,
          toAlong);
      Residual.add(rows, out, 1, to);
      Residual.add(all, outAlong, 1, toAlong);
      out = to;
      outAlong = toAlong;
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    inner.drainGradient(gradient);
  }

  @Override
  public void resample(RandomGenerator random) {
    inner.resample(random);
  }

  @Override
  public void settle() {
    inner.settle();
  }

  @Override
  public FieldEvaluations takeEvaluations() {
    return inner.takeEvaluations();
  }
}
