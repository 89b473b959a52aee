package io.anode4j.experiments;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.TrainedEpoch;
import io.anode4j.optim.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Augmented channels on digits, against a neural ODE of as many parameters. */
final class AnodeImages implements Experiment {
  private static final String ACCURACY = "test accuracy, %";
  private static final String NFE = "last NFE, mean of rows";
  private static final String LOSS = "last loss in training";
  private static final String GAP = "error in test less error in training, points";
  private static final int[] EXTRA = {0, 1, 5};
  private static final Ink[] INKS = {Ink.OUTCOME, Ink.FOURTH, Ink.FORECAST};

  @Override
  public String name() {
    return "anode-images";
  }

  @Override
  public String claim() {
    return "On images, channels of zeros beside the image's own make a neural ODE of equal size more"
        + " accurate, and its flow cheaper.";
  }

  @Override
  public String source() {
    return "Dupont, Doucet and Teh, Augmented neural ODEs, NeurIPS 2019, section 5.2, figures 10 to"
        + " 12; sizes from the authors' code.";
  }

  @Override
  public String budget() {
    return "10 min";
  }

  @Override
  public Optional<String> missing(Setting setting) {
    return ImageData.missing(setting);
  }

  private static ImageData data(Setting setting, long seed) {
    if (setting.data().isEmpty()) {
      return ImageData.drawn(10, 200, seed);
    }
    ImageData all = ImageData.mnist(setting.data().get(), setting.choose(300, 1000, 60_000));
    return setting.size() == Setting.Size.FULL ? all : all.halved().withTests(1000);
  }

  private static List<ImageRun> train(long seed, Setting setting) {
    ImageData data = data(setting, seed);
    int width = setting.choose(32, 92, 92);
    int target = AugmentedImages.of(data.side(), 0, width, seed).size();
    int epochs = setting.choose(6, 3, 20);
    Trainer trainer =
        Trainer.of(epochs)
            .withBatchSize(setting.choose(10, 64, 256))
            .withLearningRate(LearningRate.constant(setting.choose(3, 1, 1) * 1e-3))
            .withSeed(seed);
    List<ImageRun> runs = new ArrayList<>();
    for (int extra : EXTRA) {
      ImageNetwork network =
          AugmentedImages.of(
              data.side(), extra, AugmentedImages.width(data.side(), extra, target), seed);
      runs.add(ImageRun.train(network, data, trainer));
    }
    return runs;
  }

  @Override
  public boolean readsData() {
    return true;
  }

  @Override
  public void run(Setting all, Findings findings) {
    Setting setting = all.withAtMost(3);
    List<List<ImageRun>> runs = setting.eachSeed(seed -> train(seed, setting));
    for (int i = 0; i < runs.size(); i++) {
      ImageData data = data(setting, i + 1L);
      for (ImageRun run : runs.get(i)) {
        measure(run, data, i + 1, findings);
      }
    }
    draw(runs, findings);
    conclude(runs, setting, findings);
  }

  private static void measure(ImageRun run, ImageData data, int seed, Findings findings) {
    String name = run.network().name();
    findings.measured(name, "parameters", seed, run.network().size());
    findings.measured(name, ACCURACY, seed, 100 - run.error());
    findings.measured(name, LOSS, seed, run.last().loss());
    findings.measured(name, GAP, seed, run.error() - run.trainingError(data));
    findings.measured(name, NFE, seed, run.last().evaluations().forwardPerRow());
    int largest = run.largest(data).orElse(0);
    findings.measured(name, "last NFE, largest of 100 rows", seed, largest);
    findings.measured(name, "failed solves", seed, failed(run));
    double back = run.thereAndBack(data).orElse(Double.NaN);
    findings.measured(name, "there and back, relative", seed, back);
  }

  private static long failed(ImageRun run) {
    return run.history().stream().mapToLong(e -> e.evaluations().failed()).sum();
  }

  private static void draw(List<List<ImageRun>> runs, Findings findings) {
    Plot loss = ImagePlots.loss();
    Plot depth = ImagePlots.evaluations();
    for (List<ImageRun> seed : runs) {
      for (int i = 0; i < EXTRA.length; i++) {
        ImageRun run = seed.get(i);
        String name = run.network().name();
        double[] epochs = run.curve(TrainedEpoch::epoch);
        loss = loss.curve(name, epochs, run.curve(TrainedEpoch::loss), INKS[i]);
        double[] counts = run.evaluationCurve();
        depth = depth.curve(name, epochs, counts, INKS[i]);
      }
    }
    findings.picture(
        "training",
        Plots.row("Training", "Networks of equal size on digits, a curve a seed.", loss, depth));
  }

  private static void conclude(List<List<ImageRun>> runs, Setting setting, Findings findings) {
    findings.concluded(
        "five augmented channels are more accurate than none",
        runs,
        r -> r.get(2).error() < r.get(0).error());
    findings.concluded(
        "five augmented channels end at a lower loss in training",
        runs,
        r -> r.get(2).last().loss() < r.get(0).last().loss());
    findings.concluded(
        "their flow takes fewer evaluations at the end",
        runs,
        r -> depth(r.get(2)) < depth(r.get(0)));
    String[] published = {"96.4 ± 0.5", "–", "98.2 ± 0.1"};
    for (int i = 0; i < EXTRA.length; i++) {
      String name = runs.get(0).get(i).network().name();
      findings.compared("accuracy of " + name + ", %", published[i], findings.over(name, ACCURACY));
    }
    differences(setting, findings);
  }

  private static double depth(ImageRun run) {
    return run.last().evaluations().forwardPerRow();
  }

  private static void differences(Setting setting, Findings findings) {
    findings.differs(
        "The gradient is that of the discrete solve, and each image has its own steps; the authors"
            + " use the adjoint on batches with one step for all.");
    findings.differs("For p = 1 the width is chosen so that the number of parameters is nearest.");
    if (setting.size() == Setting.Size.USUAL) {
      findings.differs(
          "At most 3 seeds, the first 1,000 images at half the side (14 × 14), 3 epochs in batches"
              + " of 64, the first 1,000 test images; the paper: 60,000 at 28 × 28, 20 epochs in"
              + " batches of 256, 5 runs (--full).");
    }
    if (setting.data().isEmpty()) {
      findings.differs("Images are 200 drawn digits of side 10.");
    }
  }
}
