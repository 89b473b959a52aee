package io.anode4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Classifier;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.RandomShift;
import io.anode4j.nn.Sequential;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static Network linear() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense dense = Dense.in(layout, "d", 2, 1);
    return Network.create(dense, layout.build(), 1);
  }

  /** y = 2a − 3b + 0.5 on the unit square. */
  private static Matrix[] plane(int rows) {
    SplittableRandom random = new SplittableRandom(7);
    Matrix x = new Matrix(rows, 2);
    Matrix y = new Matrix(rows, 1);
    for (int r = 0; r < rows; r++) {
      x.set(r, 0, (float) random.nextDouble());
      x.set(r, 1, (float) random.nextDouble());
      y.set(r, 0, 2 * x.get(r, 0) - 3 * x.get(r, 1) + 0.5f);
    }
    return new Matrix[] {x, y};
  }

  @Test
  void findsAPlaneByEitherLoss() {
    Matrix[] data = plane(200);
    for (Loss loss : List.of(Loss.meanSquared(), Loss.huber(0.5))) {
      Trained trained =
          Trainer.of(200)
              .withLearningRate(LearningRate.cosine(0.05, 200 * 7L))
              .withBatchSize(30)
              .fit(linear(), data[0], data[1], loss);
      float[] p = trained.parameters().values();
      assertEquals(2, p[0], 1e-2);
      assertEquals(-3, p[1], 1e-2);
      assertEquals(0.5, p[2], 1e-2);
      assertEquals(200, trained.history().size());
      assertTrue(trained.last().loss() < 1e-4, "loss " + trained.last());
    }
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    Matrix[] data = plane(50);
    Trainer trainer = Trainer.of(3).withBatchSize(8).withSeed(5).withMaxNorm(0.1);
    float[] once =
        trainer.fit(linear(), data[0], data[1], Loss.meanSquared()).parameters().values();
    float[] again =
        trainer.fit(linear(), data[0], data[1], Loss.meanSquared()).parameters().values();
    assertArrayEquals(once, again);
    float[] other =
        trainer
            .withSeed(6)
            .fit(linear(), data[0], data[1], Loss.meanSquared())
            .parameters()
            .values();
    assertTrue(once[0] != other[0]);
  }

  /** A layer as wide as an image, so that a batch is several shards; one draws in each. */
  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    int pixels = 32 * 32;
    Layer model = Sequential.of(new RandomShift(1, 32, 32, 3), Dense.in(layout, "d", pixels, 3));
    Network start = Network.create(model, layout.build(), 1);
    Matrix x = Doubles.randomMatrix(new SplittableRandom(1), 150, pixels);
    Matrix target = new Matrix(150, 1);
    for (int r = 0; r < 150; r++) {
      target.set(r, 0, r % 3);
    }
    assertEquals(32, SupervisedObjective.shardSize(model));
    List<float[]> weights = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (int threads = 1; threads <= 3; threads++) {
      try (Workers workers = new Workers(threads, "The test")) {
        Objective validation =
            new SupervisedObjective(model, x, target, Loss.misclassified(), 7, workers);
        Trained trained =
            Trainer.of(2)
                .withBatchSize(100)
                .withThreads(threads)
                .withOptimizer(() -> Optimizer.momentum(0.9, 0, false))
                .withObserver((epoch, seen) -> weights.add(seen.values().clone()))
                .fit(start, x, target, Loss.crossEntropy(), validation);
        errors.add(trained.last().validationLoss());
      }
    }
    assertEquals(6, weights.size());
    for (int i = 2; i < 6; i++) {
      assertArrayEquals(weights.get(i % 2), weights.get(i));
    }
    assertEquals(List.of(errors.get(0), errors.get(0), errors.get(0)), errors);
    Classifier last = new Classifier(new Network(model, withValues(start, weights.get(5))));
    assertEquals(1 - last.accuracy(x, target), errors.get(0), 1e-12);
  }

  private static Parameters withValues(Network network, float[] values) {
    Parameters copy = network.parameters().copy();
    System.arraycopy(values, 0, copy.values(), 0, values.length);
    return copy;
  }

  /** The mean over shards of unequal size is the mean over the batch. */
  @Test
  void shardsAreWeighedByTheirSamples() {
    Matrix[] data = plane(10);
    Network start = linear();
    int[] batch = {4, 1, 2, 9, 0, 3, 8};
    float[][] gradients = new float[2][3];
    double[] losses = new double[2];
    int[] shards = {3, 100};
    for (int i = 0; i < 2; i++) {
      SupervisedObjective objective =
          new SupervisedObjective(
              start.layer(), data[0], data[1], Loss.meanSquared(), shards[i], null);
      objective.load(start.parameters());
      losses[i] = objective.accumulate(batch, new SplittableRandom(1), gradients[i]);
    }
    assertEquals(losses[1], losses[0], 1e-12);
    assertArrayEquals(gradients[1], gradients[0], 1e-6f);
  }

  @Test
  void stopsEarlyAndKeepsTheBest() {
    Matrix[] data = plane(20);
    Network start = linear();
    SupervisedObjective training =
        new SupervisedObjective(start.layer(), data[0], data[1], Loss.meanSquared());
    // Validation that gets worse from the third epoch on.
    Objective validation = new Scripted(5, 4, 6, 7, 8);
    List<TrainedEpoch> told = new ArrayList<>();
    Trained trained =
        Trainer.of(100)
            .withPatience(3)
            .withOptimizer(() -> Optimizer.adamW(0))
            .withListener(told::add)
            .fit(start.parameters(), training, validation);
    assertEquals(5, told.size());
    assertEquals(trained.history(), told);
    Trained two =
        Trainer.of(2)
            .withOptimizer(() -> Optimizer.adamW(0))
            .fit(start.parameters(), training, null);
    assertArrayEquals(two.parameters().values(), trained.parameters().values());
    assertTrue(Double.isNaN(two.last().validationLoss()));
  }

  @Test
  void leavesBatchesWithoutAFiniteLossOut() {
    Matrix[] data = plane(4);
    data[1].set(2, 0, Float.NaN);
    Trained trained =
        Trainer.of(1).withBatchSize(1).fit(linear(), data[0], data[1], Loss.meanSquared());
    assertEquals(1, trained.last().skipped());
    assertTrue(trained.parameters().isFinite());
    data[1].set(0, 0, Float.NaN);
    String message =
        assertThrows(
                ArithmeticException.class,
                () ->
                    Trainer.of(1)
                        .withBatchSize(4)
                        .fit(linear(), data[0], data[1], Loss.meanSquared()))
            .getMessage();
    assertTrue(message.contains("epoch 1"), message);
  }

  @Test
  void separatesClasses() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "m", Activation.TANH, 2, 12, 3);
    SplittableRandom random = new SplittableRandom(3);
    Matrix x = new Matrix(300, 2);
    Matrix target = new Matrix(300, 1);
    for (int r = 0; r < 300; r++) {
      double angle = 2 * Math.PI * random.nextDouble();
      int ring = r % 3;
      x.set(r, 0, (float) (ring * Math.cos(angle)));
      x.set(r, 1, (float) (ring * Math.sin(angle)));
      target.set(r, 0, ring);
    }
    Network start = Network.create(mlp, layout.build(), 1);
    Trained trained =
        Trainer.of(150)
            .withLearningRate(LearningRate.constant(1e-2))
            .fit(start, x, target, Loss.crossEntropy());
    Classifier classifier = new Classifier(new Network(mlp, trained.parameters()));
    assertTrue(classifier.accuracy(x, target) > 0.98, "accuracy " + classifier.accuracy(x, target));
    Matrix probabilities = classifier.probabilities(x);
    for (int r = 0; r < 300; r++) {
      double sum = 0;
      for (int j = 0; j < 3; j++) {
        sum += probabilities.get(r, j);
      }
      assertEquals(1, sum, 1e-6);
    }
  }

  @Test
  void lossesHaveTheirClosedFormsAndGradients() {
    Matrix y = Matrix.of(new float[][] {{1, -2}, {0.5f, 3}});
    Matrix target = Matrix.of(new float[][] {{0, 1}, {0.5f, 2.5f}});
    Matrix label = Matrix.of(new float[][] {{1}, {0}});
    Matrix ct = new Matrix(2, 2);
    assertEquals((1 + 9 + 0 + 0.25) / 4, Loss.meanSquared().evaluate(2, y, target, ct), 1e-12);
    assertEquals((0.5 + 2.5 + 0 + 0.125) / 4, Loss.huber(1).evaluate(2, y, target, ct), 1e-12);
    double expected = (Math.log(Math.exp(3) + 1) + Math.log(1 + Math.exp(2.5))) / 2;
    assertEquals(expected, Loss.crossEntropy().evaluate(2, y, label, ct), 1e-12);
    List<Loss> losses = List.of(Loss.meanSquared(), Loss.huber(1), Loss.crossEntropy());
    List<Matrix> aims = List.of(target, target, label);
    for (Loss loss : losses) {
      for (int i = 0; i < 4; i++) {
        double[] side = new double[2];
        Matrix gradient = new Matrix(2, 2);
        Matrix aim = aims.get(losses.indexOf(loss));
        loss.evaluate(2, y, aim, gradient);
        for (int s = 0; s < 2; s++) {
          Matrix moved = Matrix.of(2, 2, y.toArray());
          moved.set(i / 2, i % 2, y.get(i / 2, i % 2) + (s == 0 ? 1e-3f : -1e-3f));
          side[s] = loss.evaluate(2, moved, aim, ct);
        }
        assertEquals((side[0] - side[1]) / 2e-3, gradient.get(i / 2, i % 2), 1e-3);
      }
    }
    Matrix wrong = Matrix.of(new float[][] {{2}, {0}});
    assertRefused("class 2.0", () -> Loss.crossEntropy().evaluate(2, y, wrong, ct));
    assertRefused("δ = 0", () -> Loss.huber(0));
    assertRefused("as many columns", () -> Loss.meanSquared().evaluate(2, y, label, ct));
    assertRefused("0 epochs", () -> Trainer.of(0));
    assertRefused("on 0 threads", () -> Trainer.of(1).withThreads(0));
    assertRefused(
        "Shards of 0",
        () ->
            new SupervisedObjective(
                linear().layer(), new Matrix(2, 2), label, Loss.meanSquared(), 0, null));
    assertRefused(
        "as many rows",
        () ->
            new SupervisedObjective(
                linear().layer(), new Matrix(1, 2), new Matrix(2, 1), Loss.meanSquared()));
  }

  private static void assertRefused(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  /** Returns given losses one after the other. */
  private static final class Scripted implements Objective {
    private final double[] losses;
    private int next;

    Scripted(double... losses) {
      this.losses = losses;
    }

    @Override
    public int samples() {
      return 1;
    }

    @Override
    public void load(Parameters parameters) {}

    @Override
    public double accumulate(int[] batch, RandomGenerator random, float[] gradient) {
      throw new AssertionError("validation is not trained on");
    }

    @Override
    public double evaluate() {
      return losses[next++];
    }
  }
}
