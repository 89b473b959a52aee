package io.anode4j.streaming;

import io.anode4j.filter.Score;
import io.anode4j.forecast.Forecast;
import io.anode4j.streaming.config.DuplicatePolicy;
import io.anode4j.streaming.config.LatePolicy;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.record.Anomaly;
import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.record.ForecastReason;
import io.anode4j.streaming.record.ForecastRequest;
import io.anode4j.streaming.record.LateScore;
import io.anode4j.streaming.record.ScoredReading;
import io.anode4j.streaming.record.SensorEvent;
import io.anode4j.streaming.record.SensorForecast;
import io.anode4j.streaming.record.SensorRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one task does with the readings of its sensors. A record either changes a sensor's state and
 * sends what follows from it, or is refused before anything has changed.
 */
final class SensorEngine {
  private static final Logger LOG = LoggerFactory.getLogger(SensorEngine.class);
  private static final long NANOS = 1_000_000;

  private final TaskModels models;
  private final StreamingListener listener;
  private final KeyValueStore<String, byte[]> store;
  private final TaskOutput out;
  private final SplitSensors splits;
  private final Episodes episodes;
  private final long graceNanos;
  private final boolean keepsBefore;
  private final LatePolicy latePolicy;
  private final ForecastRequest usualGrid;
  private final int forecastEvery;
  private final int reencode;
  private final int mostWaiting;
  private TaskModel model;

  SensorEngine(
      StreamingConfig config,
      TaskModels models,
      StreamingListener listener,
      KeyValueStore<String, byte[]> store,
      TaskOutput out,
      SplitSensors splits) {
    this.models = models;
    this.model = models.of("", null, key -> null); // until a sensor is in hand
    this.listener = listener;
    this.store = store;
    this.out = out;
    this.splits = splits;
    this.episodes = new Episodes(config.episodes(), out, listener);
    this.graceNanos = config.order().grace().toNanos();
    this.keepsBefore = graceNanos == 0 && config.order().duplicates() == DuplicatePolicy.MERGE;
    this.latePolicy = config.order().late();
    this.usualGrid = config.forecasts().grid();
    this.forecastEvery = config.forecasts().everyReadings();
    this.reencode = config.reencodeReadings();
    this.mostWaiting = config.order().maxReadings();
  }

  /** Takes the model of a sensor in hand. */
  TaskModel use(String sensor) {
    return use(sensor, null);
  }

  /** The same, when a record may have named the sensor's kind. */
  TaskModel use(String sensor, @Nullable String kind) {
    model = models.of(sensor, kind, store::get);
    return model;
  }

  /** Name of the model in hand. */
  String label() {
    return model.active.label();
  }

  /** True when readings of the sensor wait after it. */
  boolean accept(Arrival arrival) {
    String sensor = arrival.sensor();
    SensorRecord record = arrival.record();
    byte[] stored = store.get(sensor);
    SensorState state = model.load(stored);
    @Nullable String restarted = model.restarted();
    if (!record.requestOnly()) {
      boolean wasSilent = state.silent;
      state.lastWall = arrival.wallMillis();
      state.lastStream = arrival.streamMillis();
      state.silent = false;
      state.kind = models.kind();
      if (restarted != null) {
        episodes.end(model, sensor, state, Anomaly.Ending.RESTARTED, record.nanos());
      }
      apply(arrival, state);
      if (restarted != null) {
        event(sensor, SensorEvent.Kind.RESTARTED, state, arrival.kafkaMillis(), restarted);
      }
      if (wasSilent) {
        event(sensor, SensorEvent.Kind.RESUMED, state, arrival.kafkaMillis(), "it reports again");
      }
    }
    if (record.request() != null) {
      forecast(sensor, state, record.request(), ForecastReason.REQUEST, arrival.kafkaMillis());
    }
    if (!record.requestOnly()) {
      keep(sensor, state, arrival.kafkaMillis());
      if (stored == null) {
        splits.came(sensor);
      }
    }
    return !state.waiting.isEmpty();
  }

  private void apply(Arrival arrival, SensorState state) {
    SensorRecord record = arrival.record();
    double[] values = record.values();
    WaitingReading reading = new WaitingReading(record.nanos(), values, false, arrival.source());
    boolean again = state.hasLast && record.nanos() == state.lastNanos;
    double[] last = state.lastValues;
    if (again && last != null) {
      merge(arrival, state, last);
    } else if (again || isOlder(state, record.nanos())) {
      late(arrival, state);
    } else if (graceNanos == 0) {
      learn(arrival.sensor(), state, reading, arrival.kafkaMillis());
    } else {
      state.await(reading);
      trimRecent(state);
      release(arrival.sensor(), state, arrival.kafkaMillis(), false);
    }
  }

  /** Older in the model's time, which is coarser than nanoseconds. */
  private boolean isOlder(SensorState state, long nanos) {
    return state.hasLast
        && (nanos < state.lastNanos || model.clock.time(nanos) <= model.scorer().lastTime());
  }

  private void merge(Arrival arrival, SensorState state, double[] last) {
    byte[] now = state.scorer;
    byte[] before = state.before;
    double[] both = WaitingReading.overlaid(last, arrival.record().values());
    model.stepBack(state);
    Episodes.stepBack(state);
    state.scorer = before;
    try {
      learn(
          arrival.sensor(),
          state,
          new WaitingReading(arrival.record().nanos(), both, true, arrival.source()),
          arrival.kafkaMillis());
    } catch (BadRecordException e) {
      state.scorer = now;
      throw e;
    }
  }

  /** Scores readings that have waited long enough; all of them when asked. */
  void release(String sensor, SensorState state, long kafkaMillis, boolean all) {
    while (!state.waiting.isEmpty()
        && (all
            || state.waiting.size() > mostWaiting
            || model.codec.most(state) > out.stateRoom()
            || SensorState.span(state.waiting.get(0).nanos(), state.maxNanos) >= graceNanos)) {
      WaitingReading next = state.waiting.remove(0);
      try {
        learn(sensor, state, next, kafkaMillis);
      } catch (BadRecordException e) {
        // Its record has long been taken: it cannot be refused any more, only told.
        event(sensor, SensorEvent.Kind.UNSCORABLE, state, kafkaMillis, e.getMessage());
      }
    }
  }

  private void learn(String sensor, SensorState state, WaitingReading reading, long kafkaMillis) {
    byte[] before = state.scorer;
    Score score = model.update(state, reading);
    boolean observed = SensorRecord.reading(reading.nanos(), reading.values()).observed() > 0;
    if (observed) {
      state.learnt(reading.nanos(), reading.values(), keepsBefore ? before : null);
      state.remember(reading, reencode);
      model.save(state);
    }
    state.count++;
    double gap =
        observed
            ? (state.gapNanos < 0 ? Double.NaN : state.gapNanos / 1e9)
            : (state.hasLast
                ? SensorState.span(state.lastNanos, reading.nanos()) / 1e9
                : Double.NaN);
    ScoredReading scored =
        new ScoredReading(
            sensor,
            reading.nanos(),
            state.count,
            score,
            gap,
            reading.merged(),
            model.takeRestarted(),
            reading.source());
    out.send(
        sensor,
        StreamOutput.Kind.SCORE,
        most -> model.json.score(scored, most),
        timestamp(reading.nanos()));
    listener.scored(scored);
    if (observed) {
      episodes.scored(model, sensor, state, score, reading.nanos());
    }
    if (forecastEvery > 0 && state.count % forecastEvery == 0) {
      forecast(sensor, state, usualGrid, ForecastReason.EVERY_N, kafkaMillis);
    }
  }

  private void late(Arrival arrival, SensorState state) {
    long lateness = SensorState.span(arrival.record().nanos(), state.lastNanos) / NANOS;
    if (latePolicy == LatePolicy.SCORE_ONLY && model.scorer().count() > 0) {
      Forecast expected = model.forecast(model.scorer().lastTime());
      if (expected == null) {
        throw model.unscorable(arrival.record().values());
      }
      listener.late(arrival.sensor(), lateness);
      LateScore score =
          new LateScore(arrival.sensor(), arrival.record(), lateness, expected, arrival.source());
      out.send(
          arrival.sensor(),
          StreamOutput.Kind.SCORE,
          most -> model.json.late(score, most),
          timestamp(arrival.record().nanos()));
      return;
    }
    listener.late(arrival.sensor(), lateness);
    if (latePolicy == LatePolicy.SIDE) {
      out.late(arrival.sensor(), lateness);
    }
  }

  /** Extrapolates from the state in hand; nothing happens before its first reading. */
  void forecast(
      String sensor,
      SensorState state,
      ForecastRequest asked,
      ForecastReason reason,
      long atMillis) {
    SensorForecast made =
        Extrapolation.of(model, sensor, state, asked, usualGrid, reason, atMillis);
    if (made == null) {
      unanswered(sensor, state, reason, atMillis);
      return;
    }
    out.send(sensor, StreamOutput.Kind.FORECAST, most -> model.json.forecast(made, most), atMillis);
    listener.forecast(made);
  }

  /** Whoever asked is told; a timer asks nobody's question. */
  private void unanswered(String sensor, SensorState state, ForecastReason reason, long atMillis) {
    String why =
        model.scorer().count() == 0
            ? "a forecast was asked for; no reading of this sensor was learnt yet"
            : "a forecast was asked for; " + Extrapolation.NOT_FINITE;
    if (reason == ForecastReason.REQUEST) {
      event(sensor, SensorEvent.Kind.UNANSWERED, state, atMillis, why);
    } else {
      LOG.debug("No forecast of sensor {}: {}", sensor, why);
    }
  }

  /**
   * Writes a state, without what can be missed where its changelog takes no more: readings for
   * another model, the state before the last reading, at last what the scorer knows.
   */
  private void keep(String sensor, SensorState state, long kafkaMillis) {
    long room = out.stateRoom();
    long whole = model.codec.most(state);
    trimRecent(state);
    if (model.codec.most(state) > room) {
      state.dropBefore();
    }
    if (model.codec.most(state) > room && state.scorer.length > 0) {
      state.dropScorer();
      event(
          sensor,
          SensorEvent.Kind.RESTARTED,
          state,
          kafkaMillis,
          "its state of "
              + whole
              + " bytes is more than its changelog takes; raise topic.max.message.bytes and"
              + " producer.max.request.size");
    }
    if (model.codec.most(state) < whole) {
      listener.oversized(
          new Oversized(Oversized.Output.STATE, Oversized.Fate.TRUNCATED, whole, room));
    }
    store.put(sensor, model.codec.write(state));
  }

  private void trimRecent(SensorState state) {
    while (!state.recent.isEmpty() && model.codec.most(state) > out.stateRoom()) {
      state.recent.removeFirst();
    }
  }

  /** Deletes a sensor. */
  void forget(String sensor, long kafkaMillis) {
    byte[] stored = store.get(sensor);
    SensorState state = model.load(stored);
    if (stored != null) {
      delete(sensor, state, SensorEvent.Kind.FORGOTTEN, kafkaMillis, "a record without a value");
    }
  }

  /** A sensor is looked at, not for a record of it. */
  void turn(String sensor) {
    splits.turn(sensor);
  }

  void delete(String sensor, SensorState state, SensorEvent.Kind kind, long atMillis, String why) {
    store.delete(sensor);
    Anomaly.Ending ending =
        kind == SensorEvent.Kind.EXPIRED ? Anomaly.Ending.EXPIRED : Anomaly.Ending.FORGOTTEN;
    episodes.end(model, sensor, state, ending, state.lastNanos);
    // The compacted topic of forecasts would keep the last one for ever.
    out.send(sensor, StreamOutput.Kind.FORECAST, most -> null, atMillis);
    event(sensor, kind, state, atMillis, why);
  }

  void event(
      String sensor,
      SensorEvent.Kind kind,
      SensorState state,
      long atMillis,
      @Nullable String why) {
    SensorEvent event =
        new SensorEvent(
            sensor, kind, atMillis, state.count, state.lastMillis(), why == null ? "" : why);
    out.send(sensor, StreamOutput.Kind.EVENT, most -> model.json.event(event, most), atMillis);
    listener.event(event);
  }

  private static long timestamp(long nanos) {
    return Math.floorDiv(nanos, NANOS);
  }
}
