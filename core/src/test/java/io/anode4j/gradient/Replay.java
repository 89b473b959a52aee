package io.anode4j.gradient;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.StepTable;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.util.ArrayDeque;
import java.util.Deque;

/** The recorded steps of a row once more, in double precision and with other initial states. */
final class Replay {
  private Replay() {}

  /**
   * States at the outputs of one row, {@code [outputs × dimension]}; NaN where none was reached.
   */
  static double[][] outputs(
      ButcherTableau m, VectorField.RowFunction f, StepTable<Matrix> steps, int row, double[] y0) {
    int first = steps.outputs().offsets()[row];
    double[][] outputs = new double[steps.outputs().count(row)][];
    for (int o = 0; o < outputs.length; o++) {
      boolean atStart = steps.outputs().times()[first + o] == steps.startTime(row);
      outputs[o] = atStart ? y0 : null;
    }
    double[] y = y0;
    for (int step : inOrder(steps, row)) {
      double t = steps.time(step);
      double h = steps.step(step);
      double[][] k = stages(m, f, t, h, y);
      for (int o = steps.outputFrom(step); o < steps.outputTo(step); o++) {
        double theta = (steps.outputs().times()[o] - t) / h;
        outputs[o - first] = theta == 1 ? end(m, h, y, k) : dense(m, h, y, k, theta);
      }
      y = end(m, h, y, k);
    }
    return outputs;
  }

  static Iterable<Integer> inOrder(StepTable<?> steps, int row) {
    Deque<Integer> order = new ArrayDeque<>();
    for (int s = steps.last(row); s >= 0; s = steps.previous(s)) {
      order.addFirst(s);
    }
    return order;
  }

  static double[][] stages(
      ButcherTableau m, VectorField.RowFunction f, double t, double h, double[] y) {
    double[][] k = new double[m.stages()][y.length];
    for (int s = 0; s < m.stages(); s++) {
      double[] input = y.clone();
      for (int i = 0; i < s; i++) {
        add(input, h * m.a()[s][i], k[i]);
      }
      f.evaluate(t + m.c()[s] * h, input, k[s]);
    }
    return k;
  }

  static double[] end(ButcherTableau m, double h, double[] y, double[][] k) {
    double[] state = y.clone();
    for (int s = 0; s + 1 < m.stages(); s++) {
      add(state, h * m.a()[m.stages() - 1][s], k[s]);
    }
    return state;
  }

  static double[] dense(ButcherTableau m, double h, double[] y, double[][] k, double theta) {
    double[] state = y.clone();
    for (int s = 0; s < m.stages(); s++) {
      for (int p = 0; p < m.degree(); p++) {
        add(state, h * m.dense()[s][p] * Math.pow(theta, p + 1), k[s]);
      }
    }
    return state;
  }

  private static void add(double[] to, double factor, double[] x) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * x[j];
    }
  }
}
