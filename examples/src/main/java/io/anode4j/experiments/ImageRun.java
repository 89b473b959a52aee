package io.anode4j.experiments;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.NeuralOde;
import io.anode4j.nn.Classifier;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Network;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Solution;
import io.anode4j.optim.Objective;
import io.anode4j.optim.SupervisedObjective;
import io.anode4j.optim.Trained;
import io.anode4j.optim.TrainedEpoch;
import io.anode4j.optim.Trainer;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A network trained on images.
 *
 * @param network the network with its first weights
 * @param parameters trained weights
 * @param history every epoch
 * @param errors share of wrong classes among some test images after each, in percent
 * @param error share of wrong classes among all test images, in percent
 * @param cpu processor time of the process while it was trained
 */
record ImageRun(
    ImageNetwork network,
    Parameters parameters,
    List<TrainedEpoch> history,
    double[] errors,
    double error,
    Duration cpu) {
  /** Images a shard, on whose layers' states the second-level cache is large enough. */
  private static final int SHARD = 16;

  /** Test images judged after each epoch; all are judged at the end. */
  private static final int JUDGED = 1000;

  /** Trains on the cross-entropy; test images choose nothing, the last weights count. */
  static ImageRun train(ImageNetwork network, ImageData data, Trainer trainer) {
    try (Workers workers = new Workers(trainer.threads(), "The training")) {
      Objective training =
          new SupervisedObjective(
              network.network().layer(),
              data.x(),
              data.labels(),
              Loss.crossEntropy(),
              SHARD,
              workers);
      Objective some = wrong(network, data.withTests(JUDGED), workers);
      List<Double> errors = new ArrayList<>();
      Duration before = Outcome.cpuTime();
      Trained trained =
          trainer
              .withObserver((epoch, weights) -> errors.add(percent(some, weights)))
              .fit(network.network().parameters(), training, null);
      Duration cpu = Outcome.cpuTime().minus(before);
      return new ImageRun(
          network,
          trained.parameters(),
          trained.history(),
          errors.stream().mapToDouble(e -> e).toArray(),
          percent(wrong(network, data, workers), trained.parameters()),
          cpu);
    }
  }

  private static double percent(Objective wrong, Parameters weights) {
    wrong.load(weights);
    return 100 * wrong.evaluate();
  }

  private static Objective wrong(ImageNetwork network, ImageData data, Workers workers) {
    return new SupervisedObjective(
        network.network().layer(),
        data.testX(),
        data.testLabels(),
        Loss.misclassified(),
        SHARD,
        workers);
  }

  TrainedEpoch last() {
    return history.get(history.size() - 1);
  }

  /** A figure of every epoch. */
  double[] curve(ToDoubleFunction<TrainedEpoch> value) {
    return history.stream().mapToDouble(value).toArray();
  }

  /** Evaluations of the field a row, forward, in every epoch. */
  double[] evaluationCurve() {
    return curve(epoch -> epoch.evaluations().forwardPerRow());
  }

  /** Share of wrong classes among the first thousand of the images trained on, in percent. */
  double trainingError(ImageData data) {
    ImageData seen = new ImageData(data.side(), data.x(), data.labels(), data.x(), data.labels());
    ImageData some = seen.withTests(JUDGED);
    Network trained = new Network(network.network().layer(), parameters);
    return 100 * (1 - new Classifier(trained).accuracy(some.testX(), some.testLabels()));
  }

  /** Microseconds of processor time an image of an epoch. */
  double microsAnImage(ImageData data) {
    return cpu.toNanos() / 1e3 / data.x().rows() / history.size();
  }

  /**
   * How far some test images are from where they started when what the block has solved is solved
   * back, over how far they went: 0 for an exact solve.
   */
  Optional<Double> thereAndBack(ImageData data) {
    return network.ode().map(ode -> thereAndBack(ode, data.withTests(100).testX()));
  }

  private Matrix start(Matrix images) {
    return new Network(network.stem(), parameters).apply(images);
  }

  /** The largest number of evaluations that one of some test images takes. */
  Optional<Integer> largest(ImageData data) {
    return network.ode().map(ode -> largest(ode, data.withTests(100).testX()));
  }

  private int largest(NeuralOde ode, Matrix images) {
    LayerField field = new LayerField(ode.dynamics(), parameters);
    return ode.solver().solve(field, start(images), ode.start(), ode.end()).rows().stream()
        .mapToInt(Solution.Row::evaluations)
        .max()
        .orElse(0);
  }

  private double thereAndBack(NeuralOde ode, Matrix images) {
    Matrix start = start(images);
    Matrix end = new Network(ode, parameters).apply(start);
    NeuralOde reversed =
        new NeuralOde(ode.dynamics(), ode.solver(), ode.end(), ode.start(), ode.regularization());
    Matrix back = new Network(reversed, parameters).apply(end);
    return Math.sqrt(squares(back, start) / squares(end, start));
  }

  private static double squares(Matrix a, Matrix b) {
    double sum = 0;
    for (int r = 0; r < a.rows(); r++) {
      for (int j = 0; j < a.columns(); j++) {
        double e = a.get(r, j) - b.get(r, j);
        sum += e * e;
      }
    }
    return sum;
  }
}
