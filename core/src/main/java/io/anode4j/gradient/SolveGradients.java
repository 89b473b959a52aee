package io.anode4j.gradient;

import io.anode4j.gradient.GradientReport.Cost;
import io.anode4j.gradient.GradientReport.Finding;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The gradients of one solve by every strategy of a check, and what they are compared with. */
final class SolveGradients {
  private final GradientCheck check;
  private final Solver solver;
  private final GradientCheckPoint at;
  private final OutputLoss loss;
  private final List<Gradients> gradients;
  private final GradientScale scale;

  private SolveGradients(
      GradientCheck check,
      Solver solver,
      GradientCheckPoint at,
      OutputLoss loss,
      List<Gradients> gradients) {
    this.check = check;
    this.solver = solver;
    this.at = at;
    this.loss = loss;
    this.gradients = gradients;
    scale = new GradientScale(at, gradients.get(0), loss);
  }

  /**
   * Solves and differentiates.
   *
   * @throws ArithmeticException when a row of the solve does not arrive
   */
  static SolveGradients of(
      GradientCheck check, Solver solver, GradientCheckPoint at, OutputLoss loss) {
    List<Gradients> all = new ArrayList<>();
    for (GradientStrategy strategy : check.strategies()) {
      DifferentiableSolver differentiable = new DifferentiableSolver(solver, strategy);
      Gradients g = differentiable.solve(at.field(), at.t0(), at.y0(), at.times(), loss);
      g.solution().orThrow();
      all.add(g);
    }
    return new SolveGradients(check, solver, at, loss, all);
  }

  /**
   * The same by another solver, the loss brought to cotangents of ordinary size on the way back:
   * the adjoint's absolute tolerance takes them to be so.
   */
  SolveGradients again(Solver other) {
    double size = scale.cotangentSize();
    double factor = size > 0 && Double.isFinite(size) ? 1 / size : 1;
    OutputLoss ordinary =
        (solution, cotangents) -> {
          double value = loss.evaluate(solution, cotangents);
          scale(cotangents.data(), factor);
          return factor * value;
        };
    SolveGradients result = of(check, other, at, ordinary);
    result.gradients.forEach(g -> scale(g, 1 / factor));
    return new SolveGradients(check, other, at, loss, result.gradients);
  }

  private static void scale(Gradients g, double factor) {
    scale(g.initialStates().data(), factor);
    scale(g.parameters(), factor);
    for (double[] times : List.of(g.startTimes(), g.outputTimes())) {
      Arrays.setAll(times, i -> times[i] * factor);
    }
  }

  private static void scale(float[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
  }

  /** Every strategy against differences along each direction, then against the first. */
  List<Finding> compared(List<Direction> directions, double share) {
    List<Finding> findings = new ArrayList<>();
    for (Direction d : directions) {
      Difference difference = Difference.of(h -> sum(at.moved(d, h)), share * d.step(), 0);
      for (int i = 0; i < gradients.size(); i++) {
        double[] gradient = d.quantity().of(gradients.get(i));
        GradientStrategy strategy = check.strategies().get(i);
        Comparison compared =
            new Comparison(name(strategy), gradient, check.tolerance(strategy), scale.of(d));
        findings.add(compared.with(d, difference, difference.roundingOfAll()));
      }
    }
    for (int i = 1; i < gradients.size(); i++) {
      for (Quantity q : Quantity.values()) {
        if (q.of(gradients.get(0)).length > 0) {
          findings.add(againstFirst(i, q, directions));
        }
      }
    }
    return findings;
  }

  private TermSum sum(GradientCheckPoint moved) {
    Matrix cotangents = new Matrix(moved.times().total(), moved.field().dimension());
    Solution solution = moved.solve(solver);
    double value = loss.evaluate(solution, cotangents);
    return GradientScale.terms(value, cotangents, solution.values());
  }

  private Finding againstFirst(int index, Quantity q, List<Direction> directions) {
    GradientStrategy first = check.strategies().get(0);
    GradientStrategy strategy = check.strategies().get(index);
    double allowed = Math.max(check.tolerance(first), check.tolerance(strategy));
    double size = scale.of(q, directions);
    return new Comparison(name(strategy), q.of(gradients.get(index)), allowed, size)
        .with(name(first), q.of(gradients.get(0)), q.label(), scale.rounding(q, directions));
  }

  /** What each strategy cost. */
  List<Cost> costs() {
    List<Cost> costs = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      costs.add(new Cost(name(check.strategies().get(i)), gradients.get(i).statistics()));
    }
    return costs;
  }

  private static String name(GradientStrategy strategy) {
    return strategy.getClass().getSimpleName();
  }
}
