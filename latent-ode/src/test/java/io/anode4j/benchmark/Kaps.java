package io.anode4j.benchmark;

import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;

/**
 * Kaps' stiff problem, y₁′ = −(1/ε + 2)·y₁ + y₂²/ε and y₂′ = y₁ − y₂ − y₂², with ε = 1e-3: its
 * solutions hurry to y₁ = y₂² a thousand times faster than they move along it.
 */
final class Kaps implements DoubleField {
  static final double RATE = 1000;
  static final int ROWS = 16;

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public int parameters() {
    return 0;
  }

  @Override
  public void evaluate(double t, double[] y, double[] dy) {
    dy[0] = -(RATE + 2) * y[0] + RATE * y[1] * y[1];
    dy[1] = y[0] - y[1] - y[1] * y[1];
  }

  @Override
  public void pullback(double t, double[] y, double[] ct, double[] back, double[] gradient) {
    pull(y, ct, back);
  }

  private static void pull(double[] y, double[] ct, double[] back) {
    back[0] = -(RATE + 2) * ct[0] + ct[1];
    back[1] = 2 * RATE * y[1] * ct[0] - (1 + 2 * y[1]) * ct[1];
  }

  VectorField field() {
    return VectorField.of(2, this::evaluate, (t, y, ct, back) -> pull(y, ct, back));
  }

  /** Starts beside the slow curve, so that every row's solver sees the way to it. */
  static Matrix states() {
    Matrix y0 = new Matrix(ROWS, 2);
    for (int r = 0; r < ROWS; r++) {
      float slow = 0.5f + r / 16f;
      y0.set(r, 0, slow * slow + (r % 2 == 0 ? 0.1f : -0.1f));
      y0.set(r, 1, slow);
    }
    return y0;
  }
}
