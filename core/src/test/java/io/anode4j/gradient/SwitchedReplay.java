package io.anode4j.gradient;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.DoubleSolution;
import io.anode4j.ode.MethodSegment;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.StepTable;
import io.anode4j.ode.SwitchingIntegrator;
import io.anode4j.ode.SwitchingSolver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.DoubleMatrix;
import java.util.List;

/**
 * The recorded steps of a switched solve once more with other initial states or parameters, each
 * segment by its method: what a discrete gradient is the gradient of.
 */
record SwitchedReplay(
    SwitchingSolver solver, OutputTimes times, List<MethodSegment<DoubleMatrix>> segments) {
  static SwitchedReplay of(
      SwitchingSolver solver, VectorField field, double[] t0, DoubleMatrix y0, OutputTimes times) {
    SwitchingIntegrator<DoubleMatrix> integrator =
        new SwitchingIntegrator<>(
            solver, field.dimension(), field.doubleEvaluator(), DoubleSolution::new);
    integrator.recordSteps();
    integrator.solve(t0, y0, times);
    return new SwitchedReplay(solver, times, integrator.segments());
  }

  /** When a row changes its method, by the bits of the recorded solve. */
  double[] switches(int row) {
    return segments.stream()
        .filter(s -> place(s, row) >= 0)
        .skip(1)
        .mapToDouble(s -> s.steps().startTime(place(s, row)))
        .toArray();
  }

  private static int place(MethodSegment<?> segment, int row) {
    int place = segment.rows().length - 1;
    while (place >= 0 && segment.rows()[place] != row) {
      place--;
    }
    return place;
  }

  /** The outputs of a row, weighted and summed; those that it did not reach count nothing. */
  double loss(VectorField.RowFunction f, int row, double[] start, DoubleMatrix weights) {
    double sum = 0;
    double[] y = start.clone();
    for (MethodSegment<DoubleMatrix> segment : segments) {
      int at = place(segment, row);
      if (at >= 0) {
        // Outputs of the table are those of the solve from this row's first one on.
        int shift = segment.outputs()[at] - segment.steps().outputs().offsets()[at];
        Walk walk = new Walk(f, segment, weights, shift);
        sum += walk.ofStart(at, y);
        for (int step : Replay.inOrder(segment.steps(), at)) {
          sum += walk.step(step, y);
        }
      }
    }
    return sum;
  }

  private final class Walk {
    private final VectorField.RowFunction f;
    private final MethodSegment<DoubleMatrix> segment;
    private final DoubleMatrix weights;
    private final int shift;
    private double[] first = {};

    Walk(
        VectorField.RowFunction f,
        MethodSegment<DoubleMatrix> segment,
        DoubleMatrix weights,
        int shift) {
      this.f = f;
      this.segment = segment;
      this.weights = weights;
      this.shift = shift;
    }

    double ofStart(int at, double[] y) {
      StepTable<DoubleMatrix> steps = segment.steps();
      first = new double[y.length];
      f.evaluate(steps.startTime(at), y, first);
      double sum = 0;
      OutputTimes asked = steps.outputs();
      for (int o = asked.offsets()[at];
          o < asked.offsets()[at + 1] && asked.times()[o] == steps.startTime(at);
          o++) {
        sum += weighted(o, y);
      }
      return sum;
    }

    /** Makes a step, which leaves its end in y; returns its outputs, weighted. */
    double step(int step, double[] y) {
      StepTable<DoubleMatrix> steps = segment.steps();
      double t = steps.time(step);
      double h = steps.step(step);
      if (steps.restarts(step)) {
        f.evaluate(t, y, first);
      }
      ButcherTableau m = (segment.implicit() ? solver.implicit() : solver.explicit()).tableau();
      double[][] k =
          segment.implicit()
              ? ImplicitReplay.stages(m, f, t, h, y, first)
              : Replay.stages(m, f, t, h, y);
      double[] end = segment.implicit() ? Replay.dense(m, h, y, k, 1) : Replay.end(m, h, y, k);
      double sum = 0;
      for (int o = steps.outputFrom(step); o < steps.outputTo(step); o++) {
        double theta = steps.theta(step, o);
        sum += weighted(o, theta == 1 ? end : Replay.dense(m, h, y, k, theta));
      }
      first = k[m.stages() - 1];
      System.arraycopy(end, 0, y, 0, y.length);
      return sum;
    }

    private double weighted(int output, double[] y) {
      double[] w = weights.row(output + shift);
      double sum = 0;
      for (int j = 0; j < y.length; j++) {
        sum += w[j] * y[j];
      }
      return sum;
    }
  }
}
