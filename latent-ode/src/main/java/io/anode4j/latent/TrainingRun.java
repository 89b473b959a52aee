package io.anode4j.latent;

import io.anode4j.latent.LatentWorkspace.Losses;
import io.anode4j.latent.ShardedEvaluation.Sums;
import io.anode4j.nn.Parameters;
import io.anode4j.optim.GradientClipping;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Optimizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The loop over epochs: Adam with a cosine schedule on the weights, a running average of them
 * (Polyak and Juditsky 1992) that is validated and kept where it was best, set-backs when numbers
 * stop being finite, checkpoints.
 */
final class TrainingRun {
  /** Optimiser steps over which the learning rate rises to its peak. */
  private static final int WARM_UP = 50;

  private static final double FINAL_RATE = 1e-5;
  private static final double AVERAGE_DECAY = 0.99;
  private static final int MOST_SETBACKS = 8;
  private static final int VALIDATION_SAMPLES = 4;

  private final LatentArchitecture architecture;
  private final LatentOdeConfig config;
  private final TrainingWindows windows;
  private final List<LatentQuery> validation;
  private final int windowsPerEpoch;
  private final TrainingListener listener;
  private final @Nullable Path checkpoint;
  private final String fingerprint;
  private final Optimizer optimizer = Optimizer.adam();
  private final LearningRate schedule;

  private Parameters parameters;
  private float[] average;
  private float[] best;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private double rateFactor = 1;
  private int sinceBest;
  private int epoch;
  private long step;
  private double earlierSeconds;
  private List<EpochReport> history = new ArrayList<>();

  TrainingRun(
      LatentArchitecture architecture,
      LatentOdeConfig config,
      TrainingWindows windows,
      int windowsPerEpoch,
      List<LatentQuery> validation,
      TrainingListener listener,
      @Nullable Path checkpoint,
      String fingerprint) {
    this.architecture = architecture;
    this.config = config;
    this.windows = windows;
    this.windowsPerEpoch = windowsPerEpoch;
    this.validation = validation;
    this.listener = listener;
    this.checkpoint = checkpoint;
    this.fingerprint = fingerprint;
    long steps = (long) config.epochs() * ceilDiv(windowsPerEpoch, config.batchSize());
    this.schedule =
        LearningRate.cosine(
            config.learningRate(), Math.min(FINAL_RATE, config.learningRate()), steps);
    this.parameters = architecture.initialize(new SplittableRandom(config.seed()));
    this.average = parameters.values().clone();
    this.best = average.clone();
  }

  private static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }

  /** Weights and reports of a finished run. */
  record Result(Parameters parameters, List<EpochReport> history) {}

  /** Trains until the epochs are used up or validation has stopped improving. */
  Result run(ShardedEvaluation evaluation) {
    resume();
    long started = System.nanoTime();
    int setbacks = 0;
    while (epoch < config.epochs() && sinceBest < config.patience()) {
      Parameters before = parameters.copy();
      float[] averageBefore = average.clone();
      float[] optimizerBefore = optimizer.state();
      long stepBefore = step;
      long epochStarted = System.nanoTime();
      @Nullable Sums sums = trainEpoch(evaluation);
      Losses validated = sums == null ? null : validate(evaluation);
      if (sums == null || validated == null || !Double.isFinite(loss(validated))) {
        parameters = before;
        average = averageBefore;
        step = stepBefore;
        optimizer.reset();
        if (optimizerBefore.length > 0) {
          optimizer.restore(optimizerBefore);
        }
        rateFactor /= 2;
        setBack(++setbacks);
        continue;
      }
      double seconds = (System.nanoTime() - epochStarted) / 1e9;
      double elapsed = earlierSeconds + (System.nanoTime() - started) / 1e9;
      finishEpoch(sums, validated, seconds, elapsed);
    }
    return new Result(new Parameters(architecture.layout(), best), List.copyOf(history));
  }

  private void setBack(int setbacks) {
    if (setbacks > MOST_SETBACKS) {
      throw new TrainingFailedException(
          "Training stopped being finite "
              + setbacks
              + " times, last in epoch "
              + (epoch + 1)
              + ", although the learning rate was halved each time; check the data for extreme"
              + " values ('anode4j inspect'), or lower learningRate");
    }
    listener.onNotice(
        "Epoch "
            + (epoch + 1)
            + " stopped being finite: back to the weights before it, learning rate halved to "
            + config.learningRate() * rateFactor);
  }

  private void resume() {
    if (checkpoint == null) {
      return;
    }
    Optional<Checkpoint> found = Checkpoint.read(checkpoint, fingerprint);
    if (found.isEmpty() && Files.exists(checkpoint)) {
      listener.onNotice(
          "The checkpoint "
              + checkpoint
              + " is not used and will be replaced: it is damaged, or was left by a run with other"
              + " data, settings or version of anode4j");
    }
    found.ifPresent(this::resumeFrom);
  }

  private void resumeFrom(Checkpoint state) {
    parameters = new Parameters(architecture.layout(), state.weights());
    average = state.average();
    best = state.best();
    if (state.optimizer().length > 0) {
      optimizer.restore(state.optimizer());
    }
    epoch = state.epoch();
    step = state.step();
    rateFactor = state.rateFactor();
    bestLoss = state.bestLoss();
    sinceBest = state.sinceBest();
    history = new ArrayList<>(state.history());
    earlierSeconds = state.elapsedSeconds();
    listener.onNotice("Resumed after epoch " + epoch + " from " + checkpoint);
  }

  /** One pass over freshly drawn windows; null when a loss or gradient was not finite. */
  private @Nullable Sums trainEpoch(ShardedEvaluation evaluation) {
    long seed = config.seed() * 1_000_003 + epoch;
    List<LatentQuery> queries = windows.queries(windowsPerEpoch, config.contextKeep(), seed);
    double klWeight = config.klWarmup() == 0 ? 1 : Math.min(1, (double) epoch / config.klWarmup());
    float[] gradient = new float[parameters.size()];
    Sums sums = Sums.zero();
    for (int from = 0; from < queries.size(); from += config.batchSize()) {
      List<LatentQuery> batch =
          queries.subList(from, Math.min(queries.size(), from + config.batchSize()));
      Arrays.fill(gradient, 0f);
      evaluation.parametersChanged();
      Sums part =
          evaluation.evaluate(
              batch,
              parameters,
              config.samples(),
              klWeight,
              seed * 31 + from,
              gradient,
              1.0 / Math.max(1, observed(batch)));
      double norm = GradientClipping.byGlobalNorm(gradient, config.clipNorm());
      if (!Double.isFinite(norm) || !Double.isFinite(part.losses().negativeElbo())) {
        return null;
      }
      sums = sums.plus(part);
      double warm = Math.min(1, (step + 1.0) / WARM_UP);
      optimizer.step(parameters, gradient, schedule.at(step) * warm * rateFactor);
      step++;
      updateAverage();
    }
    return sums;
  }

  private static int observed(List<LatentQuery> batch) {
    int count = 0;
    for (LatentQuery query : batch) {
      for (double[] row : query.targets()) {
        for (double v : row) {
          count += Double.isNaN(v) ? 0 : 1;
        }
      }
    }
    return count;
  }

  private void updateAverage() {
    float share = (float) (1 - Math.min(AVERAGE_DECAY, step / (step + 10.0)));
    float[] values = parameters.values();
    for (int i = 0; i < average.length; i++) {
      average[i] += share * (values[i] - average[i]);
    }
  }

  private Losses validate(ShardedEvaluation evaluation) {
    evaluation.parametersChanged();
    return evaluation
        .evaluate(
            validation,
            new Parameters(architecture.layout(), average),
            VALIDATION_SAMPLES,
            1,
            config.seed(),
            new float[0],
            0)
        .losses();
  }

  /** Horizon's −log p a value; for interpolation, that of all values. */
  private static double loss(Losses losses) {
    return losses.horizonValues() > 0
        ? losses.negativeLogLikelihood() / losses.horizonValues()
        : losses.negativeElbo() / Math.max(1, losses.values());
  }

  private void finishEpoch(Sums sums, Losses validated, double seconds, double elapsed) {
    epoch++;
    double loss = loss(validated);
    boolean improved = loss < bestLoss;
    if (improved) {
      bestLoss = loss;
      best = average.clone();
      sinceBest = 0;
    } else {
      sinceBest++;
    }
    Losses trained = sums.losses();
    EpochReport report =
        new EpochReport(
            epoch,
            config.epochs(),
            trained.negativeElbo() / Math.max(1, trained.values()),
            loss,
            validated.squaredError() / Math.max(1, validated.horizonValues()),
            (double) sums.evaluations() / Math.max(1, sums.rows()),
            schedule.at(step) * rateFactor,
            improved);
    history.add(report);
    save(elapsed);
    double remaining = elapsed / epoch * (config.epochs() - epoch);
    listener.onEpoch(report, new TrainingPace(windowsPerEpoch / seconds, elapsed, remaining));
  }

  private void save(double elapsedSeconds) {
    if (checkpoint == null) {
      return;
    }
    try {
      new Checkpoint(
              fingerprint,
              epoch,
              step,
              rateFactor,
              bestLoss,
              sinceBest,
              elapsedSeconds,
              parameters.values(),
              average,
              best,
              optimizer.state(),
              history)
          .write(checkpoint);
    } catch (IOException e) {
      throw new UncheckedIOException("The checkpoint " + checkpoint + " cannot be written", e);
    }
  }

  /** Removes the checkpoint of a run that has ended well. */
  void discardCheckpoint() {
    try {
      if (checkpoint != null) {
        Files.deleteIfExists(checkpoint);
      }
    } catch (IOException e) {
      listener.onNotice("The checkpoint " + checkpoint + " could not be removed: " + e);
    }
  }
}
