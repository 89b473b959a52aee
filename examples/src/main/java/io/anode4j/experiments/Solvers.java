package io.anode4j.experiments;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.chart.Scene;
import io.anode4j.ode.ButcherTableau;
import java.util.List;

/** From Euler to adaptive solvers: what steps, tolerances and depth buy. */
final class Solvers implements Experiment {
  private static final String ORDER = "order found";
  private static final String SLOPE = "slope of log error in log tolerance";
  private static final String LINEAR = "R² of time in NFE";
  private static final String RESNET = "ResNet of depth L";

  @Override
  public String name() {
    return "solvers";
  }

  @Override
  public String claim() {
    return "Methods keep their order, a tolerance buys accuracy, time is proportional to"
        + " evaluations, and a residual network is Euler's method: order 1 in its depth.";
  }

  @Override
  public String source() {
    return "Chen, Rubanova, Bettencourt and Duvenaud, Neural ordinary differential equations,"
        + " NeurIPS 2018, equations 1 and 2, figures 3a and 3b.";
  }

  @Override
  public String budget() {
    return "30 s";
  }

  @Override
  public void run(Setting setting, Findings findings) {
    List<WorkPrecision> runs = setting.eachSeed(seed -> WorkPrecision.of(seed, setting));
    for (int i = 0; i < runs.size(); i++) {
      measure(runs.get(i), i + 1L, findings);
    }
    WorkPrecision first = runs.get(0);
    findings.picture("work-precision", workPrecision(first));
    findings.picture("tolerance", tolerance(first));
    conclude(runs, findings);
  }

  private static Scene workPrecision(WorkPrecision run) {
    Plot[] plots = {
      plot("Explicit, low order"), plot("Explicit, high order"), plot("Implicit, L-stable")
    };
    Ink[] inks = {Ink.FORECAST, Ink.OUTCOME, Ink.THIRD, Ink.FOURTH, Ink.FIFTH, Ink.HISTORY};
    int[] used = new int[3];
    for (WorkPrecision.Curve curve : run.fixed()) {
      int panel = curve.method().implicit() ? 2 : curve.method().order() <= 3 ? 0 : 1;
      Ink ink = inks[used[panel]++ % inks.length];
      String name = curve.method().name() + " (" + Figures.rounded(curve.order()) + ")";
      plots[panel] = plots[panel].curve(name, curve.evaluations(), curve.errors(), ink);
    }
    return Plots.row(
        "Error against evaluations, fixed steps",
        "Pendulums from 8 starts over 10 units of time against a reference at 1e-13; in brackets"
            + " the order that the slope shows at the finest steps above rounding. Seed 1.",
        plots);
  }

  private static Plot plot(String title) {
    return Plot.titled(title)
        .withAxes("evaluations of the field", "error at the end")
        .within(20, 1e5, 1e-14, 10)
        .logarithmicX()
        .logarithmicY();
  }

  private static Scene tolerance(WorkPrecision run) {
    Plot error =
        Plot.titled("A tolerance buys accuracy")
            .withAxes("tolerance", "error at the end")
            .logarithmicX()
            .logarithmicY();
    Plot time =
        Plot.titled("Time is proportional to evaluations")
            .withAxes("evaluations of the field", "microseconds a solve");
    Ink[] inks = {
      Ink.FOURTH, Ink.FIFTH, Ink.FORECAST, Ink.THIRD, Ink.OUTCOME, Ink.HISTORY, Ink.BASELINE
    };
    int i = 0;
    for (WorkPrecision.Adaptive curve : run.adaptive()) {
      if (curve.method().order() == 2 && i > 0) {
        continue; // one method of second order looks like the others
      }
      Ink ink = inks[i++ % inks.length];
      String name = curve.method().name();
      error = error.curve(name, curve.tolerances(), curve.errors(), ink);
      if (!curve.method().implicit() && curve.method().order() > 4) {
        time = time.dots(name, curve.evaluations(), curve.microseconds(), 3, ink);
      }
    }
    double[] ends = {1e-9, 1e-3};
    error = error.curve("error = tolerance", ends, ends, Mark.Stroke.dashed(Ink.RULE, 1.2));
    Plot depth =
        Plot.titled("A residual network is Euler's method")
            .withAxes("depth L", "distance from the ODE")
            .logarithmicX()
            .logarithmicY()
            .curve("tied weights, step 1/L", run.depths(), run.distances(), Ink.FORECAST)
            .curve("order 1", run.depths(), run.orderOne(), Mark.Stroke.dashed(Ink.RULE, 1.2));
    return Plots.row(
        "Tolerance, time, depth",
        "Adaptive methods on the same pendulum, and a residual network of tied random weights"
            + " against the neural ODE of the same field. Seed 1.",
        error,
        time,
        depth);
  }

  private static void conclude(List<WorkPrecision> runs, Findings findings) {
    findings.concluded(
        "every method at fixed steps shows its order or more, to 0.3",
        runs,
        WorkPrecision::ordersHold);
    findings.concluded(
        "error falls with each tenfold smaller tolerance, slope 0.6 to 1.4, for every method",
        runs,
        WorkPrecision::tolerancesHold);
    findings.concluded(
        "time against evaluations of dopri5 is a line (R² above 0.95)",
        runs,
        run -> run.named("dopri5").linearity() > 0.95);
    findings.concluded(
        "a residual network meets its ODE at order 0.9 to 1.1 in depth",
        runs,
        run -> Math.abs(run.depthOrder() - 1) < 0.1);
    String dopri5 = ButcherTableau.dopri5().name();
    findings.compared(
        "log error against log tolerance, dopri5",
        "a line (figure 3a), no number printed",
        "slope " + findings.over(dopri5, SLOPE));
    findings.compared(
        "time against evaluations, dopri5",
        "a line (figure 3b), no number printed",
        "R² " + findings.over(dopri5, LINEAR));
    findings.compared(
        "order of a residual network in depth",
        "equations 1 and 2: Euler, so 1",
        findings.over(RESNET, ORDER));
    findings.differs(
        "The paper measures on its trained MNIST network; here a pendulum with a reference solution"
            + " is solved, because there the error is known.");
    findings.differs(
        "An order is the slope over the four finest steps whose error is above rounding. Order p"
            + " says that errors from all starts are below C·hᵖ: it is read off the mean square"
            + " over 8 starts, as terms of the error from a single one can cancel, and showing more"
            + " than p does not contradict it.");
    findings.differs("Times are those of this JVM after warm-up, on a machine that may be shared.");
  }

  private static void measure(WorkPrecision run, long seed, Findings findings) {
    for (WorkPrecision.Curve curve : run.fixed()) {
      findings.measured(curve.method().name(), "order in theory", seed, curve.method().order());
      findings.measured(curve.method().name(), ORDER, seed, curve.order());
    }
    for (WorkPrecision.Adaptive curve : run.adaptive()) {
      String name = curve.method().name();
      findings.measured(name, SLOPE, seed, curve.slope());
      findings.measured(name, LINEAR, seed, curve.linearity());
      findings.measured(name, "NFE at tolerance 10⁻⁶", seed, curve.evaluations()[3]);
      findings.measured(name, "error at tolerance 10⁻⁶", seed, curve.errors()[3]);
    }
    findings.measured(RESNET, "order in theory", seed, 1);
    findings.measured(RESNET, ORDER, seed, run.depthOrder());
  }
}
