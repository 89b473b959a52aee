package io.anode4j.experiments;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.data.synthetic.PlaneToy;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Networks that are run backwards: couplings without activations, invertible residual blocks. */
final class Reversible implements Experiment {
  private static final double[] BOUNDS = {0.5, 0.7, 0.9};
  private static final Ink[] INKS = {Ink.THIRD, Ink.FORECAST, Ink.OUTCOME};
  private static final String ERROR = "gradient, recomputed against stored";
  private static final String BYTES = "kB held, recomputed";
  private static final String STORED = "kB held, stored";
  private static final String RATE = "factor of the error an iteration";
  private static final String EXCESS = "ln p − ln q, nats";
  private static final String PAPER = "h = 1, ";
  private static final String SCALED = "h = 4/L, ";

  @Override
  public String name() {
    return "reversible";
  }

  @Override
  public String claim() {
    return "A reversible network needs no stored activations, so its memory does not grow with"
        + " depth; a residual block of Lipschitz constant below 1 is inverted by iteration, and a"
        + " power series gives its density.";
  }

  @Override
  public String source() {
    return "Gomez, Ren, Urtasun and Grosse, The reversible residual network, NeurIPS 2017,"
        + " algorithm 1 and table 1; Behrmann, Grathwohl, Chen, Duvenaud and Jacobsen, Invertible"
        + " residual networks, ICML 2019, theorems 1 and 4, algorithms 1 and 2.";
  }

  @Override
  public String budget() {
    return "2 min";
  }

  /** One seed of all that is random. */
  private record Run(
      List<FixedPoint> linear,
      List<FixedPoint> perceptrons,
      List<DeterminantSeries> series,
      MoonsByResiduals few,
      MoonsByResiduals many) {
    static Run of(long seed, Setting setting) {
      List<FixedPoint> linear = new ArrayList<>();
      List<FixedPoint> perceptrons = new ArrayList<>();
      List<DeterminantSeries> series = new ArrayList<>();
      for (double bound : BOUNDS) {
        linear.add(FixedPoint.linear(bound, 60, seed));
        perceptrons.add(FixedPoint.perceptron(bound, 60, seed));
        series.add(DeterminantSeries.of(bound, 20, seed));
      }
      int steps = setting.choose(240, 700, 4000);
      return new Run(
          linear,
          perceptrons,
          series,
          MoonsByResiduals.train(2, steps, seed),
          MoonsByResiduals.train(setting.choose(8, 12, 24), steps, seed));
    }
  }

  @Override
  public void run(Setting setting, Findings findings) {
    List<List<CouplingDepth>> paper = new ArrayList<>();
    List<List<CouplingDepth>> scaled = new ArrayList<>();
    for (int seed = 1; seed <= setting.seeds(); seed++) {
      paper.add(depths(setting, seed, false, findings));
      scaled.add(depths(setting, seed, true, findings));
    }
    List<Run> runs = setting.eachSeed(seed -> Run.of(seed, setting));
    for (int i = 0; i < runs.size(); i++) {
      measure(runs.get(i), i + 1L, findings);
    }
    drawStacks(paper.get(0), scaled.get(0), findings);
    drawBlocks(runs.get(0), findings);
    drawMoons(runs.get(0), findings);
    conclude(paper, runs, findings);
  }

  /** One after the other: what is held is seen by the heap, which threads share. */
  private static List<CouplingDepth> depths(
      Setting setting, long seed, boolean scaled, Findings findings) {
    CouplingDepth.of(2, 1, seed); // loads classes
    List<CouplingDepth> found = new ArrayList<>();
    for (int depth : new int[] {10, 20, 50, 100, 200}) {
      CouplingDepth one = CouplingDepth.of(depth, scaled ? 4.0 / depth : 1, seed);
      found.add(one);
      String name = (scaled ? SCALED : PAPER) + "L = " + depth;
      findings.measured(name, ERROR, seed, one.error());
      findings.measured(name, "error of the inverse", seed, one.reconstruction());
      findings.measured(name, BYTES, seed, one.bytes() / 1e3);
      findings.measured(name, STORED, seed, one.storedBytes() / 1e3);
    }
    return found;
  }

  private static void measure(Run run, long seed, Findings findings) {
    for (int i = 0; i < BOUNDS.length; i++) {
      String c = "c = " + BOUNDS[i];
      findings.measured("reflection, " + c, RATE, seed, run.linear().get(i).rate());
      findings.measured("perceptron block, " + c, RATE, seed, run.perceptrons().get(i).rate());
      DeterminantSeries series = run.series().get(i);
      for (int terms : new int[] {1, 5, 10}) {
        String quantity = "error of ln det, " + terms + (terms == 1 ? " term" : " terms");
        findings.measured("perceptron block, " + c, quantity, seed, series.after(terms));
      }
    }
    for (MoonsByResiduals moons : List.of(run.few(), run.many())) {
      String name = moonsName(moons);
      findings.measured(name, "negative log likelihood, nats", seed, moons.loss());
      findings.measured(name, EXCESS, seed, moons.excess());
      findings.measured(name, "there and back", seed, moons.reconstruction());
    }
  }

  private static String moonsName(MoonsByResiduals moons) {
    return "two moons, " + moons.flow().blocks().size() + " blocks";
  }

  private static double[] of(List<CouplingDepth> all, ToDoubleFunction<CouplingDepth> what) {
    return all.stream().mapToDouble(what).toArray();
  }

  private static void drawStacks(
      List<CouplingDepth> paper, List<CouplingDepth> scaled, Findings findings) {
    double[] depths = of(paper, CouplingDepth::depth);
    Plot memory =
        Plot.titled("Memory")
            .withAxes("depth", "MB held after a pass")
            .curve("stored", depths, of(paper, d -> d.storedBytes() / 1e6), Ink.OUTCOME)
            .curve("recomputed", depths, of(paper, d -> d.bytes() / 1e6), Ink.FORECAST);
    Plot error =
        Plot.titled("Gradient, recomputed against stored")
            .withAxes("depth", "relative distance")
            .logarithmicY()
            .within(0, 200, 1e-8, 1e-3)
            .curve("h = 1", depths, of(paper, CouplingDepth::error), Ink.OUTCOME)
            .curve("h = 4/L", depths, of(scaled, CouplingDepth::error), Ink.FORECAST);
    findings.picture(
        "stacks",
        Plots.row(
            "Reversible stacks",
            "Couplings of 16 values with 32 hidden units, 1,000 rows: what a workspace holds beside"
                + " weights, and how far the recomputed gradient is from the stored one. Seed 1.",
            memory,
            error));
  }

  private static void drawBlocks(Run run, Findings findings) {
    Plot inverse =
        Plot.titled("Inverse by iteration")
            .withAxes("iterations", "error")
            .logarithmicY()
            .within(1, 60, 1e-8, 10);
    Plot series =
        Plot.titled("ln det by a power series")
            .withAxes("terms", "largest error, nats")
            .logarithmicY()
            .within(1, 20, 1e-8, 10);
    for (int i = 0; i < BOUNDS.length; i++) {
      FixedPoint linear = run.linear().get(i);
      FixedPoint perceptron = run.perceptrons().get(i);
      DeterminantSeries terms = run.series().get(i);
      String name = "c = " + BOUNDS[i];
      inverse =
          inverse
              .curve(name, linear.iterations(), linear.errors(), INKS[i])
              .curve(
                  "",
                  perceptron.iterations(),
                  perceptron.errors(),
                  Mark.Stroke.dashed(INKS[i], 1.2));
      series =
          series
              .curve(name, terms.terms(), terms.errors(), INKS[i])
              .curve("", terms.terms(), terms.allowed(), Mark.Stroke.dashed(INKS[i], 1.2));
    }
    findings.picture(
        "blocks",
        Plots.row(
            "Invertible residual blocks",
            "Left: c times a reflection, the slowest map there is, and dashed a perceptron bounded"
                + " by c. Right: perceptrons, and dashed what theorem 4 allows. Seed 1.",
            inverse,
            series));
  }

  private static void drawMoons(Run run, Findings findings) {
    MoonsByResiduals moons = run.many();
    Matrix data = Matrix.of(PlaneToy.MOONS.sample(2000, 1));
    findings.picture(
        "moons",
        Plots.row(
            "Two moons by invertible residual blocks",
            moons.flow().blocks().size() + " blocks bounded by 0.9. Seed 1.",
            PlanePictures.points("Data", 4, data, Ink.HISTORY),
            PlanePictures.logDensity("Density", 4, moons.flow()::logDensity),
            PlanePictures.points("Samples", 4, moons.flow().sample(2000, 1), Ink.FORECAST)));
  }

  private static void conclude(List<List<CouplingDepth>> paper, List<Run> runs, Findings findings) {
    findings.concluded(
        "the recomputed gradient is the stored one to rounding (1e-4) at every depth to 200, h = 1",
        paper,
        p -> p.stream().allMatch(d -> d.error() < 1e-4));
    findings.concluded(
        "from depth 10 to 200 memory grows by less than 1 MB, with stored activations by 100 and more",
        paper,
        Reversible::isFlat);
    findings.concluded(
        "no iteration's error is above c times the one before, for c = 0.5, 0.7, 0.9",
        runs,
        r -> allWithin(r.linear()) && allWithin(r.perceptrons()));
    findings.concluded(
        "the error of c times a reflection falls as cⁿ, to 2 % of c",
        runs, r -> r.linear().stream().allMatch(Reversible::isTight));
    findings.concluded(
        "the series of ln det is within the bound of theorem 4 at 1 to 20 terms",
        runs,
        r -> r.series().stream().allMatch(DeterminantSeries::withinBound));
    findings.concluded(
        "more blocks come nearer to the density of two moons",
        runs,
        r -> r.many().excess() < r.few().excess());
    compare(runs.get(0), findings);
  }

  private static boolean isTight(FixedPoint point) {
    return Math.abs(point.rate() / point.bound() - 1) < 0.02;
  }

  private static boolean allWithin(List<FixedPoint> points) {
    return points.stream().allMatch(FixedPoint::withinBound);
  }

  private static boolean isFlat(List<CouplingDepth> depths) {
    CouplingDepth first = depths.get(0);
    CouplingDepth last = depths.get(depths.size() - 1);
    return last.bytes() - first.bytes() < 1e6 && last.storedBytes() - first.storedBytes() > 1e8;
  }

  private static void compare(Run run, Findings findings) {
    findings.compared(
        "memory of activations",
        "O(1) against O(L) (Gomez et al., table 1)",
        findings.over(PAPER + "L = 200", BYTES)
            + " kB against "
            + findings.over(PAPER + "L = 200", STORED)
            + " kB at depth 200");
    findings.compared(
        "accuracy of reversible networks",
        "within 0.5 points of ResNets on CIFAR-10 (Gomez et al.)",
        "not measured: gradients are compared instead, " + findings.over(PAPER + "L = 200", ERROR));
    findings.compared(
        "iterations of the inverse",
        "5 to 20 (Behrmann et al.)",
        "error falls by "
            + findings.over("reflection, c = 0.9", RATE)
            + " an iteration at c = 0.9");
    findings.compared(
        "two moons",
        "picture (Behrmann et al., figure 4)",
        findings.over(moonsName(run.many()), EXCESS)
            + " nats above the entropy of "
            + Figures.rounded(MoonsByResiduals.entropy()));
    findings.differs(
        "Gomez et al. train convolutional networks on CIFAR; here untrained perceptrons are"
            + " differentiated, where both gradients can be compared to the last digit.");
    findings.differs(
        "Behrmann et al. bound each layer by c; here each of n layers is bounded by the n-th root"
            + " of c, so that c bounds the block, and power iteration runs until it converges.");
    findings.differs(
        "Two moons: 12 blocks of 32 hidden units and 700 steps of 200 points; the paper has 100"
            + " blocks and longer training.");
  }
}
