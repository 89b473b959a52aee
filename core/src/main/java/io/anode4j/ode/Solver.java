package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method with its step-size rule and limits: an immutable value, shared freely between threads.
 *
 * @param tableau the method
 * @param controller fixed or adaptive steps
 * @param maxSteps attempted steps a row before it ends as {@link RowStatus#TOO_MANY_STEPS}
 * @param maxEvaluations evaluations a row before it ends as {@link RowStatus#BUDGET}; looked at
 *     after each step, so that a row may spend one step's stages more
 * @param forced times at which a step must end
 * @param events what ends a row before its last time, or changes its state on the way
 */
public record Solver(
    ButcherTableau tableau,
    StepController controller,
    int maxSteps,
    int maxEvaluations,
    ForcedTimes forced,
    Events events) {

  /** Enough for any field worth solving explicitly, small enough to end a hopeless row. */
  public static final int DEFAULT_MAX_STEPS = 4096;

  /** Checks the combination. */
  public Solver {
    StepController.check(controller, tableau);
    forced.check(tableau);
    if (maxSteps < 1 || maxEvaluations < 1) {
      throw new IllegalArgumentException(
          "maxSteps is "
              + maxSteps
              + " and maxEvaluations "
              + maxEvaluations
              + "; expected at least 1");
    }
  }

  /**
   * A method with either tolerances or a fixed step, and no other limits.
   *
   * @param tableau the method
   * @param rtol relative tolerance; ignored with a fixed step
   * @param atol absolute tolerance; ignored with a fixed step
   * @param fixedStep size of fixed steps, or NaN for adaptive ones
   * @param maxSteps attempted steps a row
   */
  public Solver(ButcherTableau tableau, double rtol, double atol, double fixedStep, int maxSteps) {
    this(
        tableau,
        Double.isNaN(fixedStep)
            ? new StepController.Adaptive(rtol, atol)
            : new StepController.Fixed(fixedStep),
        maxSteps,
        Integer.MAX_VALUE,
        ForcedTimes.NONE,
        Events.NONE);
  }

  /**
   * A method with adaptive steps.
   *
   * @param tableau an embedded method
   * @param rtol relative tolerance of a step
   * @param atol absolute tolerance of a step
   * @return the solver
   */
  public static Solver adaptive(ButcherTableau tableau, double rtol, double atol) {
    return new Solver(tableau, rtol, atol, Double.NaN, DEFAULT_MAX_STEPS);
  }

  /**
   * A method with fixed steps; the last step ends on the last time.
   *
   * @param tableau any method
   * @param step size of the steps
   * @return the solver
   */
  public static Solver fixed(ButcherTableau tableau, double step) {
    StepController steps = new StepController.Fixed(step);
    int most = Integer.MAX_VALUE;
    return new Solver(tableau, steps, most, most, ForcedTimes.NONE, Events.NONE);
  }

  /** Dormand–Prince 5(4) with adaptive steps. */
  public static Solver dopri5(double rtol, double atol) {
    return adaptive(ButcherTableau.dopri5(), rtol, atol);
  }

  /** Tsitouras 5(4) with adaptive steps. */
  public static Solver tsit5(double rtol, double atol) {
    return adaptive(ButcherTableau.tsit5(), rtol, atol);
  }

  /** Bogacki–Shampine 3(2) with adaptive steps. */
  public static Solver bosh3(double rtol, double atol) {
    return adaptive(ButcherTableau.bosh3(), rtol, atol);
  }

  /** Prince–Dormand 8(7) with adaptive steps. */
  public static Solver dopri8(double rtol, double atol) {
    return adaptive(ButcherTableau.dopri8(), rtol, atol);
  }

  /**
   * Kværnø 5(4) with adaptive steps, for stiff fields; its steps look ahead beyond their end, at
   * most to 1.23 of a step after the last time.
   */
  public static Solver kvaerno5(double rtol, double atol) {
    return adaptive(ButcherTableau.kvaerno5(), rtol, atol);
  }

  /** Kennedy–Carpenter 4(3) with adaptive steps, for stiff fields. */
  public static Solver kencarp4(double rtol, double atol) {
    return adaptive(ButcherTableau.kencarp4(), rtol, atol);
  }

  /** Classical Runge–Kutta of order 4 with fixed steps; the last step ends on the last time. */
  public static Solver rk4(double step) {
    return fixed(ButcherTableau.rk4(), step);
  }

  /** Explicit midpoint rule with fixed steps; the last step ends on the last time. */
  public static Solver midpoint(double step) {
    return fixed(ButcherTableau.midpoint(), step);
  }

  /** Explicit Euler with fixed steps; the last step ends on the last time. */
  public static Solver euler(double step) {
    return fixed(ButcherTableau.euler(), step);
  }

  private Solver with(StepController steps) {
    return new Solver(tableau, steps, maxSteps, maxEvaluations, forced, events);
  }

  private StepController.Adaptive adaptiveSteps() {
    return StepController.adaptive(controller, tableau);
  }

  /** The same solver with another rule for the next step's size. */
  public Solver withFilter(ErrorFilter filter) {
    StepController.Adaptive s = adaptiveSteps();
    return with(s.with(filter, s.minStep(), s.maxStep()));
  }

  /** The same solver with a smallest step; rows that need a smaller one end. */
  public Solver withMinStep(double smallest) {
    StepController.Adaptive s = adaptiveSteps();
    return with(s.with(s.filter(), smallest, s.maxStep()));
  }

  /** The same solver with a largest step. */
  public Solver withMaxStep(double largest) {
    StepController.Adaptive s = adaptiveSteps();
    return with(s.with(s.filter(), s.minStep(), largest));
  }

  /** The same solver with an absolute tolerance for each component; the relative one stays. */
  public Solver withComponentAtol(double... atol) {
    StepController.Adaptive s = adaptiveSteps();
    return with(s.withComponents(s.componentRtol(), listOf(atol)));
  }

  /** The same solver with a relative tolerance for each component; the absolute one stays. */
  public Solver withComponentRtol(double... rtol) {
    StepController.Adaptive s = adaptiveSteps();
    return with(s.withComponents(listOf(rtol), s.componentAtol()));
  }

  /** The same solver with another step limit. */
  public Solver withMaxSteps(int limit) {
    return new Solver(tableau, controller, limit, maxEvaluations, forced, events);
  }

  /** The same solver with a budget of evaluations a row. */
  public Solver withMaxEvaluations(int limit) {
    return new Solver(tableau, controller, maxSteps, limit, forced, events);
  }

  /**
   * The same solver with steps that end on given times, in place of those given before.
   *
   * @param times finite times, in any order
   * @return the solver
   */
  public Solver stepAt(double... times) {
    ForcedTimes more = new ForcedTimes(listOf(times), forced.jumps());
    return new Solver(tableau, controller, maxSteps, maxEvaluations, more, events);
  }

  /**
   * The same solver for a field that is discontinuous in time at given times, in place of those
   * given before. The field is evaluated just before and just after, never there.
   *
   * @param times finite times, in any order
   * @return the solver
   */
  public Solver jumpAt(double... times) {
    ForcedTimes more = new ForcedTimes(forced.steps(), listOf(times));
    return new Solver(tableau, controller, maxSteps, maxEvaluations, more, events);
  }

  private static List<Double> listOf(double... times) {
    return Arrays.stream(times).boxed().toList();
  }

  /** The same solver with rows that end at an event, or with null at their last times alone. */
  public Solver withEvent(@Nullable Event terminal) {
    return terminal == null ? withEvents() : withEvents(terminal);
  }

  /**
   * The same solver with events, in place of those given before. Several are watched at once; each
   * ends its row or, by {@link Event#then}, changes its state and lets it go on.
   */
  public Solver withEvents(Event... several) {
    return with(new Events(List.of(several), events.most()));
  }

  /** The same solver with a limit of the events of a row that change its state. */
  public Solver withMaxEvents(int limit) {
    return with(new Events(events.all(), limit));
  }

  private Solver with(Events other) {
    return new Solver(tableau, controller, maxSteps, maxEvaluations, forced, other);
  }

  /** True for adaptive steps. */
  public boolean adaptive() {
    return controller instanceof StepController.Adaptive;
  }

  /** Relative tolerance of a step; NaN for fixed steps. */
  public double rtol() {
    return controller instanceof StepController.Adaptive steps ? steps.rtol() : Double.NaN;
  }

  /** Absolute tolerance of a step; NaN for fixed steps. */
  public double atol() {
    return controller instanceof StepController.Adaptive steps ? steps.atol() : Double.NaN;
  }

  /** Size of fixed steps; NaN for adaptive ones. */
  public double fixedStep() {
    return controller instanceof StepController.Fixed steps ? steps.step() : Double.NaN;
  }

  /**
   * Solves one batch over the same times. A {@link DoubleField} is solved in float64, and the
   * outputs are rounded; networks are solved in float32.
   *
   * @param field right-hand side
   * @param y0 initial states {@code [rows × dimension]} at {@code times[0]}
   * @param times at least one time, increasing or decreasing; the first is the start
   * @return states at all times, the start included
   */
  public Solution solve(VectorField field, Matrix y0, double... times) {
    return solve(
        field, OutputTimes.starts(y0.rows(), times), y0, OutputTimes.same(y0.rows(), times));
  }

  /**
   * Solves one batch, each row over its own times. A {@link DoubleField} is solved in float64, and
   * the outputs are rounded; networks are solved in float32.
   *
   * @param field right-hand side
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param times output times of each row
   * @return states at all output times with a status and statistics for each row
   */
  public Solution solve(VectorField field, double[] t0, Matrix y0, OutputTimes times) {
    if (field instanceof DoubleField) {
      return solve(field, t0, DoubleMatrix.widened(y0), times).narrowed();
    }
    Integrator<Matrix> integrator = new Integrator<>(this, field.dimension(), field.evaluator());
    return Solution.of(integrator, times, integrator.solve(t0, y0, times));
  }

  /**
   * Solves one batch over the same times in float64.
   *
   * @param field right-hand side: a {@link DoubleField} for full accuracy
   * @param y0 initial states {@code [rows × dimension]} at {@code times[0]}
   * @param times at least one time, increasing or decreasing; the first is the start
   * @return states at all times, the start included
   */
  public DoubleSolution solve(VectorField field, DoubleMatrix y0, double... times) {
    return solve(
        field, OutputTimes.starts(y0.rows(), times), y0, OutputTimes.same(y0.rows(), times));
  }

  /** The same for one row, from a state {@code [dimension]}. */
  public DoubleSolution solve(VectorField field, double[] y0, double... times) {
    return solve(field, DoubleMatrix.of(y0), times);
  }

  /**
   * Solves one batch in float64, each row over its own times.
   *
   * @param field right-hand side: a {@link DoubleField} for full accuracy
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param times output times of each row
   */
  public DoubleSolution solve(VectorField field, double[] t0, DoubleMatrix y0, OutputTimes times) {
    Integrator<DoubleMatrix> integrator =
        new Integrator<>(this, field.dimension(), field.doubleEvaluator());
    return DoubleSolution.of(integrator, times, integrator.solve(t0, y0, times));
  }

  /**
   * Solves one batch and keeps it whole: the state and its derivative at any time of each row's
   * span, and every accepted step. A {@link DoubleField} is solved in float64.
   *
   * @param field right-hand side
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param t1 end time of each row
   * @return the continuous solution
   */
  public DenseSolution solveDense(VectorField field, double[] t0, Matrix y0, double[] t1) {
    return DenseSolution.of(this, field, t0, y0, t1);
  }

  /** The same in float64. */
  public DenseSolution solveDense(VectorField field, double[] t0, DoubleMatrix y0, double[] t1) {
    return DenseSolution.of(this, field, t0, y0, t1);
  }
}
