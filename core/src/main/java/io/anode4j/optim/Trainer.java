package io.anode4j.optim;

import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Network;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A plain minibatch trainer: an immutable value that can be shared. The same seed gives the same
 * weights, bit for bit.
 *
 * @param epochs largest number of passes over the samples
 * @param batchSize samples a minibatch; the last one of an epoch may be smaller
 * @param optimizer makes the descent rule of a run
 * @param learningRate rate of each step
 * @param maxNorm largest gradient norm, beyond which it is scaled down; infinity never clips
 * @param patience epochs without a better validation loss after which to stop; 0 never stops early
 * @param seed of the order of samples and of whatever the objective draws
 * @param threads that compute a batch of {@link #fit(Network, Matrix, Matrix, Loss)}; no bit
 *     depends on how many
 * @param listener told after each epoch, with the weights as they are then: copy them to keep them
 */
public record Trainer(
    int epochs,
    int batchSize,
    Supplier<Optimizer> optimizer,
    LearningRate learningRate,
    double maxNorm,
    int patience,
    long seed,
    int threads,
    BiConsumer<TrainedEpoch, Parameters> listener) {
  /** Checks the numbers. */
  public Trainer {
    if (epochs < 1 || batchSize < 1 || patience < 0 || !(maxNorm > 0) || threads < 1) {
      throw new IllegalArgumentException(
          String.format(
              "Training of %d epochs in batches of %d with patience %d and gradients up to %s on %d"
                  + " threads; expected at least 1, 1, 0, a norm above 0 and 1 thread",
              epochs, batchSize, patience, maxNorm, threads));
    }
  }

  /**
   * Adam at 10⁻³ in batches of 64, gradients clipped at norm 10, no early stop: settings under
   * which small neural ODEs train; seed 1, one thread.
   *
   * @param epochs largest number of passes over the samples
   * @return the trainer
   */
  public static Trainer of(int epochs) {
    LearningRate rate = LearningRate.constant(1e-3);
    return new Trainer(epochs, 64, Optimizer::adam, rate, 10, 0, 1, 1, (epoch, weights) -> {});
  }

  /** With another batch size. */
  public Trainer withBatchSize(int size) {
    return new Trainer(
        epochs, size, optimizer, learningRate, maxNorm, patience, seed, threads, listener);
  }

  /** With another descent rule, made anew for each run. */
  public Trainer withOptimizer(Supplier<Optimizer> rule) {
    return new Trainer(
        epochs, batchSize, rule, learningRate, maxNorm, patience, seed, threads, listener);
  }

  /** With another schedule. */
  public Trainer withLearningRate(LearningRate schedule) {
    return new Trainer(
        epochs, batchSize, optimizer, schedule, maxNorm, patience, seed, threads, listener);
  }

  /** With another limit of the gradient's norm. */
  public Trainer withMaxNorm(double norm) {
    return new Trainer(
        epochs, batchSize, optimizer, learningRate, norm, patience, seed, threads, listener);
  }

  /** Stopping after some epochs without a better validation loss. */
  public Trainer withPatience(int limit) {
    return new Trainer(
        epochs, batchSize, optimizer, learningRate, maxNorm, limit, seed, threads, listener);
  }

  /** With another seed. */
  public Trainer withSeed(long other) {
    return new Trainer(
        epochs, batchSize, optimizer, learningRate, maxNorm, patience, other, threads, listener);
  }

  /** On several threads, with the same bits. */
  public Trainer withThreads(int count) {
    return new Trainer(
        epochs, batchSize, optimizer, learningRate, maxNorm, patience, seed, count, listener);
  }

  /** Telling a listener after each epoch, with the weights as they are then. */
  public Trainer withObserver(BiConsumer<TrainedEpoch, Parameters> told) {
    return new Trainer(
        epochs, batchSize, optimizer, learningRate, maxNorm, patience, seed, threads, told);
  }

  /** Telling a listener after each epoch. */
  public Trainer withListener(Consumer<TrainedEpoch> told) {
    return withObserver((epoch, weights) -> told.accept(epoch));
  }

  /**
   * Fits a network to known targets.
   *
   * @param network architecture and first weights, which stay as they are
   * @param inputs {@code [samples × inputs]}
   * @param targets as many rows, in the shape that the loss asks for
   * @param loss loss of outputs against targets
   * @return weights and history
   * @throws ArithmeticException when no minibatch of an epoch had a finite loss
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public Trained fit(Network network, Matrix inputs, Matrix targets, Loss loss) {
    return fit(network, inputs, targets, loss, null);
  }

  /**
   * Fits a network to known targets, judged by others.
   *
   * @param network architecture and first weights, which stay as they are
   * @param inputs {@code [samples × inputs]}
   * @param targets as many rows, in the shape that the loss asks for
   * @param loss loss of outputs against targets
   * @param validation what to judge weights by after each epoch, or null: {@link
   *     Loss#misclassified} over samples kept back, for instance
   * @return weights and history
   * @throws ArithmeticException when no minibatch of an epoch had a finite loss
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public Trained fit(
      Network network, Matrix inputs, Matrix targets, Loss loss, @Nullable Objective validation) {
    int shard = SupervisedObjective.shardSize(network.layer());
    try (Workers workers = new Workers(threads, "The training")) {
      Objective objective =
          new SupervisedObjective(
              network.layer(), inputs, targets, loss, shard, threads > 1 ? workers : null);
      return fit(network.parameters(), objective, validation);
    }
  }

  /**
   * Minimises an objective.
   *
   * @param first first weights, which stay as they are
   * @param objective what to make small
   * @param validation what to judge weights by after each epoch, or null
   * @return weights and history
   * @throws ArithmeticException when no minibatch of an epoch had a finite loss
   * @throws java.util.concurrent.CancellationException when the thread is interrupted; first
   *     weights and objective can be used again
   */
  public Trained fit(Parameters first, Objective objective, @Nullable Objective validation) {
    Parameters parameters = first.copy();
    Parameters best = parameters;
    double bestLoss = Double.POSITIVE_INFINITY;
    int waited = 0;
    Optimizer rule = optimizer.get();
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[objective.samples()];
    Arrays.setAll(order, i -> i);
    long[] step = {0};
    List<TrainedEpoch> history = new ArrayList<>();
    objective.takeEvaluations(); // Those of a run that ended before its epoch did.
    for (int e = 1; e <= epochs; e++) {
      shuffle(order, random);
      TrainedEpoch epoch = epoch(e, parameters, objective, validation, rule, order, random, step);
      history.add(epoch);
      listener.accept(epoch, parameters);
      if (validation != null && epoch.validationLoss() < bestLoss) {
        bestLoss = epoch.validationLoss();
        best = parameters.copy();
        waited = 0;
      } else if (validation != null && ++waited == patience) {
        break;
      }
    }
    return new Trained(Double.isFinite(bestLoss) ? best : parameters, history);
  }

  private TrainedEpoch epoch(
      int number,
      Parameters parameters,
      Objective objective,
      @Nullable Objective validation,
      Optimizer rule,
      int[] order,
      SplittableRandom random,
      long[] step) {
    float[] gradient = new float[parameters.size()];
    double losses = 0;
    double norms = 0;
    int used = 0;
    int batches = 0;
    for (int from = 0; from < order.length; from += batchSize, batches++) {
      Cancellation.check("The training");
      int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize));
      Arrays.fill(gradient, 0f);
      objective.load(parameters);
      double loss = objective.accumulate(batch, random.split(), gradient);
      double norm = GradientClipping.byGlobalNorm(gradient, maxNorm);
      if (Double.isFinite(loss) && Double.isFinite(norm)) {
        rule.step(parameters, gradient, learningRate.at(step[0]++));
        losses += loss;
        norms += norm;
        used++;
      }
    }
    if (used == 0) {
      throw new ArithmeticException(
          "No minibatch of epoch "
              + number
              + " had a finite loss and gradient; expected at least one: lower the learning rate or"
              + " the gradient norm, or scale the inputs to size 1");
    }
    FieldEvaluations evaluations = objective.takeEvaluations();
    double validationLoss = Double.NaN;
    if (validation != null) {
      validation.load(parameters);
      validationLoss = validation.evaluate();
      validation.takeEvaluations();
    }
    return new TrainedEpoch(
        number, losses / used, validationLoss, norms / used, batches - used, evaluations);
  }

  /** Fisher and Yates. */
  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }
}
