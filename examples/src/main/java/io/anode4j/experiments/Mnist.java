package io.anode4j.experiments;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Ink;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.ode.Solver;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Optimizer;
import io.anode4j.optim.TrainedEpoch;
import io.anode4j.optim.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Table 1 of the paper of neural ODEs: digits, by five networks. */
final class Mnist implements Experiment {
  private static final String ERROR = "test error, %";
  private static final String NFE = "last NFE, mean of rows";
  private static final Ink[] INKS = {
    Ink.BASELINE, Ink.FOURTH, Ink.OUTCOME, Ink.FORECAST, Ink.THIRD
  };
  private static final String[] PUBLISHED = {
    "1.60 % with 0.24 M parameters (LeCun et al. 1998)",
    "not in the paper; neuralODE4j: 0.5 %, as with blocks",
    "0.41 % with 0.60 M",
    "0.42 % with 0.22 M",
    "0.47 % with 0.22 M"
  };

  @Override
  public String name() {
    return "mnist";
  }

  @Override
  public String claim() {
    return "On handwritten digits an ODE-Net errs as little as a residual network of nearly three"
        + " times as many parameters.";
  }

  @Override
  public String source() {
    return "Chen, Rubanova, Bettencourt and Duvenaud, Neural ordinary differential equations,"
        + " NeurIPS 2018, section 3 and table 1; networks and training from the authors' code.";
  }

  @Override
  public String budget() {
    return "10 min";
  }

  @Override
  public Optional<String> missing(Setting setting) {
    return ImageData.missing(setting);
  }

  /** The five networks, for images of a side. */
  static List<ImageNetwork> networks(int side, int channels, long seed) {
    return List.of(
        ImageNetwork.perceptron(side, seed),
        ImageNetwork.stem(side, channels, seed),
        ImageNetwork.residual(side, channels, seed),
        ImageNetwork.ode(side, channels, "ODE-Net", ImageNetwork.ADAPTIVE, seed),
        ImageNetwork.ode(side, channels, "RK-Net", Solver.rk4(0.5), seed));
  }

  /** SGD with momentum as in the authors' code; a short run goes down by a cosine to the end. */
  private static Trainer trainer(Setting setting, int samples, long seed) {
    int epochs = setting.choose(10, 5, 160);
    int batch = setting.choose(20, 32, 128);
    double first = setting.choose(4, 2, 4) / 40.0;
    long steps = (long) epochs * ((samples + batch - 1) / batch);
    LearningRate rate = LearningRate.cosine(first, steps);
    if (setting.size() == Setting.Size.FULL) {
      rate = step -> first * Math.pow(0.1, stairs(step, steps));
    }
    return Trainer.of(epochs)
        .withBatchSize(batch)
        .withOptimizer(() -> Optimizer.momentum(0.9, 0, false))
        .withLearningRate(rate)
        .withSeed(seed)
        .withThreads(2);
  }

  /** How many of the epochs 60, 100 and 140 of 160 are over. */
  private static int stairs(long step, long steps) {
    return (int) LongStream.of(60, 100, 140).filter(e -> step >= steps * e / 160).count();
  }

  @Override
  public boolean readsData() {
    return true;
  }

  @Override
  public void run(Setting all, Findings findings) {
    Setting setting = all.withAtMost(1);
    List<List<ImageRun>> runs = new ArrayList<>();
    for (int seed = 1; seed <= setting.seeds(); seed++) {
      ImageData data = data(setting, seed);
      List<ImageRun> own = new ArrayList<>();
      for (ImageNetwork network : networks(data.side(), setting.choose(16, 64, 64), seed)) {
        ImageRun run = ImageRun.train(network, data, trainer(setting, data.x().rows(), seed));
        measure(run, data, seed, findings);
        own.add(run);
      }
      runs.add(own);
    }
    findings.picture("training", Plots.row("Training", "A curve a network.", plots(runs.get(0))));
    conclude(runs, setting, findings);
  }

  private static ImageData data(Setting setting, int seed) {
    return setting
        .data()
        .map(directory -> ImageData.mnist(directory, setting.choose(300, 10_000, 60_000)))
        .orElseGet(() -> ImageData.drawn(10, 500, seed));
  }

  private static void measure(ImageRun run, ImageData data, int seed, Findings findings) {
    String name = run.network().name();
    findings.measured(name, ERROR, seed, run.error());
    findings.measured(name, "parameters", seed, run.network().size());
    findings.measured(name, "last loss in training", seed, run.last().loss());
    findings.measured(name, "CPU ms an image", seed, run.microsAnImage(data) / 1000);
    if (run.network().ode().isPresent()) {
      findings.measured(name, NFE, seed, run.last().evaluations().forwardPerRow());
      int largest = run.largest(data).orElse(0);
      findings.measured(name, "last NFE, largest of 100 rows", seed, largest);
      double trend = Depth.trend(run.evaluationCurve());
      if (Double.isFinite(trend)) { // Not where all epochs take as many.
        findings.measured(name, "Spearman's ρ of NFE and epoch", seed, trend);
      }
      double backward = run.last().evaluations().backwardPerRow();
      findings.measured(name, "backward NFE, mean of rows", seed, backward);
      double back = run.thereAndBack(data).orElse(Double.NaN);
      findings.measured(name, "there and back, relative", seed, back);
    }
  }

  private static Plot[] plots(List<ImageRun> runs) {
    Plot error = Plot.titled("Error on 1,000 test images").withAxes("epoch", "%").logarithmicY();
    Plot loss = ImagePlots.loss();
    Plot depth = ImagePlots.evaluations();
    for (int i = 0; i < runs.size(); i++) {
      ImageRun run = runs.get(i);
      String name = run.network().name();
      double[] epochs = run.curve(TrainedEpoch::epoch);
      double[] wrong = Arrays.stream(run.errors()).map(e -> Math.max(0.1, e)).toArray();
      error = error.curve(name, epochs, wrong, INKS[i]);
      loss = loss.curve(name, epochs, run.curve(TrainedEpoch::loss), INKS[i]);
      if (run.network().ode().isPresent()) {
        double[] counts = run.evaluationCurve();
        depth = depth.curve(name, epochs, counts, INKS[i]);
      }
    }
    return new Plot[] {error, loss, depth};
  }

  private static void conclude(List<List<ImageRun>> runs, Setting setting, Findings findings) {
    findings.concluded(
        "ODE-Net errs at most half a point more than ResNet",
        runs,
        r -> r.get(3).error() <= r.get(2).error() + 0.5);
    if (setting.size() != Setting.Size.QUICK) {
      findings.concluded(
          "ODE-Net and ResNet both err on at most 2.5 % of the test images",
          runs, r -> Math.max(r.get(2).error(), r.get(3).error()) <= 2.5);
    }
    for (int i = 0; i < PUBLISHED.length; i++) {
      ImageNetwork network = runs.get(0).get(i).network();
      String name = network.name();
      String ours =
          "%s %% with %s".formatted(findings.over(name, ERROR), Figures.count(network.size()));
      findings.compared(name, PUBLISHED[i], ours);
    }
    differences(setting, findings);
  }

  private static void differences(Setting setting, Findings findings) {
    findings.differs(
        "Networks are those of the authors' later code; the paper solves with implicit Adams.");
    findings.differs(
        "The gradient is that of the discrete solve, not the adjoint; each image has its own steps,"
            + " where the authors' code gives a batch one step for all.");
    findings.differs("Images are not moved at random; RK-Net takes two steps of rk4.");
    if (setting.size() != Setting.Size.FULL) {
      findings.differs(
          "One seed; the first 10,000 images and 5 epochs in batches of 32, the learning rate down"
              + " from 0.05 by a cosine; the paper trains 160 epochs on 60,000 (--full).");
    }
    if (setting.data().isEmpty()) {
      findings.differs("Images are 500 drawn digits of side 10, and networks have 16 channels.");
    }
  }
}
