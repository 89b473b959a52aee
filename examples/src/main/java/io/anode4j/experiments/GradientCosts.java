package io.anode4j.experiments;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.chart.Scene;
import io.anode4j.gradient.GradientStrategy;
import io.anode4j.ode.Solver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Four ways to a gradient: exactness, memory, evaluations, by tolerance and by steps. */
final class GradientCosts implements Experiment {
  private static final double[] TOLERANCES = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6};
  private static final int[] STEPS = {100, 400, 1600, 6400};
  private static final String ADJOINT = "continuous adjoint";
  private static final String DISCRETE = "discrete";
  private static final String CHECKPOINTED = "checkpointed";
  private static final String IMPLICIT = "discrete, kvaerno5";
  private static final String RATIO = "NFE back / NFE there";

  @Override
  public String name() {
    return "gradients";
  }

  @Override
  public String claim() {
    return "The adjoint method needs memory that does not grow with depth, and its reverse pass"
        + " takes about half as many evaluations as the forward pass.";
  }

  @Override
  public String source() {
    return "Chen, Rubanova, Bettencourt and Duvenaud, Neural ordinary differential equations,"
        + " NeurIPS 2018, table 1 and figure 3c.";
  }

  @Override
  public String budget() {
    return "1 min";
  }

  private static Map<String, GradientStrategy> strategies(double tolerance) {
    Map<String, GradientStrategy> strategies = new LinkedHashMap<>();
    strategies.put(DISCRETE, GradientStrategy.discrete());
    strategies.put(CHECKPOINTED, GradientStrategy.checkpointed());
    strategies.put(ADJOINT, GradientStrategy.continuousAdjoint(tolerance, tolerance));
    strategies.put("reversible", GradientStrategy.reversible());
    return strategies;
  }

  /** One seed: each strategy by tolerance, and by the number of fixed steps. */
  private record Run(
      Map<String, List<GradientCost>> adaptive, Map<String, List<GradientCost>> fixed) {
    double[] adaptive(String strategy, ToDoubleFunction<GradientCost> value) {
      return adaptive.getOrDefault(strategy, List.of()).stream().mapToDouble(value).toArray();
    }

    double[] bytes(String strategy) {
      return fixed.getOrDefault(strategy, List.of()).stream()
          .mapToDouble(GradientCost::bytes)
          .toArray();
    }

    double growth(String strategy) {
      double[] bytes = bytes(strategy);
      return bytes[bytes.length - 1] / bytes[0];
    }
  }

  private static Run measure(long seed, int repeats) {
    GradientCost.Problem problem = GradientCost.Problem.of(seed);
    Map<String, List<GradientCost>> adaptive = new LinkedHashMap<>();
    Map<String, List<GradientCost>> fixed = new LinkedHashMap<>();
    for (double tolerance : TOLERANCES) {
      Solver solver = Solver.dopri5(tolerance, tolerance);
      strategies(tolerance)
          .forEach((name, how) -> add(adaptive, name, problem.measure(solver, how, repeats)));
      Solver implicit = Solver.kvaerno5(tolerance, tolerance);
      GradientCost cost = problem.measure(implicit, GradientStrategy.discrete(), 1);
      add(adaptive, IMPLICIT, cost);
    }
    for (int steps : STEPS) {
      Solver solver = Solver.rk4(10.0 / steps).withMaxSteps(100_000);
      strategies(1e-4).forEach((name, how) -> add(fixed, name, problem.measure(solver, how, 1)));
    }
    return new Run(adaptive, fixed);
  }

  private static void add(Map<String, List<GradientCost>> to, String name, GradientCost cost) {
    to.computeIfAbsent(name, key -> new ArrayList<>()).add(cost);
  }

  @Override
  public void run(Setting setting, Findings findings) {
    int repeats = setting.choose(1, 30, 100);
    List<Run> runs = setting.eachSeed(seed -> measure(seed, repeats));
    for (int i = 0; i < runs.size(); i++) {
      measured(runs.get(i), i + 1L, findings);
    }
    findings.picture("gradients", picture(runs.get(0)));
    conclude(runs, findings);
  }

  private static void measured(Run run, long seed, Findings findings) {
    run.adaptive()
        .forEach(
            (name, costs) -> {
              for (int i = 1; i < TOLERANCES.length; i += 2) {
                String at = " at tolerance 1e-" + (i + 2);
                findings.measured(name, "error" + at, seed, costs.get(i).error());
                findings.measured(name, RATIO + at, seed, costs.get(i).backwardRatio());
                findings.measured(name, "microseconds" + at, seed, costs.get(i).microseconds());
              }
            });
    run.fixed()
        .forEach(
            (name, costs) -> {
              findings.measured(name, "bytes held, 100 steps", seed, costs.get(0).bytes());
              GradientCost last = costs.get(STEPS.length - 1);
              findings.measured(name, "bytes held, 6400 steps", seed, last.bytes());
            });
  }

  private static Scene picture(Run run) {
    Plot error =
        Plot.titled("Exactness")
            .withAxes("tolerance", "error of the gradient")
            .logarithmicX()
            .logarithmicY();
    Plot ratio =
        Plot.titled("Reverse against forward")
            .withAxes("tolerance", "evaluations back, for each one there")
            .logarithmicX();
    Plot memory =
        Plot.titled("Memory")
            .withAxes("steps of rk4", "bytes held for the backward pass")
            .logarithmicX()
            .logarithmicY();
    Ink[] inks = {Ink.FORECAST, Ink.THIRD, Ink.OUTCOME, Ink.FIFTH, Ink.FOURTH};
    double[] steps = Arrays.stream(STEPS).asDoubleStream().toArray();
    int i = 0;
    for (String name : run.adaptive().keySet()) {
      Ink ink = inks[i++];
      error = error.curve(name, TOLERANCES, run.adaptive(name, GradientCost::error), ink);
      ratio = ratio.curve(name, TOLERANCES, run.adaptive(name, GradientCost::backwardRatio), ink);
      if (run.fixed().containsKey(name)) {
        memory = memory.curve(name, steps, run.bytes(name), ink);
      }
    }
    return Plots.row(
        "Four gradients",
        "Sixteen damped pendulums over ten units of time. Discrete and checkpointed are the same"
            + " gradient, so their curves of exactness lie on one another. The continuous adjoint holds"
            + " 0 bytes at any number of steps, which a logarithmic axis cannot show. Seed 1.",
        error,
        ratio,
        memory);
  }

  private static boolean sameBits(Run run) {
    return Arrays.equals(
        run.adaptive(DISCRETE, GradientCost::error),
        run.adaptive(CHECKPOINTED, GradientCost::error));
  }

  private static boolean adjointStaysFlat(Run run) {
    double[] adjoint = run.bytes(ADJOINT);
    return adjoint[0] == adjoint[adjoint.length - 1] && run.growth(DISCRETE) > 50;
  }

  private static boolean closer(Run run) {
    double[] discrete = run.adaptive(DISCRETE, GradientCost::error);
    double[] adjoint = run.adaptive(ADJOINT, GradientCost::error);
    return discrete[1] < adjoint[1] && discrete[3] < adjoint[3];
  }

  private static void conclude(List<Run> runs, Findings findings) {
    findings.concluded(
        "memory of the continuous adjoint is the same at 100 and 6,400 steps, that of the discrete"
            + " gradient grows at least fiftyfold",
        runs,
        GradientCosts::adjointStaysFlat);
    findings.concluded(
        "checkpointed and discrete gradient have the same error to the bit",
        runs,
        GradientCosts::sameBits);
    findings.concluded(
        "at tolerances 1e-3 and 1e-5 the discrete gradient is closer to the truth than the adjoint",
        runs,
        GradientCosts::closer);
    findings.concluded(
        "figure 3c: the adjoint's reverse pass takes fewer evaluations than the forward pass, at"
            + " every tolerance",
        runs,
        r -> Arrays.stream(r.adaptive(ADJOINT, GradientCost::backwardRatio)).allMatch(x -> x < 1));
    findings.compared(
        "evaluations of the adjoint's reverse pass for each forward one",
        "about 0.5 (figure 3c, implicit Adams)",
        findings.over(ADJOINT, RATIO + " at tolerance 1e-3")
            + " at 1e-3, "
            + findings.over(ADJOINT, RATIO + " at tolerance 1e-5")
            + " at 1e-5 (dopri5)");
    findings.compared(
        "the same of the discrete gradient",
        "–",
        findings.over(DISCRETE, RATIO + " at tolerance 1e-3"));
    findings.compared(
        "memory in the number of layers or steps",
        "adjoint O(1), backpropagation O(L) (table 1)",
        findings.over(ADJOINT, "bytes held, 6400 steps")
            + " bytes against "
            + findings.over(DISCRETE, "bytes held, 6400 steps")
            + " at 6,400 steps");
    findings.differs(
        "The paper trains a network on MNIST and solves by implicit Adams; here damped pendulums are"
            + " solved by dopri5, whose steps need no solution of equations.");
    findings.differs(
        "The adjoint's tolerance is that of the solve. States are float32, the true gradient is"
            + " computed in float64 at 1e-12.");
  }
}
