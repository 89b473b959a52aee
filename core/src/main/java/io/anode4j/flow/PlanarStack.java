package io.anode4j.flow;

import io.anode4j.nn.Parameters;

/** One thread's workspace for a {@link PlanarFlow}: one point at a time, in double precision. */
final class PlanarStack {
  private final PlanarFlow flow;
  private final int d;
  private final int depth;
  private final double[] u;
  private final double[] w;
  private final double[] b;

  /** û of each map, w·û, and what û took from w. */
  private final double[] uHat;

  private final double[] product;

  /** Points between the maps. */
  private final double[][] points;

  private final double[] cotangent;
  private final double[] uHatCotangent;
  private boolean loaded;

  PlanarStack(PlanarFlow flow) {
    this.flow = flow;
    d = flow.dimension();
    depth = flow.depth();
    u = new double[depth * d];
    w = new double[depth * d];
    b = new double[depth];
    uHat = new double[depth * d];
    product = new double[depth];
    points = new double[depth + 1][d];
    cotangent = new double[d];
    uHatCotangent = new double[d];
  }

  void load(Parameters parameters) {
    parameters.layout().require(flow.u());
    parameters.layout().require(flow.w());
    parameters.layout().require(flow.b());
    loaded = true;
    float[] v = parameters.values();
    for (int i = 0; i < depth * d; i++) {
      u[i] = v[flow.u().offset() + i];
      w[i] = v[flow.w().offset() + i];
    }
    for (int k = 0; k < depth; k++) {
      b[k] = v[flow.b().offset() + k];
      double wu = dot(w, k * d, u, k * d);
      double norm = dot(w, k * d, w, k * d);
      double pull = norm == 0 ? 0 : gap(wu) / norm;
      for (int i = k * d; i < (k + 1) * d; i++) {
        uHat[i] = u[i] + pull * w[i];
      }
      product[k] = dot(w, k * d, uHat, k * d);
    }
  }

  private double dot(double[] a, int from, double[] c, int at) {
    double sum = 0;
    for (int i = 0; i < d; i++) {
      sum += a[from + i] * c[at + i];
    }
    return sum;
  }

  /** m(x) − x with m(x) = −1 + ln(1 + eˣ). */
  private static double gap(double x) {
    return -1 + Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))) - x;
  }

  /** Carries a point through all maps; returns the log determinant. */
  double forward(double[] z) {
    if (!loaded) {
      throw new IllegalStateException(
          "A planar flow was to be evaluated before weights were loaded; call load(parameters) on"
              + " the objective first");
    }
    System.arraycopy(z, 0, points[0], 0, d);
    double logDeterminant = 0;
    for (int k = 0; k < depth; k++) {
      double h = Math.tanh(dot(w, k * d, points[k], 0) + b[k]);
      for (int i = 0; i < d; i++) {
        points[k + 1][i] = points[k][i] + uHat[k * d + i] * h;
      }
      logDeterminant += Math.log1p((1 - h * h) * product[k]);
    }
    return logDeterminant;
  }

  double[] end() {
    return points[depth];
  }

  /**
   * Reverse of the last {@link #forward}, adding to a flat gradient.
   *
   * @param dEnd cotangent of the end point
   * @param dLog cotangent of the log determinant
   */
  void backward(double[] dEnd, double dLog, double[] gradient) {
    System.arraycopy(dEnd, 0, cotangent, 0, d);
    for (int k = depth - 1; k >= 0; k--) {
      int at = k * d;
      double h = Math.tanh(dot(w, at, points[k], 0) + b[k]);
      double slope = 1 - h * h;
      double determinant = 1 + slope * product[k];
      double share = dLog / determinant;
      double ds = slope * dot(cotangent, 0, uHat, at) - 2 * h * slope * share * product[k];
      for (int i = 0; i < d; i++) {
        uHatCotangent[i] = h * cotangent[i] + share * slope * w[at + i];
        gradient[flow.w().offset() + at + i] += ds * points[k][i] + share * slope * uHat[at + i];
        cotangent[i] += ds * w[at + i];
      }
      gradient[flow.b().offset() + k] += ds;
      pullConstraint(at, gradient);
    }
  }

  /** Reverse of {@code û = u + gap(w·u)·w/‖w‖²}. */
  private void pullConstraint(int at, double[] gradient) {
    double norm = dot(w, at, w, at);
    double wu = dot(w, at, u, at);
    double pull = norm == 0 ? 0 : gap(wu) / norm;
    double along = dot(uHatCotangent, 0, w, at);
    double slope = norm == 0 ? 0 : -along / norm / (1 + Math.exp(wu));
    for (int i = 0; i < d; i++) {
      gradient[flow.u().offset() + at + i] += uHatCotangent[i] + slope * w[at + i];
      gradient[flow.w().offset() + at + i] +=
          slope * u[at + i]
              + pull * uHatCotangent[i]
              - (norm == 0 ? 0 : 2 * pull * along / norm * w[at + i]);
    }
  }

  /**
   * Carries a point back in place: {@code w·z} is the root of a rising function of one variable.
   */
  void inverse(double[] y) {
    for (int k = depth - 1; k >= 0; k--) {
      double target = dot(w, k * d, y, 0);
      double low = target - Math.abs(product[k]);
      double high = target + Math.abs(product[k]);
      for (int i = 0; i < 200 && low < high; i++) {
        double middle = 0.5 * (low + high);
        if (middle == low || middle == high) {
          break;
        }
        boolean below = middle + product[k] * Math.tanh(middle + b[k]) < target;
        low = below ? middle : low;
        high = below ? high : middle;
      }
      double h = Math.tanh(high + b[k]);
      for (int i = 0; i < d; i++) {
        y[i] -= uHat[k * d + i] * h;
      }
    }
  }
}
