package io.anode4j.gradient;

import io.anode4j.gradient.GradientReport.Finding;
import io.anode4j.gradient.GradientReport.Outcome;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.ode.StepController;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
 * <p>Each group of components moves along a drawn direction of plus and minus ones, for the field
 * also along its gradient's signs, where nothing cancels. An error is the difference of the
 * derivatives along it over the gradient's norm in the group, so that an error of a single
 * component in a group of n shows as about 1/√n of its share. States are float32, of 6e-8 relative
 * rounding; the differences are fitted over large steps, which leaves some 1e-5 of noise, estimated
 * for each direction and added to the tolerance five times. On top of it come 1e-4 for the field
 * alone (sums of a thousand float32 products, and a margin of ten), and {@link #tolerance} for
 * solves: their steps change with what is moved, which a gradient takes as given.
 *
 * <h2>Where a derivative is 0</h2>
 *
 * A derivative of 0 (a constant field, a loss that ignores an output, a norm that the solve keeps)
 * is found and differenced as rounding, of which every share is wrong. So a gradient is never taken
 * for smaller than what it can be told from:
 *
 * <ul>
 *   <li>Each float32 term of what is differenced is off by up to 2⁻²⁴ ≈ 6e-8 of itself. Over a step
 *       of a tenth of what is moved, and six and a half times as much by the fit, that is 4e-6 of
 *       the terms' size over the size of what is moved. For the field, terms that did not move do
 *       not count, unless none did. A difference below this bound agrees.
 *   <li>In a solve, 0 is what is left when large terms cancel, each right to the solver's
 *       tolerance: the tolerance is a share of those terms. To times they are cotangent · slope; to
 *       states and parameters the loss's terms cotangent · output over the size of what is moved.
 * </ul>
 *
 * Both scale with loss, field and states, so that a factor of them changes no verdict. A gradient a
 * thousandth the size of its terms is still told from one that is 1 % wrong. {@link
 * GradientReport.Finding#zero} names what was 0.
 *
 * <p>What disagrees is looked at a second time over other steps, as one unlucky rounding in
 * thousands is no error, and solves with at least forty steps in the longest row, as at rest or
 * under loose tolerances steps outgrow what a gradient needs. The better look counts.
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

  static final double FIELD_TOLERANCE = 1e-4;

  /** A second look goes to other places, so that one unlucky rounding accuses nobody. */
  static final double SECOND_LOOK = 0.8;

  /** Least steps of the longest row in a second look at solves. */
  private static final int STEPS = 40;

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
    double[] t0 = OutputTimes.starts(y0.rows(), times);
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
    List<Direction> directions = new ArrayList<>(Direction.ofValues(at, groups, random));
    FieldGradient own = FieldGradient.at(at, random);
    List<Finding> findings = new ArrayList<>();
    directions.forEach(d -> findings.add(own.compared(at, d)));
    directions.addAll(Direction.ofTimes(at, random));
    SolveGradients first = SolveGradients.of(this, solver, at, loss);
    List<Finding> solves = first.compared(directions, 1);
    if (solves.stream().anyMatch(f -> f.outcome() != Outcome.AGREES)) {
      SolveGradients shorter = first.again(shorterSteps(at));
      solves = better(solves, shorter.compared(directions, SECOND_LOOK));
    }
    findings.addAll(solves);
    return new GradientReport(findings, first.costs());
  }

  private static List<Finding> better(List<Finding> one, List<Finding> other) {
    return IntStream.range(0, one.size())
        .mapToObj(i -> Comparison.better(one.get(i), other.get(i)))
        .toList();
  }

  /** At rest, and where tolerances are loose, steps grow beyond what a gradient needs. */
  private Solver shorterSteps(GradientCheckPoint at) {
    if (!(solver.controller() instanceof StepController.Adaptive steps)) {
      return solver;
    }
    double longest = 0;
    for (int r = 0; r < at.times().rows(); r++) {
      for (double t : at.times().row(r)) {
        longest = Math.max(longest, Math.abs(t - at.t0()[r]));
      }
    }
    double step = longest / STEPS;
    return step > steps.minStep() && step < steps.maxStep()
        ? solver.withMaxStep(step).withMaxSteps(Math.max(solver.maxSteps(), 100 * STEPS))
        : solver;
  }

  /** The adjoint has tolerances of its own. */
  double tolerance(GradientStrategy strategy) {
    return strategy instanceof GradientStrategy.ContinuousAdjoint adjoint
        ? Math.max(tolerance, 100 * adjoint.rtol())
        : tolerance;
  }
}
