package io.anode4j.benchmark;

import io.anode4j.anode.LayerField;
import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.GradientStatistics;
import io.anode4j.gradient.GradientStrategy;
import io.anode4j.gradient.Gradients;
import io.anode4j.gradient.OutputLoss;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The tables of gradients in docs/benchmarks.md: error against double precision, evaluations both
 * ways, memory and time of every strategy, on W3, on a stiff field and over many steps.
 */
public final class GradientTable {
  private static final long NANOS = 1_000_000L;

  private final PrintStream out;

  /** Time to warm up and to measure each line, in ms. */
  private final long patience;

  GradientTable(PrintStream out, long patience) {
    this.out = out;
    this.patience = patience;
  }

  /** Prints all tables; an argument sets the ms that each line is measured for. */
  public static void main(String[] args) throws IOException {
    new GradientTable(System.out, args.length > 0 ? Long.parseLong(args[0]) : 3000).print();
  }

  private void print() throws IOException {
    w3();
    stiff();
    memory();
  }

  private static List<GradientStrategy> strategies(double rtol) {
    return List.of(
        GradientStrategy.discrete(),
        new GradientStrategy.Checkpointed(4),
        GradientStrategy.continuousAdjoint(rtol, rtol / 10),
        GradientStrategy.reversible());
  }

  private void w3() throws IOException {
    ReferenceField w = ReferenceField.load();
    w3(w, "W3", grid(100), 2);
    w3(w, "W3's field, one output", new double[] {0, 1}, 198);
  }

  private void w3(ReferenceField w, String name, double[] times, int stepsBetween) {
    TightGradient tight =
        TightGradient.of(new DoubleMlp(w.field()), w.states().toArray(), times, stepsBetween);
    header(name);
    for (double rtol : new double[] {1e-3, 1e-5, 1e-6}) {
      Solver solver = Solver.dopri5(rtol, rtol / 10);
      for (GradientStrategy strategy : strategies(rtol)) {
        line("dopri5", rtol, solver, strategy, w.field(), w.states(), times, tight);
      }
    }
  }

  private void stiff() {
    Kaps kaps = new Kaps();
    double[] times = grid(11);
    TightGradient tight = TightGradient.of(kaps, Kaps.states().toArray(), times, 2000);
    header("stiff");
    for (double rtol : new double[] {1e-3, 1e-5}) {
      Solver explicit = Solver.dopri5(rtol, rtol / 10);
      Solver implicit = Solver.kencarp4(rtol, rtol / 10);
      GradientStrategy discrete = GradientStrategy.discrete();
      line("kencarp4", rtol, implicit, discrete, kaps.field(), Kaps.states(), times, tight);
      for (GradientStrategy strategy : strategies(rtol)) {
        line("dopri5", rtol, explicit, strategy, kaps.field(), Kaps.states(), times, tight);
      }
    }
  }

  private static double[] grid(int count) {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = i / (count - 1.0);
    }
    return times;
  }

  private void header(String name) {
    out.printf(
        "%n| %s, method, rtol | strategy | error y0 | error θ | NFE there | NFE back | pullbacks |"
            + " steps | again | KiB held | ms | back : there |%n|---|---|--:|--:|--:|--:|--:|--:|--:"
            + "|--:|--:|--:|%n",
        name);
  }

  private void line(
      String method,
      double rtol,
      Solver solver,
      GradientStrategy strategy,
      VectorField field,
      Matrix y0,
      double[] times,
      TightGradient tight) {
    DifferentiableSolver differentiable = new DifferentiableSolver(solver, strategy).withoutTimes();
    OutputLoss loss = OutputLoss.sumOfSquares();
    Gradients g = differentiable.solve(field, y0, loss, times);
    double all = least(() -> differentiable.solve(field, y0, loss, times));
    double there = least(() -> solver.solve(field, y0, times));
    GradientStatistics s = g.statistics();
    double rows = y0.rows();
    out.printf(
        Locale.ROOT,
        "| %s %.0e | %s | %s | %s | %.0f | %.0f | %.0f | %.1f | %.1f | %.1f | %.2f | %.1f |%n",
        method,
        rtol,
        strategy.getClass().getSimpleName(),
        percent(tight.states(), g.initialStates().toArray()),
        g.parameters().length == 0 ? "–" : percent(tight.parameters(), g.parameters()),
        s.forwardEvaluations() / rows,
        s.backwardEvaluations() / rows,
        s.pullbacks() / rows,
        s.accepted() / rows,
        s.backwardSteps() / rows,
        s.bytesHeld() / 1024.0,
        all,
        (all - there) / there);
  }

  private static String percent(double[] expected, float[] found) {
    double error = TightGradient.error(expected, found);
    return Double.isNaN(error) ? "failed" : String.format(Locale.ROOT, "%.1e", error);
  }

  /** Least time of an action in ms, after as long again to warm up. */
  private double least(Runnable action) {
    long least = Long.MAX_VALUE;
    long begin = System.nanoTime();
    for (long now = begin; now < begin + 2 * patience * NANOS; ) {
      action.run();
      long after = System.nanoTime();
      if (after > begin + patience * NANOS) {
        least = Math.min(least, after - now);
      }
      now = after;
    }
    return least / (double) NANOS;
  }

  /** Bytes a row against the number of fixed steps: a state of 256 components is 1 KiB. */
  private void memory() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "field", Activation.TANH, 256, 16, 256);
    Parameters parameters = new Parameters(layout.build());
    Initializer weights = Initializer.glorotUniform(1);
    mlp.initialize(parameters, weights, weights, new SplittableRandom(1));
    LayerField field = new LayerField(mlp, parameters);
    Matrix y0 = new Matrix(1, 256);
    y0.set(0, 0, 1);
    int[] steps = {100, 1000, 10000};
    out.printf("%n| KiB held, rk4 steps | 100 | 1,000 | 10,000 | NFE back at 10,000 |%n");
    out.printf("|---|--:|--:|--:|--:|%n");
    for (GradientStrategy strategy :
        List.of(
            GradientStrategy.discrete(),
            new GradientStrategy.Checkpointed(10),
            new GradientStrategy.Checkpointed(100),
            GradientStrategy.continuousAdjoint(1e-5, 1e-6),
            new GradientStrategy.Reversible(1),
            new GradientStrategy.Reversible(7))) {
      out.printf("| %s", strategy);
      long back = 0;
      for (int n : steps) {
        GradientStatistics s =
            new DifferentiableSolver(Solver.rk4(1.0 / n), strategy)
                .withoutTimes()
                .solve(field, y0, OutputLoss.sumOfSquares(), 0, 1)
                .statistics();
        out.printf(Locale.ROOT, " | %.1f", s.bytesHeld() / 1024.0);
        back = s.backwardEvaluations();
      }
      out.printf(" | %d |%n", back);
    }
  }
}
