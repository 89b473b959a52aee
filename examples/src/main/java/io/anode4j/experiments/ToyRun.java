package io.anode4j.experiments;

import io.anode4j.data.synthetic.LabelledPoints;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Network;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.optim.SupervisedObjective;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A toy network trained, with what was seen on the way.
 *
 * @param toy the network
 * @param parameters trained weights
 * @param moments weights before the first epoch and after each
 * @param losses mean loss of each epoch
 * @param evaluations evaluations an average row of each epoch (forward)
 * @param largest largest evaluations of a row, over the training points, after each epoch
 * @param failed rows whose solve failed, in all epochs
 */
record ToyRun(
    ToyNetwork toy,
    Parameters parameters,
    List<Parameters> moments,
    double[] losses,
    double[] evaluations,
    double[] largest,
    long failed) {

  /** Trains as the paper's code does: Huber loss, Adam at 10⁻³, batches of 64. */
  static ToyRun train(ToyNetwork toy, LabelledPoints data, int epochs, double rate, long seed) {
    Matrix x = Matrix.of(data.points());
    Parameters first = toy.network().parameters();
    Watched watched =
        new Watched(
            new SupervisedObjective(
                toy.network().layer(), x, Matrix.of(data.targets()), Loss.huber(1)),
            first);
    List<Parameters> moments = new ArrayList<>();
    List<Double> largest = new ArrayList<>();
    moments.add(first.copy());
    float[][] some = sample(data.points());
    Trained trained =
        Trainer.of(epochs)
            .withSeed(seed)
            .withLearningRate(step -> rate)
            .withListener(
                epoch -> {
                  moments.add(watched.current().copy());
                  largest.add(toy.isOde() ? largest(toy, watched.current(), some) : 0);
                })
            .fit(first, watched, null);
    return new ToyRun(
        toy,
        trained.parameters(),
        moments,
        trained.history().stream().mapToDouble(e -> e.loss()).toArray(),
        trained.history().stream().mapToDouble(e -> e.evaluations().forwardPerRow()).toArray(),
        largest.stream().mapToDouble(d -> d).toArray(),
        trained.history().stream().mapToLong(e -> e.evaluations().failed()).sum());
  }

  /** Every so many points, 200 at most. */
  private static float[][] sample(float[][] points) {
    int stride = Math.max(1, points.length / 200);
    float[][] some = new float[points.length / stride][];
    Arrays.setAll(some, i -> points[i * stride]);
    return some;
  }

  private static double largest(ToyNetwork toy, Parameters weights, float[][] points) {
    return toy.solve(weights, ToyNetwork.SOLVER, points, 0, 1).rows().stream()
        .mapToInt(Solution.Row::evaluations)
        .max()
        .orElse(0);
  }

  double loss() {
    return losses[losses.length - 1];
  }

  /** Share of points on whose side of 0 the output lies. */
  double accuracy(LabelledPoints points) {
    float[] said =
        new Network(toy.network().layer(), parameters).apply(Matrix.of(points.points())).toArray();
    int right = 0;
    for (int i = 0; i < said.length; i++) {
      right += said[i] * points.labels()[i] > 0 ? 1 : 0;
    }
    return (double) right / said.length;
  }

  /** Root mean squared distance of points solved there and back at the training tolerance. */
  double thereAndBack(float[][] points) {
    Solver solver = ToyNetwork.SOLVER;
    float[][] ends = toy.features(parameters, points);
    Solution back = toy.solve(parameters, solver, ends, 1, 0);
    double squares = 0;
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < ends[i].length; j++) {
        double start = j < points[i].length ? points[i][j] : 0;
        double e = back.value(i, 1, j) - start;
        squares += e * e;
      }
    }
    return Math.sqrt(squares / points.length);
  }
}
