package io.anode4j.experiments;

import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.DoubleGradients;
import io.anode4j.gradient.DoubleOutputLoss;
import io.anode4j.gradient.GradientStrategy;
import io.anode4j.gradient.Gradients;
import io.anode4j.gradient.OutputLoss;
import io.anode4j.ode.DoubleField;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;

/**
 * One gradient of damped pendulums: how far from the truth, and what it cost.
 *
 * @param error largest error of a component, over the largest component of the true gradient
 * @param gradients the gradient with its counts
 * @param microseconds fastest of some times of forward and backward pass together
 */
record GradientCost(double error, Gradients gradients, double microseconds) {
  private static final int ROWS = 16;
  private static final double SPAN = 10;

  /** A damped pendulum with its vector-Jacobian product. */
  private static final DoubleField PENDULUM =
      VectorField.of(
          2,
          (t, y, dy) -> {
            dy[0] = y[1];
            dy[1] = -Math.sin(y[0]) - 0.3 * y[1];
          },
          (t, y, ct, back) -> {
            back[0] = -Math.cos(y[0]) * ct[1];
            back[1] = ct[0] - 0.3 * ct[1];
          });

  /** Pendulums to differentiate, and their true gradient. */
  record Problem(double[][] starts, double[][] truth) {
    static Problem of(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      double[][] starts = new double[ROWS][2];
      DoubleMatrix y0 = new DoubleMatrix(ROWS, 2);
      DoubleMatrix weights = new DoubleMatrix(2 * ROWS, 2);
      for (int r = 0; r < ROWS; r++) {
        for (int j = 0; j < 2; j++) {
          starts[r][j] = (float) (4 * random.nextDouble() - 2);
          y0.value(r, j, starts[r][j]);
          weights.value(2 * r + 1, j, 1);
        }
      }
      DoubleGradients exact =
          new DifferentiableSolver(Solver.dopri8(1e-12, 1e-12))
              .withoutTimes()
              .solve(PENDULUM, y0, DoubleOutputLoss.weighted(weights), 0, SPAN);
      double[][] truth = new double[ROWS][2];
      for (int r = 0; r < ROWS; r++) {
        for (int j = 0; j < 2; j++) {
          truth[r][j] = exact.initialStates().value(r, j);
        }
      }
      return new Problem(starts, truth);
    }

    GradientCost measure(Solver solver, GradientStrategy strategy, int repeats) {
      Matrix y0 = new Matrix(ROWS, 2);
      Matrix weights = new Matrix(2 * ROWS, 2);
      for (int r = 0; r < ROWS; r++) {
        for (int j = 0; j < 2; j++) {
          y0.set(r, j, (float) starts[r][j]);
          weights.set(2 * r + 1, j, 1);
        }
      }
      DifferentiableSolver differentiable =
          new DifferentiableSolver(solver, strategy).withoutTimes();
      double least = Double.POSITIVE_INFINITY;
      Gradients found = null;
      for (int k = 0; k < repeats || found == null; k++) {
        long before = System.nanoTime();
        found = differentiable.solve(PENDULUM, y0, OutputLoss.weighted(weights), 0, SPAN);
        least = Math.min(least, (System.nanoTime() - before) / 1e3);
      }
      return new GradientCost(error(found.initialStates()), found, least);
    }

    private double error(Matrix found) {
      double most = 0;
      double size = 0;
      for (int r = 0; r < ROWS; r++) {
        for (int j = 0; j < 2; j++) {
          most = Math.max(most, Math.abs(found.get(r, j) - truth[r][j]));
          size = Math.max(size, Math.abs(truth[r][j]));
        }
      }
      return most / size;
    }
  }

  /** Evaluations of the backward pass for each of the forward pass. */
  double backwardRatio() {
    return (double) gradients.statistics().backwardEvaluations()
        / gradients.statistics().forwardEvaluations();
  }

  long bytes() {
    return gradients.statistics().bytesHeld();
  }
}
