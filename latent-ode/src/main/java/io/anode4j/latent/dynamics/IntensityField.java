package io.anode4j.latent.dynamics;

import io.anode4j.nn.Mlp;
import io.anode4j.nn.MlpEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * One thread's evaluator of {@code d[z; cΛ]/dt = [MLP(z); c·λ(z)]}: a neural ODE and beside it the
 * integral of an intensity (Rubanova, Chen and Duvenaud, NeurIPS 2019, eq. 9 and 10).
 */
final class IntensityField implements ParametricEvaluator {
  private final MlpEvaluator field;
  private final MlpEvaluator head;
  private final int features;

  /** What one tape holds: z, and log λ before it is bounded. */
  private record Tape(Matrix z, Matrix logarithm) {}

  private final List<Tape> tapes = new ArrayList<>();
  private Matrix slope;
  private Matrix byField;
  private Matrix byHead;
  private Matrix ofHead;

  IntensityField(Mlp field, Intensity intensity) {
    this.field = new MlpEvaluator(field);
    this.head = new MlpEvaluator(intensity.logarithm());
    this.features = intensity.features();
    this.slope = new Matrix(0, features);
    this.byField = slope;
    this.byHead = slope;
    this.ofHead = new Matrix(0, 1);
  }

  void load(Parameters parameters) {
    field.load(parameters);
    head.load(parameters);
  }

  private Tape tape(int rows, int number) {
    while (tapes.size() <= number) {
      tapes.add(new Tape(new Matrix(0, features), new Matrix(0, 1)));
    }
    if (tapes.get(number).z().rows() < rows) {
      tapes.set(number, new Tape(new Matrix(rows, features), new Matrix(rows, 1)));
    }
    if (slope.rows() < rows) {
      slope = new Matrix(rows, features);
      byField = new Matrix(rows, features);
      byHead = new Matrix(rows, features);
      ofHead = new Matrix(rows, 1);
    }
    return tapes.get(number);
  }

  @Override
  public void evaluate(int rows, double[] t, Matrix y, Matrix dydt) {
    record(rows, 0, t, y, dydt);
  }

  @Override
  public void record(int rows, int number, double[] t, Matrix y, Matrix dydt) {
    Tape tape = tape(rows, number);
    copy(rows, y, tape.z());
    field.forward(rows, number, tape.z(), slope);
    head.forward(rows, number, tape.z(), tape.logarithm());
    copy(rows, slope, dydt);
    for (int r = 0; r < rows; r++) {
      double log = Intensity.bounded(tape.logarithm().get(r, 0));
      dydt.set(r, features, (float) (Intensity.SHARE * Math.exp(log)));
    }
  }

  @Override
  public void pullback(
      int rows, int number, double[] t, Matrix y, Matrix cotangent, Matrix yCotangent) {
    Tape tape = tape(rows, number);
    copy(rows, cotangent, slope);
    field.backward(rows, number, tape.z(), slope, byField);
    for (int r = 0; r < rows; r++) {
      float raw = tape.logarithm().get(r, 0);
      double rate = Intensity.SHARE * Math.exp(Intensity.bounded(raw)) * Intensity.slope(raw);
      ofHead.set(r, 0, (float) (cotangent.get(r, features) * rate));
    }
    head.backward(rows, number, tape.z(), ofHead, byHead);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < features; j++) {
        yCotangent.set(r, j, byField.get(r, j) + byHead.get(r, j));
      }
      yCotangent.set(r, features, 0f);
    }
  }

  private void copy(int rows, Matrix from, Matrix to) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(from.data(), r * from.stride(), to.data(), r * to.stride(), features);
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    field.drainGradient(gradient);
    head.drainGradient(gradient);
  }
}
