package io.anode4j.reference;

import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.function.DoubleFunction;

/** Initial value problems with known solutions. */
public record Problem(
    String name, double start, double end, VectorField field, DoubleFunction<double[]> exact) {

  @Override
  public String toString() {
    return name;
  }

  /** The exact state at a time as a batch of one row. */
  public Matrix state(double t) {
    double[] y = exact.apply(t);
    Matrix row = new Matrix(1, y.length);
    for (int j = 0; j < y.length; j++) {
      row.set(0, j, (float) y[j]);
    }
    return row;
  }

  public static List<Problem> all() {
    return List.of(decay(), growth(), oscillator(), logistic(), kepler(), cosine());
  }

  /** y′ = −y. */
  public static Problem decay() {
    return new Problem(
        "decay",
        0,
        2,
        VectorField.of(1, (t, y, dy) -> dy[0] = -y[0], (t, y, ct, out) -> out[0] = -ct[0]),
        t -> new double[] {Math.exp(-t)});
  }

  /** y′ = y. */
  public static Problem growth() {
    return new Problem(
        "growth",
        -1,
        1,
        VectorField.of(1, (t, y, dy) -> dy[0] = y[0], (t, y, ct, out) -> out[0] = ct[0]),
        t -> new double[] {Math.exp(t)});
  }

  /** y″ = −y. */
  public static Problem oscillator() {
    return new Problem(
        "oscillator",
        0,
        2 * Math.PI,
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = -y[0];
            },
            (t, y, ct, out) -> {
              out[0] = -ct[1];
              out[1] = ct[0];
            }),
        t -> new double[] {Math.sin(t), Math.cos(t)});
  }

  /** y′ = y(1 − y). */
  public static Problem logistic() {
    return new Problem(
        "logistic",
        -3,
        3,
        VectorField.of(
            1,
            (t, y, dy) -> dy[0] = y[0] * (1 - y[0]),
            (t, y, ct, out) -> out[0] = ct[0] * (1 - 2 * y[0])),
        t -> new double[] {1 / (1 + Math.exp(-t))});
  }

  /** y′ = cos t. */
  public static Problem cosine() {
    return new Problem(
        "cosine",
        0.5,
        4,
        VectorField.of(1, (t, y, dy) -> dy[0] = Math.cos(t), (t, y, ct, out) -> out[0] = 0),
        t -> new double[] {Math.sin(t)});
  }

  /** A planet on an ellipse of eccentricity ½ over half an orbit, from the sun's near side. */
  public static Problem kepler() {
    return new Problem(
        "kepler", 0, Math.PI, VectorField.of(4, Problem::attract), t -> ellipse(t, 0.5));
  }

  private static void attract(double t, double[] y, double[] dy) {
    double r2 = y[0] * y[0] + y[1] * y[1];
    double r3 = r2 * Math.sqrt(r2);
    dy[0] = y[2];
    dy[1] = y[3];
    dy[2] = -y[0] / r3;
    dy[3] = -y[1] / r3;
  }

  /** Position and velocity by Kepler's equation t = E − e·sin E. */
  private static double[] ellipse(double t, double e) {
    double anomaly = t;
    for (int i = 0; i < 50; i++) {
      anomaly -= (anomaly - e * Math.sin(anomaly) - t) / (1 - e * Math.cos(anomaly));
    }
    double rate = 1 / (1 - e * Math.cos(anomaly));
    double b = Math.sqrt(1 - e * e);
    return new double[] {
      Math.cos(anomaly) - e,
      b * Math.sin(anomaly),
      -Math.sin(anomaly) * rate,
      b * Math.cos(anomaly) * rate
    };
  }
}
