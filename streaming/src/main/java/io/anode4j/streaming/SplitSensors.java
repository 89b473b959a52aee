package io.anode4j.streaming;

import io.anode4j.streaming.SensorLookup.Peer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds sensors whose records lie in two partitions, because two producers choose partitions by
 * different rules. Such a sensor has two states, each with half of its readings, and nothing else
 * would say so. New sensors are looked for everywhere, known ones in turn, some each second, here
 * and in the other instances; what cannot be asked about now is asked about in a later turn.
 */
final class SplitSensors implements AutoCloseable {
  /** Under this name it reaches the processors. */
  static final String KEY = "anode4j.internal.split.sensors";

  private static final Logger LOG = LoggerFactory.getLogger(SplitSensors.class);

  /** Sensors that wait to be looked for, and that are looked for at once. */
  private static final int MOST_WAITING = 10_000;

  private static final int AT_ONCE = 100;
  private static final long PERIOD_MILLIS = 1000;

  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Set<String> told = new HashSet<>();
  private final StreamingListener listener;
  private volatile PeerStates asking = (instance, ids) -> Map.of();
  private @Nullable ScheduledExecutorService timer;

  SplitSensors(StreamingListener listener) {
    this.listener = listener;
  }

  /** The one among the settings; one that never looks where there is none. */
  static SplitSensors in(Map<String, Object> settings) {
    return settings.get(KEY) instanceof SplitSensors known
        ? known
        : new SplitSensors(StreamingListener.NONE);
  }

  /** Looks from now on. */
  synchronized void begin(SensorLookup sensors) {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "anode4j-split");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(() -> look(sensors), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Other instances are asked so. */
  void askBy(PeerStates how) {
    asking = how;
  }

  /** A sensor had its first record here. */
  void came(String sensor) {
    // One that finds no room is met again when it is its turn.
    var unused = waiting.offer(sensor);
  }

  /** It is a known sensor's turn, if there is nothing better to do. */
  void turn(String sensor) {
    if (waiting.size() < AT_ONCE) {
      came(sensor);
    }
  }

  private void look(SensorLookup sensors) {
    try {
      List<String> some = new ArrayList<>();
      waiting.drainTo(some, AT_ONCE);
      if (!some.isEmpty()) {
        lookFor(sensors, some);
      }
    } catch (RuntimeException e) {
      LOG.debug("Sensors in two partitions are not looked for now", e);
    }
  }

  private void lookFor(SensorLookup sensors, List<String> some) {
    List<Map<String, List<Integer>>> elsewhere = new ArrayList<>();
    for (Peer other : sensors.others()) {
      elsewhere.add(asking.partitions(other, some));
    }
    for (String sensor : some) {
      SortedSet<Integer> found = new TreeSet<>(sensors.partitionsOf(sensor));
      boolean here = !found.isEmpty();
      elsewhere.forEach(there -> found.addAll(there.getOrDefault(sensor, List.of())));
      if (here && found.size() > 1) {
        tell(sensor, found);
      }
    }
  }

  private void tell(String sensor, SortedSet<Integer> partitions) {
    if (told.size() >= MOST_WAITING || !told.add(sensor)) {
      return;
    }
    listener.split(sensor, partitions);
    if (told.size() == 1) {
      LOG.warn(
          "Sensor {} has records in the partitions {} of its topic, and with them a state in each"
              + " that knows a part of its readings; expected all records of a key in one: let all"
              + " its producers choose partitions by one rule (librdkafka: partitioner="
              + "murmur2_random is that of Java). Further sensors are counted, not logged",
          sensor,
          partitions);
    }
  }

  @Override
  public synchronized void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}
