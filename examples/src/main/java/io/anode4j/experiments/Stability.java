package io.anode4j.experiments;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.data.synthetic.ConcentricSpheres;
import io.anode4j.data.synthetic.LabelledPoints;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import java.util.Arrays;
import java.util.List;

/** What long training at a large learning rate does to the solves of NODE and of ANODE. */
final class Stability implements Experiment {
  /** Tight enough to follow the field; more steps than this are a failure, as in the paper. */
  private static final Solver TIGHT = Solver.dopri5(1e-6, 1e-6).withMaxSteps(1000);

  private static final int MANY = 1000;
  private static final String LARGEST = "NFE of the largest row, largest of all epochs";
  private static final String FAILED = "rows that ran out of steps, all epochs looked at";

  @Override
  public String name() {
    return "stability";
  }

  @Override
  public String claim() {
    return "In long training the evaluations of a neural ODE explode or its solves fail, where those"
        + " of an augmented one stay as they are.";
  }

  @Override
  public String source() {
    return "Dupont, Doucet and Teh, Augmented neural ODEs, NeurIPS 2019, section 5.2, stability:"
        + " NFE beyond 1,000 and losses that blow up.";
  }

  @Override
  public String budget() {
    return "1 min";
  }

  /**
   * A trained network, looked at every few epochs.
   *
   * @param run how it was trained
   * @param epochs at which it was looked at
   * @param largest evaluations of the largest row
   * @param failed rows whose solve did not succeed
   * @param ends how the rows' solves ended after the last epoch
   */
  private record Watch(
      ToyRun run, double[] epochs, double[] largest, long failed, List<RowStatus> ends) {
    static Watch of(ToyRun run, LabelledPoints data) {
      int epochs = run.moments().size() - 1;
      int every = Math.max(1, epochs / 20);
      double[] at = new double[epochs / every + 1];
      double[] largest = new double[at.length];
      long failed = 0;
      List<RowStatus> last = List.of();
      float[][] some = Arrays.copyOf(data.points(), Math.min(600, data.points().length));
      for (int i = 0; i < at.length; i++) {
        at[i] = i * every;
        Solution solved = run.toy().solve(run.moments().get(i * every), TIGHT, some, 0, 1);
        last = solved.rows().stream().map(Solution.Row::status).toList();
        failed += last.stream().filter(s -> s != RowStatus.SUCCESS).count();
        largest[i] = solved.rows().stream().mapToInt(Solution.Row::evaluations).max().orElse(0);
      }
      return new Watch(run, at, largest, failed, last);
    }

    double most() {
      return Arrays.stream(largest).max().orElse(Double.NaN);
    }
  }

  private record Pair(Watch node, Watch anode) {
    static Pair train(long seed, Setting setting) {
      int inner = setting.choose(200, 300, 1000);
      LabelledPoints data = new ConcentricSpheres(2, inner, 2 * inner, seed).generate();
      int epochs = setting.choose(60, 200, 1000);
      return new Pair(
          Watch.of(ToyRun.train(ToyNetwork.ode(2, 0, seed), data, epochs, 1e-2, seed), data),
          Watch.of(ToyRun.train(ToyNetwork.ode(2, 5, seed), data, epochs, 1e-2, seed), data));
    }
  }

  @Override
  public void run(Setting setting, Findings findings) {
    List<Pair> pairs = setting.eachSeed(seed -> Pair.train(seed, setting));
    for (int i = 0; i < pairs.size(); i++) {
      for (Watch watch : List.of(pairs.get(i).node(), pairs.get(i).anode())) {
        String name = watch.run().toy().name();
        int last = watch.largest().length - 1;
        findings.measured(name, "first NFE of the largest row", i + 1, watch.largest()[0]);
        findings.measured(name, LARGEST, i + 1, watch.most());
        findings.measured(name, "last NFE of the largest row", i + 1, watch.largest()[last]);
        findings.measured(name, FAILED, i + 1, watch.failed());
        findings.measured(name, "rows that failed in training", i + 1, watch.run().failed());
        findings.measured(name, "last Huber loss", i + 1, watch.run().loss());
      }
    }
    draw(pairs, findings);
    conclude(pairs, findings);
  }

  private static void draw(List<Pair> pairs, Findings findings) {
    Plot counts =
        Plot.titled("Evaluations of the largest row")
            .withAxes("epoch", "NFE at tolerance 1e-6")
            .logarithmicY();
    Plot losses = Plot.titled("Loss in training").withAxes("epoch", "Huber loss").logarithmicY();
    for (Pair pair : pairs) {
      for (Watch watch : List.of(pair.node(), pair.anode())) {
        Ink ink = watch == pair.node() ? Ink.OUTCOME : Ink.FORECAST;
        String name = watch.run().toy().name();
        double[] epochs = new double[watch.run().losses().length];
        Arrays.setAll(epochs, e -> e + 1);
        counts = counts.curve(name, watch.epochs(), watch.largest(), ink);
        losses = losses.curve(name, epochs, watch.run().losses(), ink);
      }
    }
    findings.picture(
        "stability",
        Plots.row(
            "Long training at a large learning rate",
            "g(x) on the plane, learning rate 1e-2; a curve a seed. Rows of more than 1,000 steps"
                + " are failures.",
            counts,
            losses));
  }

  /** "2900 reach the end, 100 TOO_MANY_STEPS". */
  private static String words(List<RowStatus> ends) {
    StringBuilder words = new StringBuilder();
    for (RowStatus status : RowStatus.values()) {
      long count = ends.stream().filter(s -> s == status).count();
      String name = status == RowStatus.SUCCESS ? "reach the end" : status.toString();
      words.append(count == 0 ? "" : (words.isEmpty() ? "" : ", ") + count + " " + name);
    }
    return words.toString();
  }

  private static void conclude(List<Pair> pairs, Findings findings) {
    findings.concluded(
        "NODE needs more than twice the evaluations of ANODE in its largest row",
        pairs,
        p -> p.node().most() > 2 * p.anode().most());
    findings.concluded(
        "evaluations of ANODE stay below 1,000, and none of its rows fails",
        pairs,
        p -> p.anode().most() < MANY && p.anode().failed() == 0);
    findings.concluded(
        "explosion: NODE goes beyond 1,000 evaluations, or rows of it fail",
        pairs,
        p -> p.node().most() > MANY || p.node().failed() > 0);
    findings.compared(
        "evaluations of NODE",
        "beyond 1,000 in some runs (CIFAR-10, overfitted MNIST); a replication on g(x) at 1e-6: 465"
            + " in the median after 1,000 epochs, at most 812",
        findings.over("NODE", LARGEST));
    findings.compared(
        "evaluations of ANODE", "flat; a replication: 184", findings.over("ANODE p=5", LARGEST));
    List<RowStatus> ends = pairs.stream().flatMap(p -> p.node().ends().stream()).toList();
    findings.compared(
        "how the rows' solves of NODE end after the last epoch, all seeds",
        "runs stop with max_num_steps or underflow",
        words(ends));
    findings.differs(
        "The paper shows instability on images; here g(x) on the plane, learning rate 1e-2 in place"
            + " of 1e-3 and 200 epochs (--full: 1,000), and solves are judged at tolerance 1e-6.");
    findings.differs(
        "Training itself is at tolerance 1e-3, as in the paper, where steps are long.");
  }
}
