package io.anode4j.benchmark;

/**
 * The gradient of the sum of squares of all outputs in double precision: Runge–Kutta 4 with so many
 * steps between outputs, every stage kept and pulled back.
 *
 * @param states with respect to the initial states, {@code [rows × dimension]}
 * @param parameters with respect to the parameters
 */
record TightGradient(double[] states, double[] parameters) {
  private static final double[] NODE = {0, 0.5, 0.5, 1};
  private static final double[] WEIGHT = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};

  static TightGradient of(DoubleField field, float[] y0, double[] times, int stepsBetween) {
    int d = field.dimension();
    double[] states = new double[y0.length];
    double[] parameters = new double[field.parameters()];
    int steps = stepsBetween * (times.length - 1);
    double[][] y = new double[steps + 1][d];
    for (int r = 0; r < y0.length / d; r++) {
      for (int j = 0; j < d; j++) {
        y[0][j] = y0[r * d + j];
      }
      double[][][] stages = new double[steps][4][d];
      for (int n = 0; n < steps; n++) {
        step(field, times, stepsBetween, n, y, stages[n]);
      }
      double[] ct = new double[d];
      for (int n = steps; n >= 0; n--) {
        if (n < steps) {
          pull(field, times, stepsBetween, n, stages[n], ct, parameters);
        }
        for (int j = 0; n % stepsBetween == 0 && j < d; j++) {
          ct[j] += 2 * y[n][j];
        }
      }
      System.arraycopy(ct, 0, states, r * d, d);
    }
    return new TightGradient(states, parameters);
  }

  private static double size(double[] times, int between, int n) {
    return (times[n / between + 1] - times[n / between]) / between;
  }

  private static double time(double[] times, int between, int n) {
    return times[n / between] + n % between * size(times, between, n);
  }

  /** A step; keeps the inputs of its stages. */
  private static void step(
      DoubleField field, double[] times, int between, int n, double[][] y, double[][] inputs) {
    int d = field.dimension();
    double h = size(times, between, n);
    double[] k = new double[d];
    double[] sum = y[n].clone();
    for (int s = 0; s < 4; s++) {
      for (int j = 0; j < d; j++) {
        inputs[s][j] = y[n][j] + (s == 0 ? 0 : NODE[s] * h * k[j]);
      }
      field.evaluate(time(times, between, n) + NODE[s] * h, inputs[s], k);
      for (int j = 0; j < d; j++) {
        sum[j] += WEIGHT[s] * h * k[j];
      }
    }
    y[n + 1] = sum;
  }

  private static void pull(
      DoubleField field,
      double[] times,
      int between,
      int n,
      double[][] inputs,
      double[] ct,
      double[] parameters) {
    int d = field.dimension();
    double h = size(times, between, n);
    double[] back = new double[d];
    double[] kappa = new double[d];
    double[] total = ct.clone();
    for (int s = 3; s >= 0; s--) {
      for (int j = 0; j < d; j++) {
        kappa[j] = WEIGHT[s] * h * ct[j] + (s == 3 ? 0 : NODE[s + 1] * h * back[j]);
      }
      field.pullback(time(times, between, n) + NODE[s] * h, inputs[s], kappa, back, parameters);
      for (int j = 0; j < d; j++) {
        total[j] += back[j];
      }
    }
    System.arraycopy(total, 0, ct, 0, d);
  }

  /** ‖found − expected‖ / ‖expected‖. */
  static double error(double[] expected, float[] found) {
    double apart = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      apart += (found[i] - expected[i]) * (found[i] - expected[i]);
      size += expected[i] * expected[i];
    }
    return Math.sqrt(apart / size);
  }
}
