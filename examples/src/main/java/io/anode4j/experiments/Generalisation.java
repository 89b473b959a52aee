package io.anode4j.experiments;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.chart.Scene;
import io.anode4j.data.synthetic.ConcentricSpheres;
import io.anode4j.data.synthetic.LabelledPoints;
import io.anode4j.nn.Network;
import io.anode4j.tensor.Matrix;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What a slice taken out of the plane costs: NODE against ANODE. */
final class Generalisation implements Experiment {
  private static final double SLICE = Math.PI / 5;
  private static final String INSIDE = "accuracy in the slice";
  private static final String GAP = "gap of accuracy";

  @Override
  public String name() {
    return "generalisation";
  }

  @Override
  public String claim() {
    return "Augmented neural ODEs learn simpler flows, and so generalise better to a slice of the"
        + " plane that was left out of training.";
  }

  @Override
  public String source() {
    return "Dupont, Doucet and Teh, Augmented neural ODEs, NeurIPS 2019, section 5.1, figure 9.";
  }

  @Override
  public String budget() {
    return "1 min";
  }

  /** One seed: points left in, points of the slice, and both networks. */
  private record Run(LabelledPoints kept, LabelledPoints slice, ToyRun node, ToyRun anode) {
    double inside(ToyRun run) {
      return run.accuracy(slice);
    }

    double gap(ToyRun run) {
      return run.accuracy(kept) - inside(run);
    }
  }

  private static Run measure(long seed, Setting setting) {
    int inner = setting.choose(150, 500, 1000);
    LabelledPoints all = new ConcentricSpheres(2, inner, 2 * inner, seed).generate();
    LabelledPoints unseen = new ConcentricSpheres(2, 2000, 4000, 1000 + seed).generate();
    LabelledPoints kept = where(all, i -> !isInSlice(all.points()[i]));
    LabelledPoints slice = where(unseen, i -> isInSlice(unseen.points()[i]));
    int epochs = setting.choose(40, 50, 50);
    ToyRun node = ToyRun.train(ToyNetwork.ode(2, 0, seed), kept, epochs, 1e-3, seed);
    ToyRun anode = ToyRun.train(ToyNetwork.ode(2, 5, seed), kept, epochs, 1e-3, seed);
    return new Run(kept, slice, node, anode);
  }

  private static boolean isInSlice(float[] point) {
    double angle = Math.atan2(point[1], point[0]);
    return angle >= 0 && angle <= SLICE;
  }

  private static LabelledPoints where(LabelledPoints all, IntPredicate kept) {
    int[] indices = IntStream.range(0, all.points().length).filter(kept).toArray();
    float[][] points = new float[indices.length][];
    float[] labels = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      points[i] = all.points()[indices[i]];
      labels[i] = all.labels()[indices[i]];
    }
    return new LabelledPoints(points, labels);
  }

  @Override
  public void run(Setting setting, Findings findings) {
    List<Run> runs = setting.eachSeed(seed -> measure(seed, setting));
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      for (ToyRun toy : List.of(run.node(), run.anode())) {
        String name = toy.toy().name();
        findings.measured(name, "accuracy in training", i + 1, toy.accuracy(run.kept()));
        findings.measured(name, INSIDE, i + 1, run.inside(toy));
        findings.measured(name, GAP, i + 1, run.gap(toy));
        int last = toy.evaluations().length - 1;
        findings.measured(name, "last NFE, mean of rows", i + 1, toy.evaluations()[last]);
        findings.measured(name, "last NFE, largest row", i + 1, toy.largest()[last]);
      }
    }
    Run widest = runs.stream().max(Comparator.comparingDouble(r -> r.gap(r.node()))).orElseThrow();
    findings.picture("slice", picture(widest, runs.indexOf(widest) + 1));
    conclude(runs, findings);
  }

  private static void conclude(List<Run> runs, Findings findings) {
    findings.concluded(
        "ANODE is at least as right as NODE in the slice left out",
        runs,
        r -> r.inside(r.anode()) >= r.inside(r.node()));
    findings.concluded(
        "the gap of ANODE is smaller than that of NODE",
        runs,
        r -> r.gap(r.anode()) < r.gap(r.node()));
    findings.compared(
        "accuracy of NODE in the slice",
        "picture only; a replication: 0.62",
        findings.over("NODE", INSIDE));
    findings.compared(
        "accuracy of ANODE in the slice",
        "picture only; a replication: 1.00",
        findings.over("ANODE p=5", INSIDE));
    findings.differs("The slice is tested on new points; the paper shows a picture of the plane.");
    findings.differs("500 and 1,000 points before the cut (--full: 1,000 and 2,000); p = 5.");
  }

  private static Scene picture(Run run, int seed) {
    return Plots.row(
        "Where each sees the inner class",
        "Shaded is where the output is negative; dots are training points, from which angles of 0"
            + " to π/5 are missing. Of all seeds the one on which NODE is least right in the slice: "
            + seed
            + ".",
        map(run.node(), run),
        map(run.anode(), run));
  }

  private static Plot map(ToyRun run, Run all) {
    int side = 70;
    float[][] grid = new float[side * side][];
    for (int i = 0; i < grid.length; i++) {
      float x = (i % side + 0.5f) / side * 3.4f - 1.7f;
      float y = (i / side + 0.5f) / side * 3.4f - 1.7f;
      grid[i] = new float[] {x, y};
    }
    float[] said =
        new Network(run.toy().network().layer(), run.parameters()).apply(Matrix.of(grid)).toArray();
    double[][] negative = new double[side][side];
    for (int i = 0; i < said.length; i++) {
      negative[i / side][i % side] = said[i] < 0 ? 1 : 0;
    }
    Plot plot =
        Plot.titled(run.toy().name())
            .square()
            .within(-1.7, 1.7, -1.7, 1.7)
            .density(negative, -1.7, 1.7, -1.7, 1.7, Ink.GRID);
    for (boolean ball : new boolean[] {true, false}) {
      LabelledPoints points = where(all.kept(), i -> all.kept().labels()[i] < 0 == ball);
      double[] x = new double[points.points().length];
      double[] y = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = points.points()[i][0];
        y[i] = points.points()[i][1];
      }
      plot = plot.dots(ball ? "inner" : "outer", x, y, 1.4, ball ? Ink.OUTCOME : Ink.FORECAST);
    }
    return plot;
  }
}
