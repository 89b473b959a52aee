package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/** One thread's workspace for a {@link Coupling}. */
final class CouplingEvaluator implements LayerEvaluator {
  private final LayerEvaluator f;
  private final LayerEvaluator g;
  private final int half;
  private final float scale;

  /** What went into g and into f: y₁ and x₂, by tape. */
  private final TapeMatrices firsts;

  private final TapeMatrices seconds;

  /** What f or g gives; scaled cotangents; the cotangents of both halves. */
  private final TapeMatrices scratch;

  CouplingEvaluator(Coupling layer) {
    f = layer.f().evaluator();
    g = layer.g().evaluator();
    half = layer.half();
    scale = (float) layer.scale();
    firsts = new TapeMatrices(half);
    seconds = new TapeMatrices(half);
    scratch = new TapeMatrices(half);
  }

  @Override
  public void load(Parameters parameters) {
    f.load(parameters);
    g.load(parameters);
  }

  @Override
  public void reserve(int rows, int tapes) {
    f.reserve(rows, tapes);
    g.reserve(rows, tapes);
    firsts.reserve(rows, tapes);
    seconds.reserve(rows, tapes);
    scratch.reserve(rows, 4);
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    Matrix first = firsts.get(rows, tape);
    Matrix second = seconds.get(rows, tape);
    split(rows, x, first, second);
    f.forward(rows, tape, t, second, out(rows));
    add(rows, scale, out(rows), first);
    g.forward(rows, tape, t, first, out(rows));
    Residual.add(rows, second, scale, out(rows));
    join(rows, first, out(rows), y);
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    Matrix dFirst = scratch.get(rows, 2);
    Matrix dSecond = scratch.get(rows, 3);
    split(rows, dy, dFirst, dSecond);
    pull(g, rows, tape, t, firsts.get(rows, tape), dSecond, dFirst);
    pull(f, rows, tape, t, seconds.get(rows, tape), dFirst, dSecond);
    join(rows, dFirst, dSecond, dx);
  }

  /** Moves both halves through the block, in place. */
  void advance(int rows, double[] t, Matrix first, Matrix second) {
    f.forward(rows, 0, t, second, out(rows));
    add(rows, scale, out(rows), first);
    g.forward(rows, 0, t, first, out(rows));
    add(rows, scale, out(rows), second);
  }

  /** Moves both halves back through the block, in place. */
  void retreat(int rows, double[] t, Matrix first, Matrix second) {
    g.forward(rows, 0, t, first, out(rows));
    add(rows, -scale, out(rows), second);
    f.forward(rows, 0, t, second, out(rows));
    add(rows, -scale, out(rows), first);
  }

  /** Moves both halves back, and with them the cotangents of what came out to what went in. */
  void retreat(int rows, double[] t, Matrix first, Matrix second, Matrix dFirst, Matrix dSecond) {
    g.forward(rows, 0, t, first, out(rows));
    add(rows, -scale, out(rows), second);
    pull(g, rows, 0, t, first, dSecond, dFirst);
    f.forward(rows, 0, t, second, out(rows));
    add(rows, -scale, out(rows), first);
    pull(f, rows, 0, t, second, dFirst, dSecond);
  }

  /** {@code to += (∂map/∂at)ᵀ·(h·from)}. */
  private void pull(
      LayerEvaluator map, int rows, int tape, double[] t, Matrix at, Matrix from, Matrix to) {
    Matrix scaled = Residual.scaled(rows, from, scale, scratch.get(rows, 1));
    map.backward(rows, tape, t, at, scaled, out(rows));
    add(rows, 1, out(rows), to);
  }

  private Matrix out(int rows) {
    return scratch.get(rows, 0);
  }

  void split(int rows, Matrix x, Matrix first, Matrix second) {
    Columns.copy(rows, half, x, 0, first, 0);
    Columns.copy(rows, half, x, half, second, 0);
  }

  void join(int rows, Matrix first, Matrix second, Matrix y) {
    Columns.copy(rows, half, first, 0, y, 0);
    Columns.copy(rows, half, second, 0, y, half);
  }

  private static void add(int rows, float factor, Matrix from, Matrix to) {
    float[] a = from.data();
    float[] b = to.data();
    int count = rows * to.stride();
    for (int i = 0; i < count; i++) {
      b[i] += factor * a[i];
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    f.drainGradient(gradient);
    g.drainGradient(gradient);
  }

  @Override
  public void resample(RandomGenerator random) {
    f.resample(random);
    g.resample(random);
  }

  @Override
  public void settle() {
    f.settle();
    g.settle();
  }

  @Override
  public double penalty(int tape) {
    return f.penalty(tape) + g.penalty(tape);
  }

  @Override
  public FieldEvaluations takeEvaluations() {
    return f.takeEvaluations().plus(g.takeEvaluations());
  }
}
