package io.anode4j.streaming;

import io.anode4j.filter.Scorer;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.record.ForecastReason;
import io.anode4j.streaming.record.ForecastRequest;
import io.anode4j.streaming.record.SensorEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Timed work of one task: each tick it looks at some sensors, in turn, so that no tick is long
 * however many there are. Readings that wait are few and are looked at in every tick.
 *
 * <p>Silence and age are measured by the {@link StreamClock} since the sensor's last record or
 * since the task began, whichever is later.
 */
final class SensorSweep {
  private final StreamingConfig config;
  private final SensorEngine engine;
  private final KeyValueStore<String, byte[]> store;
  private final StreamClock clock;
  private final long interval;
  private final long flush;
  private final long ttl;
  private final ForecastRequest grid;

  /** Sensors with readings that wait, and when the last of them came. */
  private final Map<String, Long> waiting = new LinkedHashMap<>();

  private @Nullable String cursor;

  SensorSweep(
      StreamingConfig config,
      SensorEngine engine,
      KeyValueStore<String, byte[]> store,
      StreamClock clock) {
    this.config = config;
    this.engine = engine;
    this.store = store;
    this.clock = clock;
    this.interval = config.forecasts().intervalMillis();
    this.flush = config.order().idleFlush().toMillis();
    this.ttl = config.state().ttlMillis();
    this.grid = config.forecasts().grid();
  }

  /** Finds the sensors with readings that wait, once, when the state comes from elsewhere. */
  void findWaiting() {
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> next = all.next();
        SensorState state = engine.use(next.key).load(next.value);
        if (!state.waiting.isEmpty()) {
          waiting.put(next.key, clock.now());
        }
      }
    }
  }

  void noteWaiting(String sensor, boolean waits, long wall) {
    if (waits) {
      waiting.put(sensor, wall);
    } else {
      waiting.remove(sensor);
    }
  }

  void tick(long wall) {
    flushWaiting(wall);
    for (KeyValue<String, byte[]> next : some()) {
      look(next.key, next.value, wall);
    }
  }

  private void flushWaiting(long wall) {
    List<String> ready = new ArrayList<>();
    waiting.forEach(
        (sensor, since) -> {
          if (wall - since >= flush) {
            ready.add(sensor);
          }
        });
    for (String sensor : ready) {
      waiting.remove(sensor);
      TaskModel model = engine.use(sensor);
      SensorState state = model.load(store.get(sensor));
      if (!state.waiting.isEmpty()) {
        engine.release(sensor, state, wall, true);
        store.put(sensor, model.codec.write(state));
      }
    }
  }

  /** The next sensors in the order of their keys; after the last comes the first. */
  private List<KeyValue<String, byte[]>> some() {
    List<KeyValue<String, byte[]>> found = new ArrayList<>();
    int most = config.state().scanSensors();
    try (KeyValueIterator<String, byte[]> range = store.range(cursor, null)) {
      while (range.hasNext() && found.size() < most) {
        KeyValue<String, byte[]> next = range.next();
        if (!next.key.equals(cursor)) {
          found.add(next);
        }
      }
      cursor = range.hasNext() ? found.get(found.size() - 1).key : null;
    }
    return found;
  }

  private void look(String sensor, byte[] stored, long wall) {
    engine.turn(sensor);
    TaskModel model = engine.use(sensor);
    SensorState state = model.load(stored);
    long idle = clock.since(state.lastStream);
    boolean changed = forecastIfDue(sensor, state, wall);
    if (isSilent(model, state, idle)) {
      state.silent = true;
      changed = true;
      engine.event(
          sensor,
          SensorEvent.Kind.SILENT,
          state,
          wall,
          "no record for " + idle / 1000 + " s of its stream, longer than its gaps let expect");
    }
    if (ttl >= 0 && idle > ttl && !clock.quiet()) {
      engine.delete(
          sensor, state, SensorEvent.Kind.EXPIRED, wall, "no record for " + idle / 1000 + " s");
    } else if (changed) {
      store.put(sensor, model.codec.write(state));
    }
  }

  private boolean forecastIfDue(String sensor, SensorState state, long wall) {
    if (interval < 0
        || state.count == state.forecastCount
        || wall - state.forecastWall < interval) {
      return false;
    }
    engine.forecast(sensor, state, grid, ForecastReason.TIMER, wall);
    state.forecastCount = state.count;
    state.forecastWall = wall;
    return true;
  }

  /** A sensor is told once; before it is forgotten in any case. */
  private boolean isSilent(TaskModel model, SensorState state, long idle) {
    if (!config.silence().report()
        || state.silent
        || clock.quiet()
        || idle < config.silence().minMillis()) {
      return false;
    }
    Scorer scorer = model.scorer();
    double allowed = scorer.overdueAfter() - scorer.lastTime();
    return idle > model.clock.millis(allowed) && !Double.isNaN(allowed) || ttl >= 0 && idle > ttl;
  }
}
