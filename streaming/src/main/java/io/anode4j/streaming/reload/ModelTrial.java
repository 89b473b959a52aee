package io.anode4j.streaming.reload;

import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import io.anode4j.forecast.Forecast;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model work before it may serve: the same channels and times, sane and repeatable scores,
 * states that survive saving, finite forecasts, and the manifest's own readings.
 */
final class ModelTrial {
  private static final int READINGS = 24;
  private static final double TOLERANCE = 1e-4;

  private final SensorModel model;

  private ModelTrial(SensorModel model) {
    this.model = model;
  }

  /** Throws {@link ModelRefusedException} with the first thing that speaks against a model. */
  static void pass(SensorModel model, SensorModel inService, List<ModelManifest.Vector> vectors) {
    ModelTrial trial = new ModelTrial(model);
    trial.requireShape(inService);
    trial.requireRepeatableScores();
    trial.requireExpected(vectors);
  }

  private void requireShape(SensorModel inService) {
    if (!model.channels().equals(inService.channels())) {
      throw new ModelRefusedException(
          "it has the channels %s; expected those of the model in service, %s; start another stream"
              .formatted(model.channels(), inService.channels()));
    }
    if (model.timeFormat().isDated() != inService.timeFormat().isDated()) {
      throw new ModelRefusedException(
          "its times are %s; expected %s as of the model in service; train on times of that kind"
              .formatted(model.timeFormat().description(), inService.timeFormat().description()));
    }
  }

  /** Two scorers, one of which forgets all but its saved state before each reading, must agree. */
  private void requireRepeatableScores() {
    Scorer one = model.newScorer();
    byte @Nullable [] state = null;
    double time = 1.7e9;
    double step = 1;
    for (int i = 0; i < READINGS; i++) {
      Reading reading = new Reading(time, expectation(one, time, i));
      Score first = one.update(reading);
      Scorer other = model.newScorer();
      if (state != null) {
        other.restore(state);
      }
      Score second = other.update(reading);
      state = other.save();
      requireSane(first);
      if (first.logLikelihood() != second.logLikelihood()) {
        throw new ModelRefusedException(
            "reading %d of its trial scored %s, and %s from a saved state; expected equal scores; "
                    .formatted(i + 1, first.logLikelihood(), second.logLikelihood())
                + "train it again");
      }
      time += step;
      step *= i % 2 == 0 ? 3 : 0.4;
    }
    requireFiniteForecast(one);
  }

  /** The last forecast's mean, so that readings are in the model's own units; one channel aside. */
  private double[] expectation(Scorer scorer, double time, int turn) {
    Forecast forecast = scorer.forecast(new double[] {time});
    double[] values = new double[model.channels().size()];
    Arrays.setAll(values, c -> forecast.mean(0, c) + (turn % 3 - 1) * forecast.std(0, c));
    if (values.length > 1) {
      values[turn % values.length] = Double.NaN;
    }
    return values;
  }

  private void requireSane(Score score) {
    boolean sane =
        Double.isFinite(score.logLikelihood())
            && Double.isFinite(score.anomaly())
            && score.pValue() >= 0
            && score.pValue() <= 1;
    for (int c = 0; c < score.channels(); c++) {
      sane &= Double.isFinite(score.mean(c)) && score.std(c) > 0;
    }
    if (!sane) {
      throw new ModelRefusedException(
          "an ordinary reading of its trial gave %s; expected finite numbers; train it again"
              .formatted(score));
    }
  }

  private void requireFiniteForecast(Scorer scorer) {
    double last = scorer.lastTime();
    try {
      scorer.forecast(new double[] {last, last + 1, last + 1e3, last + 1e6});
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ModelRefusedException(
          "its trial's forecast failed (%s); expected finite numbers; train it again"
              .formatted(e.getMessage()));
    }
  }

  private void requireExpected(List<ModelManifest.Vector> vectors) {
    Scorer scorer = model.newScorer();
    for (int i = 0; i < vectors.size(); i++) {
      ModelManifest.Vector vector = vectors.get(i);
      double found = score(scorer, vector, i).logLikelihood();
      double expected = vector.logLikelihood();
      if (!(Math.abs(found - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
        throw new ModelRefusedException(
            "reading %d of the manifest's self-test scored %s; expected %s; ship the file meant"
                .formatted(i + 1, found, expected));
      }
    }
  }

  private static Score score(Scorer scorer, ModelManifest.Vector vector, int index) {
    double[] values =
        vector.values().stream().mapToDouble(v -> v == null ? Double.NaN : v).toArray();
    try {
      return scorer.update(new Reading(vector.time(), values));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ModelRefusedException(
          "reading %d of the manifest's self-test cannot be scored (%s); mend the manifest"
              .formatted(index + 1, e.getMessage()));
    }
  }
}
