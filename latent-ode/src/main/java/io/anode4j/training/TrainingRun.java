package io.anode4j.training;

import io.anode4j.model.EpochReport;
import io.anode4j.nn.Parameters;
import io.anode4j.optim.GradientClipping;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Optimizer;
import io.anode4j.tensor.Cancellation;
import io.anode4j.training.TrainingObjective.Sums;
import io.anode4j.training.TrainingObjective.Validation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loop over epochs: Adam with a cosine schedule on the weights, a running average of them
 * (Polyak and Juditsky 1992) that is validated and kept where it was best, set-backs when numbers
 * stop being finite, checkpoints.
 */
public final class TrainingRun {
  /** Optimiser steps over which the learning rate rises to its peak. */
  private static final int WARM_UP = 50;

  private static final double FINAL_RATE = 1e-5;
  private static final double AVERAGE_DECAY = 0.99;
  private static final int MOST_SETBACKS = 8;

  private final TrainingObjective objective;
  private final Settings settings;
  private final TrainingListener listener;
  private final @Nullable Path checkpoint;
  private final String fingerprint;
  private final Optimizer optimizer;
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

  /**
   * What decides how a run goes.
   *
   * @param epochs at most so many epochs
   * @param learningRate peak learning rate of Adam
   * @param patience epochs without improvement on validation before it stops
   * @param clipNorm largest global norm of a gradient
   * @param weightDecay decoupled weight decay, 0 for none
   */
  public record Settings(
      int epochs, double learningRate, int patience, double clipNorm, double weightDecay) {}

  /**
   * A run.
   *
   * @param objective what to minimise
   * @param settings how
   * @param options who is told, and where to save the state after each epoch
   * @param fingerprint of settings and data, asked for where there is a checkpoint: one of another
   *     run is not used
   */
  public TrainingRun(
      TrainingObjective objective,
      Settings settings,
      RunOptions options,
      Supplier<String> fingerprint) {
    this.objective = objective;
    this.settings = settings;
    this.listener = options.listener();
    this.checkpoint = options.checkpoint();
    this.fingerprint = checkpoint == null ? "" : fingerprint.get();
    this.optimizer =
        settings.weightDecay() == 0 ? Optimizer.adam() : Optimizer.adamW(settings.weightDecay());
    long steps = (long) settings.epochs() * objective.batches();
    this.schedule =
        LearningRate.cosine(
            settings.learningRate(), Math.min(FINAL_RATE, settings.learningRate()), steps);
    this.parameters = objective.initialize();
    this.average = parameters.values().clone();
    this.best = average.clone();
  }

  /**
   * A finished run.
   *
   * @param parameters the best weights
   * @param history report of each epoch
   */
  public record Result(Parameters parameters, List<EpochReport> history) {}

  /**
   * Trains until the epochs are used up or validation has stopped improving.
   *
   * @return best weights and reports
   * @throws TrainingFailedException when numbers stop being finite again and again
   */
  public Result run() {
    resume();
    long started = System.nanoTime();
    int setbacks = 0;
    while (epoch < settings.epochs() && sinceBest < settings.patience()) {
      Parameters before = parameters.copy();
      float[] averageBefore = average.clone();
      float[] optimizerBefore = optimizer.state();
      long stepBefore = step;
      long epochStarted = System.nanoTime();
      @Nullable Sums sums = trainEpoch();
      Validation validated =
          sums == null ? null : objective.validate(new Parameters(objective.layout(), average));
      if (sums == null || validated == null || !Double.isFinite(validated.loss())) {
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
    return new Result(new Parameters(objective.layout(), best), List.copyOf(history));
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
            + settings.learningRate() * rateFactor);
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
    parameters = new Parameters(objective.layout(), state.weights());
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
  private @Nullable Sums trainEpoch() {
    objective.beginEpoch(epoch);
    float[] gradient = new float[parameters.size()];
    Sums sums = Sums.NONE;
    for (int batch = 0; batch < objective.batches(); batch++) {
      Cancellation.check("The training");
      Arrays.fill(gradient, 0f);
      Sums part = objective.evaluate(batch, parameters, gradient);
      if (part.values() == 0) {
        continue;
      }
      double norm = GradientClipping.byGlobalNorm(gradient, settings.clipNorm());
      if (!Double.isFinite(norm) || !Double.isFinite(part.loss())) {
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

  private void updateAverage() {
    float share = (float) (1 - Math.min(AVERAGE_DECAY, step / (step + 10.0)));
    float[] values = parameters.values();
    for (int i = 0; i < average.length; i++) {
      average[i] += share * (values[i] - average[i]);
    }
  }

  private void finishEpoch(Sums sums, Validation validated, double seconds, double elapsed) {
    epoch++;
    double loss = validated.loss();
    boolean improved = loss < bestLoss;
    if (improved) {
      bestLoss = loss;
      best = average.clone();
      sinceBest = 0;
    } else {
      sinceBest++;
    }
    EpochReport report =
        new EpochReport(
            epoch,
            settings.epochs(),
            sums.loss() / Math.max(1, sums.values()),
            loss,
            validated.squaredError(),
            sums.evaluations() / Math.max(1, sums.solves()),
            schedule.at(step) * rateFactor,
            improved);
    history.add(report);
    save(elapsed);
    double remaining = elapsed / epoch * (settings.epochs() - epoch);
    listener.onEpoch(report, new TrainingPace(objective.windows() / seconds, elapsed, remaining));
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
}
