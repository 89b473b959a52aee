package io.anode4j.examples;

import io.anode4j.anode.LayerField;
import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.Gradients;
import io.anode4j.gradient.OutputLoss;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.DoubleField;
import io.anode4j.ode.ParametricField;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.optim.Optimizer;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A universal differential equation (Rackauckas et al. 2020): a pendulum's gravity is known, its
 * drag is not, and a network learns the drag from two swings. Both go on where the data end, beside
 * a network that had to learn all of it, and gravity without drag.
 *
 * <p>It does not help everywhere: of a predator and its prey, tried first, the known rates with a
 * network were at most as good as the network alone. A pendulum was taken because here the known
 * part carries what happens after the data end.
 */
public final class KnownPartAndNetwork {
  private static final Solver SOLVER = Solver.dopri5(1e-5, 1e-6);
  private static final double[] MEASURED = times(0, 10, 51);
  private static final double[] LATER = times(10, 25, 76);
  private static final Matrix START = Matrix.of(new float[][] {{2.5f, 0}});

  /** Measurements ahead of each that a fit looks. */
  private static final int AHEAD = 5;

  private static final int STEPS = 1500;

  private KnownPartAndNetwork() {}

  /**
   * Root mean squared errors after the data end.
   *
   * @param together of the known part plus a network
   * @param alone of a network that learns everything
   * @param knownAlone of the known part without any network
   */
  record Result(double together, double alone, double knownAlone) {}

  private static double[] times(double from, double to, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> from + (to - from) * i / (count - 1))
        .toArray();
  }

  /** y[0] is the angle, y[1] its speed; drag is that of oil and of air. */
  private static final DoubleField TRUTH =
      VectorField.of(
          2,
          (t, y, dy) -> {
            dy[0] = y[1];
            dy[1] = -Math.sin(y[0]) - 0.1 * y[1] - 0.1 * y[1] * Math.abs(y[1]);
          });

  private static final DoubleField KNOWN =
      VectorField.of(
          2,
          (t, y, dy) -> {
            dy[0] = y[1];
            dy[1] = -Math.sin(y[0]);
          },
          (t, y, ct, yCt) -> {
            yCt[0] = -Math.cos(y[0]) * ct[1];
            yCt[1] = ct[0];
          });

  static Result run() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "drag", Activation.TANH, 2, 16, 16, 2);
    Parameters fresh = new Parameters(layout.build());
    Initializer glorot = Initializer.glorotUniform(1);
    mlp.initialize(fresh, glorot, Initializer.glorotUniform(0.1), new SplittableRandom(1));
    ParametricField network = new LayerField(mlp, fresh);
    return new Result(error(fitted(network.plus(KNOWN))), error(fitted(network)), error(KNOWN));
  }

  /**
   * Multiple shooting: from every measured state to the next few. Over the whole time, a field that
   * knows little runs off to where no gradient leads back.
   */
  private static VectorField fitted(ParametricField field) {
    Solution measured = SOLVER.solve(TRUTH, START, MEASURED);
    int rows = MEASURED.length - AHEAD;
    double[] near = times(0, AHEAD * MEASURED[1], AHEAD + 1);
    Matrix starts = new Matrix(rows, 2);
    for (int r = 0; r < rows; r++) {
      starts.set(r, 0, measured.value(0, r, 0));
      starts.set(r, 1, measured.value(0, r, 1));
    }
    OutputLoss error =
        (solution, cotangents) -> {
          double sum = 0;
          for (int r = 0; r < rows; r++) {
            for (int i = 0; i <= AHEAD; i++) {
              for (int j = 0; j < 2; j++) {
                float e = solution.value(r, i, j) - measured.value(0, r + i, j);
                cotangents.set(r * (AHEAD + 1) + i, j, 2 * e / rows);
                sum += e * e / rows;
              }
            }
          }
          return sum;
        };
    ParameterLayout.Builder layout = ParameterLayout.builder();
    float[] start = field.parameterValues();
    layout.add("weights", 1, start.length);
    Parameters weights = new Parameters(layout.build(), start);
    Optimizer adam = Optimizer.adam();
    DifferentiableSolver solver = new DifferentiableSolver(SOLVER);
    for (int step = 0; step < STEPS; step++) {
      Gradients g = solver.solve(field.withParameterValues(weights.values()), starts, error, near);
      adam.step(weights, g.parameters(), 0.01 * Math.pow(0.01, (double) step / STEPS));
    }
    return field.withParameterValues(weights.values());
  }

  private static double error(VectorField field) {
    double[] times = DoubleStream.concat(DoubleStream.of(0), DoubleStream.of(LATER)).toArray();
    Solution truth = SOLVER.solve(TRUTH, START, times);
    Solution found = SOLVER.solve(field, START, times);
    double sum = 0;
    for (int i = 1; i < times.length; i++) {
      for (int j = 0; j < 2; j++) {
        double e = found.value(0, i, j) - truth.value(0, i, j);
        sum += e * e / (2 * LATER.length);
      }
    }
    return Math.sqrt(sum);
  }
}
