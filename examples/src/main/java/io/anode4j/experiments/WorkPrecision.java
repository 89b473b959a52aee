package io.anode4j.experiments;

import io.anode4j.anode.NeuralOde;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.TiedResidualStack;
import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.DoubleField;
import io.anode4j.ode.DoubleSolution;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What methods cost and what they reach on a pendulum, and how a residual network meets its ODE.
 *
 * @param fixed every method at fixed steps
 * @param adaptive every embedded method at tolerances
 * @param depths depths of the residual network
 * @param distances largest distance from the neural ODE at each depth
 */
record WorkPrecision(
    List<Curve> fixed, List<Adaptive> adaptive, double[] depths, double[] distances) {
  private static final double SPAN = 10;
  private static final double[] TOLERANCES = {1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9};

  /** The finest steps whose error is above rounding show the order. */
  private static final int FINEST = 4;

  private static final double ROUNDING = 3e-12;

  /** How often all tolerances are timed. */
  private static final int ROUNDS = 10;

  /**
   * Order p says that errors from all starts are below C·hᵖ. From a single start terms of an error
   * can cancel at the steps looked at, so the order is read off the mean square over some starts.
   */
  private static final int STARTS = 8;

  private static final DoubleField PENDULUM =
      VectorField.withFiniteDifferences(
          2,
          (t, y, dy) -> {
            dy[0] = y[1];
            dy[1] = -Math.sin(y[0]);
          });

  /** A method at fixed steps: evaluations, errors, and the order that they show. */
  record Curve(ButcherTableau method, double[] evaluations, double[] errors) {
    double order() {
      int end = errors.length;
      while (end > FINEST && !(errors[end - 1] > ROUNDING)) {
        end--;
      }
      double[] steps = Arrays.copyOfRange(evaluations, end - FINEST, end);
      return -Fit.ofLogarithms(steps, Arrays.copyOfRange(errors, end - FINEST, end), 0, 10).slope();
    }

    boolean holds() {
      return order() > method.order() - 0.3;
    }
  }

  /** A method at tolerances. */
  record Adaptive(
      ButcherTableau method,
      double[] tolerances,
      double[] evaluations,
      double[] errors,
      double[] microseconds) {
    double slope() {
      return Fit.ofLogarithms(tolerances, errors, 0, 1).slope();
    }

    double linearity() {
      return Fit.of(evaluations, microseconds).share();
    }
  }

  static WorkPrecision of(long seed, Setting setting) {
    SplittableRandom random = new SplittableRandom(seed);
    Solver exact = Solver.dopri8(1e-13, 1e-13).withMaxSteps(100_000);
    double[][] starts = new double[STARTS][];
    double[][] ends = new double[STARTS][];
    for (int i = 0; i < STARTS; i++) {
      starts[i] = new double[] {1 + random.nextDouble(), random.nextDouble()};
      ends[i] = end(exact, starts[i]);
    }
    double[] start = starts[0];
    double[] end = ends[0];
    int budget = setting.choose(1000, 50_000, 500_000);
    List<Curve> fixed =
        ButcherTableau.all().stream().map(method -> fixed(method, starts, ends)).toList();
    fastest(Solver.dopri5(1e-6, 1e-6), start, 20 * repeats(200, budget)); // compiled by then
    List<Adaptive> adaptive =
        ButcherTableau.all().stream()
            .filter(ButcherTableau::embedded)
            .map(method -> adaptive(method, start, end, budget))
            .toList();
    double[] depths = {4, 8, 16, 32, 64, 128, 256};
    return new WorkPrecision(fixed, adaptive, depths, distances(depths, seed));
  }

  private static double[] end(Solver solver, double[] start) {
    return last(solver.solve(PENDULUM, start, 0, SPAN));
  }

  private static double[] last(DoubleSolution solution) {
    double[][] states = solution.orThrow().row(0);
    return states[states.length - 1];
  }

  private static double distance(double[] a, double[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  private static Curve fixed(ButcherTableau method, double[][] starts, double[][] ends) {
    int[] steps = {10, 14, 20, 28, 40, 56, 80, 112, 160, 320, 640, 1280, 2560, 5120};
    double[] evaluations = new double[steps.length];
    double[] errors = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      double squares = 0;
      for (int k = 0; k < STARTS; k++) {
        DoubleSolution solution =
            Solver.fixed(method, SPAN / steps[i]).solve(PENDULUM, starts[k], 0, SPAN);
        evaluations[i] = solution.rows().get(0).evaluations();
        // An implicit stage may have no solution that Newton finds at a step of 1.
        boolean solved = solution.rows().get(0).status() == RowStatus.SUCCESS;
        double error = solved ? distance(last(solution), ends[k]) : Double.NaN;
        squares += error * error;
      }
      errors[i] = Math.sqrt(squares / STARTS);
    }
    return new Curve(method, evaluations, errors);
  }

  private static Adaptive adaptive(
      ButcherTableau method, double[] start, double[] end, int budget) {
    int n = TOLERANCES.length;
    double[] evaluations = new double[n];
    double[] errors = new double[n];
    double[] microseconds = new double[n];
    for (int i = 0; i < n; i++) {
      Solver solver = Solver.adaptive(method, TOLERANCES[i], TOLERANCES[i]).withMaxSteps(1_000_000);
      DoubleSolution solution = solver.solve(PENDULUM, start, 0, SPAN);
      evaluations[i] = solution.rows().get(0).evaluations();
      errors[i] = distance(last(solution), end);
      microseconds[i] = Double.POSITIVE_INFINITY;
    }
    // In rounds, as code is compiled better while it runs: no tolerance is timed by slower code.
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < n; i++) {
        Solver solver =
            Solver.adaptive(method, TOLERANCES[i], TOLERANCES[i]).withMaxSteps(1_000_000);
        int repeats = repeats(evaluations[i], budget / ROUNDS);
        microseconds[i] = Math.min(microseconds[i], fastest(solver, start, repeats));
      }
    }
    return new Adaptive(method, TOLERANCES, evaluations, errors, microseconds);
  }

  /** As many solves as spend a budget of evaluations. */
  private static int repeats(double evaluations, int budget) {
    return (int) Math.max(1, budget / evaluations);
  }

  /** The least of some times is the one that others on the machine disturbed least. */
  private static double fastest(Solver solver, double[] start, int repeats) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < repeats; k++) {
      long before = System.nanoTime();
      end(solver, start);
      least = Math.min(least, (System.nanoTime() - before) / 1e3);
    }
    return least;
  }

  private static double[] distances(double[] depths, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer field = Mlp.in(layout, "field", Activation.TANH, 4, 32, 4);
    ParameterLayout built = layout.build();
    Network ode = Network.create(NeuralOde.of(field, Solver.dopri5(1e-6, 1e-6)), built, seed);
    Matrix x = new Matrix(64, 4);
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < 64; r++) {
      for (int j = 0; j < 4; j++) {
        x.set(r, j, (float) random.nextGaussian());
      }
    }
    float[] truth = ode.apply(x).toArray();
    return Arrays.stream(depths)
        .map(
            depth -> {
              Layer stack = new TiedResidualStack(field, (int) depth);
              float[] y = new Network(stack, ode.parameters()).apply(x).toArray();
              double most = 0;
              for (int i = 0; i < y.length; i++) {
                most = Math.max(most, Math.abs(y[i] - truth[i]));
              }
              return most;
            })
        .toArray();
  }

  boolean ordersHold() {
    return fixed.stream().allMatch(Curve::holds);
  }

  boolean tolerancesHold() {
    return adaptive.stream().allMatch(curve -> curve.slope() > 0.6 && curve.slope() < 1.4);
  }

  Adaptive named(String method) {
    return adaptive.stream()
        .filter(curve -> curve.method().name().equals(method))
        .findFirst()
        .orElseThrow();
  }

  double depthOrder() {
    return -Fit.ofLogarithms(depths, distances, 0, 1e9).slope();
  }

  /** A line of order 1 through the last point. */
  double[] orderOne() {
    int last = depths.length - 1;
    return Arrays.stream(depths).map(d -> distances[last] * depths[last] / d).toArray();
  }
}
