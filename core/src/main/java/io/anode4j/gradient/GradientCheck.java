package io.anode4j.gradient;

import io.anode4j.gradient.GradientReport.Cost;
import io.anode4j.gradient.GradientReport.Finding;
import io.anode4j.gradient.GradientReport.Outcome;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Checks gradients of a field: its own vector-Jacobian product and every strategy against central
 * finite differences, and the strategies against each other, with respect to initial states,
 * parameters, start times and output times.
 *
 * <pre>{@code
 * GradientReport report =
 *     GradientCheck.of(Solver.dopri5(1e-6, 1e-7))
 *         .check(field, y0, OutputLoss.sumOfSquares(), 0, 0.5, 1);
 * report.passed();
 * report.toString(); // a table
 * }</pre>
 *
 * <p>Each group of components moves along one drawn direction of plus and minus ones. An error is
 * the difference of the derivatives along it over the gradient's norm in the group, so that an
 * error of a single component in a group of n shows as about 1/√n of its share. States are float32,
 * of 6e-8 relative rounding; the differences are fitted over large steps, which leaves some 1e-5 of
 * noise, estimated for each direction and added to the tolerance five times. On top of it come 1e-4
 * for the field alone (sums of a thousand float32 products, and a margin of ten), and {@link
 * #tolerance} for solves: their steps change with what is moved, which a gradient takes as given.
 *
 * @param solver method and tolerances; tight ones tell more
 * @param strategies what to check, the first one being what the others are compared with
 * @param tolerance relative difference of gradients that counts as agreement
 * @param groups most groups of components of the initial states, and of the parameters
 * @param seed of the directions
 */
public record GradientCheck(
    Solver solver, List<GradientStrategy> strategies, double tolerance, int groups, long seed) {
  static final String FIELD = "field";

  private static final String DIFFERENCES = "differences";
  private static final double FIELD_TOLERANCE = 1e-4;
  private static final double MARGIN = 5;

  /** Differences with an uncertainty above this share of the gradient say nothing. */
  private static final double NOISE = 0.05;

  /** Tolerance with fixed steps, whose times' gradients are those of the flow, not of the steps. */
  private static final double FIXED = 1e-3;

  /** Checks and copies. */
  public GradientCheck {
    strategies = List.copyOf(strategies);
    if (strategies.isEmpty() || !(tolerance > 0) || groups < 1) {
      throw new IllegalArgumentException(
          String.format(
              "A gradient check of %d strategies, with tolerance %s and %d groups; expected at"
                  + " least one strategy, a tolerance above 0 and at least one group",
              strategies.size(), tolerance, groups));
    }
    strategies.forEach(s -> s.check(solver));
  }

  /**
   * A check of all strategies that take a solver, to a hundred times its relative tolerance (some
   * hundred steps), in at most 16 groups.
   *
   * @param solver method and tolerances
   * @return the check
   */
  public static GradientCheck of(Solver solver) {
    boolean adaptive = solver.adaptive();
    List<GradientStrategy> all =
        Stream.of(
                GradientStrategy.discrete(),
                GradientStrategy.checkpointed(),
                GradientStrategy.continuousAdjoint(
                    adaptive ? solver.rtol() : 1e-5, adaptive ? solver.atol() : 1e-6),
                GradientStrategy.reversible())
            .filter(s -> s.takes(solver))
            .toList();
    double tolerance = adaptive ? Math.max(FIELD_TOLERANCE, 100 * solver.rtol()) : FIXED;
    return new GradientCheck(solver, all, tolerance, 16, 1);
  }

  /** The same check of other strategies. */
  public GradientCheck with(GradientStrategy... others) {
    return new GradientCheck(solver, List.of(others), tolerance, groups, seed);
  }

  /** The same check with another tolerance. */
  public GradientCheck withTolerance(double relative) {
    return new GradientCheck(solver, strategies, relative, groups, seed);
  }

  /**
   * Checks one batch over the same times.
   *
   * @param field right-hand side, with its vector-Jacobian product
   * @param y0 initial states {@code [rows × dimension]} at {@code times[0]}
   * @param loss function of the states at all times, the start included
   * @param times at least one time, increasing or decreasing; the first is the start
   * @return findings and costs
   * @throws ArithmeticException when a row of the solve does not arrive
   */
  public GradientReport check(VectorField field, Matrix y0, OutputLoss loss, double... times) {
    double[] t0 = new double[y0.rows()];
    Arrays.fill(t0, times[0]);
    return check(field, t0, y0, OutputTimes.same(y0.rows(), times), loss);
  }

  /**
   * Checks one batch, each row over its own times. Start times of rows whose first output is at the
   * start, and those outputs, are left out: they cannot be moved apart.
   *
   * @param field right-hand side, with its vector-Jacobian product
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param times output times of each row
   * @param loss function of the outputs
   * @return findings and costs
   * @throws ArithmeticException when a row of the solve does not arrive
   */
  public GradientReport check(
      VectorField field, double[] t0, Matrix y0, OutputTimes times, OutputLoss loss) {
    SplittableRandom random = new SplittableRandom(seed);
    GradientCheckPoint at = new GradientCheckPoint(field, t0, y0, times);
    List<Direction> values = Direction.ofValues(at, groups, random);
    List<Finding> findings = new ArrayList<>();
    FieldGradient own = FieldGradient.at(at, random);
    for (Direction d : values) {
      Difference difference = Difference.of(h -> own.loss(at.moved(d, h)), d.step());
      findings.add(compared(FIELD, d, difference, own.gradient(d.quantity()), FIELD_TOLERANCE));
    }
    List<Direction> all = new ArrayList<>(values);
    all.addAll(Direction.ofTimes(at, random));
    List<Gradients> gradients = new ArrayList<>();
    List<Cost> costs = new ArrayList<>();
    for (GradientStrategy strategy : strategies) {
      Gradients g = new DifferentiableSolver(solver, strategy).solve(field, t0, y0, times, loss);
      g.solution().orThrow();
      gradients.add(g);
      costs.add(new Cost(name(strategy), g.statistics()));
    }
    for (Direction d : all) {
      Difference difference = Difference.of(h -> loss(at.moved(d, h), loss), d.step());
      for (int i = 0; i < gradients.size(); i++) {
        double[] gradient = d.quantity().of(gradients.get(i));
        String name = name(strategies.get(i));
        findings.add(compared(name, d, difference, gradient, tolerance(strategies.get(i))));
      }
    }
    againstEachOther(gradients, findings);
    return new GradientReport(findings, costs);
  }

  private double loss(GradientCheckPoint at, OutputLoss loss) {
    Matrix unused = new Matrix(at.times().total(), at.field().dimension());
    return loss.evaluate(solver.solve(at.field(), at.t0(), at.y0(), at.times()), unused);
  }

  private static String name(GradientStrategy strategy) {
    return strategy.getClass().getSimpleName();
  }

  /** The adjoint has tolerances of its own. */
  private double tolerance(GradientStrategy strategy) {
    return strategy instanceof GradientStrategy.ContinuousAdjoint adjoint
        ? Math.max(tolerance, 100 * adjoint.rtol())
        : tolerance;
  }

  private static Finding compared(
      String subject, Direction d, Difference difference, double[] gradient, double allowed) {
    double found = d.along(gradient);
    double expected = difference.value();
    double size = Math.max(d.norm(gradient), Math.max(Math.abs(found), Math.abs(expected)));
    double error = size == 0 ? 0 : Math.abs(found - expected) / size;
    double noise = size == 0 ? 0 : difference.uncertainty() / size;
    double limit = allowed + MARGIN * noise;
    Outcome outcome = outcome(error, limit);
    boolean noisy = !(noise <= NOISE) && Double.isFinite(found);
    return new Finding(
        subject,
        DIFFERENCES,
        d.name(),
        expected,
        found,
        error,
        limit,
        noisy ? Outcome.UNDECIDED : outcome);
  }

  private static Outcome outcome(double error, double limit) {
    return error <= limit ? Outcome.AGREES : Outcome.DISAGREES;
  }

  private void againstEachOther(List<Gradients> gradients, List<Finding> findings) {
    for (int i = 1; i < gradients.size(); i++) {
      for (Quantity q : Quantity.values()) {
        double[] one = q.of(gradients.get(0));
        double[] other = q.of(gradients.get(i));
        if (one.length > 0) {
          double limit = Math.max(tolerance(strategies.get(0)), tolerance(strategies.get(i)));
          findings.add(same(i, q, one, other, limit));
        }
      }
    }
  }

  private Finding same(int index, Quantity q, double[] one, double[] other, double limit) {
    double apart = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < one.length; i++) {
      apart += (one[i] - other[i]) * (one[i] - other[i]);
      first += one[i] * one[i];
      second += other[i] * other[i];
    }
    double size = Math.sqrt(Math.max(first, second));
    double error = size == 0 ? 0 : Math.sqrt(apart) / size;
    return new Finding(
        name(strategies.get(index)),
        name(strategies.get(0)),
        q.label(),
        Math.sqrt(first),
        Math.sqrt(second),
        error,
        limit,
        outcome(error, limit));
  }
}
