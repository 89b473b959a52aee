package io.anode4j.experiments;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.data.synthetic.ConcentricSpheres;
import io.anode4j.data.synthetic.LabelledPoints;
import io.anode4j.data.synthetic.TwoMoons;
import java.util.Arrays;
import java.util.List;

/** How the depth of a neural ODE, its evaluations, grows in training. */
final class Depth implements Experiment {
  private static final String TREND = "Spearman's ρ of NFE and epoch";
  private static final String GROWTH = "NFE, last over first epoch";
  private static final String[] SETS = {"g(x), 2-D", "two moons"};

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public String claim() {
    return "The evaluations of a neural ODE, its depth, grow while it is trained, and most where"
        + " the function asks for trajectories that cannot be.";
  }

  @Override
  public String source() {
    return "Chen, Rubanova, Bettencourt and Duvenaud, NeurIPS 2018, figure 3d; Dupont, Doucet and"
        + " Teh, NeurIPS 2019, figure 6.";
  }

  @Override
  public String budget() {
    return "20 s";
  }

  private static List<ToyRun> train(long seed, Setting setting) {
    int inner = setting.choose(150, 500, 1000);
    LabelledPoints spheres = new ConcentricSpheres(2, inner, 2 * inner, seed).generate();
    LabelledPoints moons = signed(new TwoMoons(3 * inner, 0.1, seed).generate());
    int epochs = setting.choose(50, 50, 100);
    return List.of(
        ToyRun.train(ToyNetwork.ode(2, 0, seed), spheres, epochs, 1e-3, seed),
        ToyRun.train(ToyNetwork.ode(2, 0, seed), moons, epochs, 1e-3, seed));
  }

  /** Labels 0 and 1 as targets −1 and 1. */
  private static LabelledPoints signed(LabelledPoints points) {
    float[] labels = new float[points.labels().length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = points.labels()[i] > 0 ? 1 : -1;
    }
    return new LabelledPoints(points.points(), labels);
  }

  private static double growth(ToyRun run) {
    double[] counts = run.evaluations();
    return counts[counts.length - 1] / counts[0];
  }

  /** Spearman's rank correlation of a sequence with its index; ties share their rank. */
  static double trend(double[] values) {
    int n = values.length;
    double[] ranks = new double[n];
    double[] index = new double[n];
    for (int i = 0; i < n; i++) {
      double mine = values[i];
      long below = Arrays.stream(values).filter(v -> v < mine).count();
      long same = Arrays.stream(values).filter(v -> v == mine).count();
      ranks[i] = below + (same - 1) / 2.0;
      index[i] = i;
    }
    Fit fit = Fit.of(index, ranks);
    return Math.signum(fit.slope()) * Math.sqrt(fit.share());
  }

  @Override
  public void run(Setting setting, Findings findings) {
    List<List<ToyRun>> runs = setting.eachSeed(seed -> train(seed, setting));
    for (int i = 0; i < runs.size(); i++) {
      for (int set = 0; set < SETS.length; set++) {
        ToyRun run = runs.get(i).get(set);
        int last = run.evaluations().length - 1;
        findings.measured(SETS[set], "last Huber loss", i + 1, run.loss());
        findings.measured(SETS[set], "first NFE, mean of rows", i + 1, run.evaluations()[0]);
        findings.measured(SETS[set], "last NFE, mean of rows", i + 1, run.evaluations()[last]);
        findings.measured(SETS[set], "last NFE, largest row", i + 1, run.largest()[last]);
        findings.measured(SETS[set], GROWTH, i + 1, growth(run));
        findings.measured(SETS[set], TREND, i + 1, trend(run.evaluations()));
      }
    }
    draw(runs, findings);
    conclude(runs, findings);
  }

  private static void draw(List<List<ToyRun>> runs, Findings findings) {
    Plot mean = Plot.titled("Mean of rows").withAxes("epoch", "evaluations a row");
    Plot largest = Plot.titled("Largest row").withAxes("epoch", "evaluations of one row");
    Ink[] inks = {Ink.OUTCOME, Ink.FORECAST};
    for (List<ToyRun> seed : runs) {
      for (int set = 0; set < SETS.length; set++) {
        ToyRun run = seed.get(set);
        double[] epochs = new double[run.evaluations().length];
        Arrays.setAll(epochs, e -> e + 1);
        mean = mean.curve(SETS[set], epochs, run.evaluations(), inks[set]);
        largest = largest.curve(SETS[set], epochs, run.largest(), inks[set]);
      }
    }
    findings.picture(
        "depth",
        Plots.row(
            "Evaluations in training",
            "A neural ODE on concentric spheres and on two moons, a curve a seed.",
            mean,
            largest));
  }

  private static void conclude(List<List<ToyRun>> runs, Findings findings) {
    findings.concluded(
        "on g(x) evaluations grow with the epochs (Spearman's ρ above 0.8)",
        runs,
        r -> trend(r.get(0).evaluations()) > 0.8);
    findings.concluded(
        "they grow by a larger factor on g(x) than on two moons",
        runs,
        r -> growth(r.get(0)) > growth(r.get(1)));
    findings.compared(
        "evaluations by epoch",
        "a rising curve (Chen, figure 3d)",
        "Spearman's ρ "
            + findings.over(SETS[0], TREND)
            + ", last over first epoch "
            + findings.over(SETS[0], GROWTH));
    findings.compared(
        "on a set that can be separated",
        "a nearly flat curve (Dupont, figure 6)",
        "last over first epoch " + findings.over(SETS[1], GROWTH));
    findings.differs(
        "Chen et al. count on MNIST; here toys are counted, and the image network in mnist.");
    findings.differs("The separable set is two moons; Dupont et al. take two shifted sine waves.");
  }
}
