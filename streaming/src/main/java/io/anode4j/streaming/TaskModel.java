package io.anode4j.streaming;

import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import io.anode4j.filter.StateException;
import io.anode4j.forecast.Forecast;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.record.BadRecordException.Reason;
import io.anode4j.streaming.record.Channels;
import io.anode4j.streaming.record.ModelClock;
import io.anode4j.streaming.record.OutputJson;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A model as one task uses it: one scorer that serves the task's sensors in turn. */
final class TaskModel {
  private static final int MOST_NAMED = 12;

  final ActiveModel active;
  final Channels channels;
  final ModelClock clock;
  final OutputJson json;
  final SensorStateCodec codec;
  final long fingerprint;
  private final Scorer scorer;

  /** Why the sensor in hand began afresh; null when it did not. */
  private @Nullable String restarted;

  TaskModel(ActiveModel active, StreamingConfig config) {
    this(active, config, ScorerSource.OF_MODEL);
  }

  TaskModel(ActiveModel active, StreamingConfig config, ScorerSource scorers) {
    SensorModel model = active.model();
    this.active = active;
    this.channels =
        Channels.of(model.channels(), config.ignoreUnknownFeatures(), model.timeFormat().isDated());
    this.clock = new ModelClock(config.timeUnitMillis());
    this.json =
        new OutputJson(
            model.channels(),
            active.label(),
            clock,
            config.forecasts().quantiles(),
            config.scoresForConnect());
    this.codec = new SensorStateCodec(model.channels().size());
    this.fingerprint = HexFormat.fromHexDigitsToLong(model.id().substring(0, 16));
    this.scorer = scorers.scorer(model, config.falseAlarmRate());
  }

  Scorer scorer() {
    return scorer;
  }

  @Nullable String restarted() {
    return restarted;
  }

  /** The same, once: only the first score after it says so. */
  @Nullable String takeRestarted() {
    String why = restarted;
    restarted = null;
    return why;
  }

  /** Takes a sensor in hand: the state behind its bytes, the scorer where it was. */
  SensorState load(byte @Nullable [] stored) {
    restarted = null;
    SensorState state = stored == null ? null : codec.readOr(stored, why -> restarted = why);
    if (state == null) {
      state = new SensorState();
      state.episode = stored == null ? null : SensorStateCodec.episodeIn(stored);
    }
    restore(state);
    return state;
  }

  private void restore(SensorState state) {
    scorer.reset();
    if (state.scorer.length == 0) {
      return;
    }
    try {
      scorer.restore(state.scorer);
    } catch (StateException e) {
      boolean changed = e.reason() == StateException.Reason.OTHER_MODEL;
      restart(state, changed ? "model changed" : "scorer's state is " + e.reason());
    }
  }

  /** Begins afresh, from the readings that were kept. */
  private void restart(SensorState state, String why) {
    scorer.reset();
    state.dropScorer();
    int again = 0;
    for (WaitingReading kept : state.recent) {
      if (tryUpdate(new Reading(clock.time(kept.nanos()), kept.values())) == null) {
        // Too large for this model: what comes after it begins anew.
        scorer.reset();
        again = 0;
      } else {
        again++;
      }
    }
    restarted = again == 0 ? why : why + "; encoded again from " + again + " readings";
    save(state);
  }

  /** Lets the state hold what the scorer knows. */
  void save(SensorState state) {
    state.model = fingerprint;
    state.scorer = scorer.count() == 0 ? new byte[0] : scorer.save();
  }

  /** Stands again where the state is: after a reading that could not be scored. */
  void rollBack(SensorState state) {
    scorer.reset();
    if (state.scorer.length > 0) {
      scorer.restore(state.scorer);
    }
  }

  /** Steps back to before the last reading. */
  void stepBack(SensorState state) {
    scorer.reset();
    if (state.before.length > 0) {
      scorer.restore(state.before);
    }
  }

  /**
   * Scores a reading and learns from it. A state that gives no finite expectation is at fault
   * itself and is begun afresh; else the reading is.
   */
  Score update(SensorState state, WaitingReading reading) {
    Reading asked = new Reading(clock.time(reading.nanos()), reading.values());
    Score score = tryUpdate(asked);
    if (score != null && isFinite(score)) {
      return score;
    }
    rollBack(state);
    if (scorer.count() > 0 && !expects(asked.time())) {
      restart(state, "state was not finite");
      score = tryUpdate(asked);
      if (score != null && isFinite(score)) {
        return score;
      }
      rollBack(state);
    }
    throw unscorable(reading.values());
  }

  /** Refuses values for which the model has no finite answer. */
  BadRecordException unscorable(double[] values) {
    return new BadRecordException(
        Reason.UNSCORABLE,
        "The model gives no finite score for the values "
            + some(values)
            + "; expected values of the size of its training data, at times that follow each"
            + " other: check the unit and the clock of the sensor");
  }

  /** Values for a sentence: all of them, or of many the first. */
  private static String some(double[] values) {
    return values.length <= MOST_NAMED
        ? Arrays.toString(values)
        : Arrays.toString(Arrays.copyOf(values, MOST_NAMED))
            + " and "
            + (values.length - MOST_NAMED)
            + " more";
  }

  private @Nullable Score tryUpdate(Reading reading) {
    try {
      return scorer.update(reading);
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Forecasts of numbers that overflowed are refused within the model.
      return null;
    }
  }

  /** What is expected at some times; null when the model gives no finite numbers for them. */
  @Nullable Forecast forecast(double... times) {
    try {
      return scorer.forecast(times);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return null;
    }
  }

  private boolean expects(double time) {
    return forecast(Math.max(time, scorer.lastTime())) != null;
  }

  private static boolean isFinite(Score score) {
    boolean finite = Double.isFinite(score.anomaly()) && Double.isFinite(score.logLikelihood());
    for (int c = 0; c < score.channels() && finite; c++) {
      finite = Double.isFinite(score.mean(c)) && Double.isFinite(score.std(c));
    }
    return finite;
  }
}
