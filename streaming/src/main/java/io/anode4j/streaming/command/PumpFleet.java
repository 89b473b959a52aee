package io.anode4j.streaming.command;

import io.anode4j.data.DuplicateTimes;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.TimeSeriesBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The sensors of the demo: pumps that report at times of their own, with faults planted by a plan
 * that depends on time and pump alone. Deterministic; not thread-safe.
 */
final class PumpFleet {
  /** Seconds from the start of a fleet to the first fault, and from each to the next. */
  static final double FIRST_FAULT = 120;

  static final double BETWEEN_FAULTS = 20;

  private final List<Sensor> sensors = new ArrayList<>();
  private final PriorityQueue<Sensor> queue =
      new PriorityQueue<>(Comparator.comparingDouble((Sensor s) -> s.next));
  private final List<String> silenced = new ArrayList<>();
  private final double start;
  private final boolean healthy;

  /**
   * A fleet.
   *
   * @param pumps number of pumps
   * @param start time of the first readings, in seconds
   * @param seed where all chance comes from
   * @param healthy whether no faults are planted
   */
  PumpFleet(int pumps, double start, long seed, boolean healthy) {
    this.start = start;
    this.healthy = healthy;
    // Split, not counted up: Random's neighbouring seeds begin alike, and so would the pumps.
    SplittableRandom chance = new SplittableRandom(seed);
    for (int i = 0; i < pumps; i++) {
      Sensor sensor = new Sensor(i, new Pump(chance.split()));
      sensor.next = start + sensor.pump.nextGap();
      sensors.add(sensor);
    }
    queue.addAll(sensors);
  }

  /**
   * What a pump says.
   *
   * @param sensor name of the pump
   * @param time seconds
   * @param values one a channel; NaN where missing
   * @param fault the fault under way
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Observed(String sensor, double time, double[] values, @Nullable Fault fault) {}

  /** Time of the next reading of all. */
  double nextTime() {
    Sensor first = queue.peek();
    return first == null ? Double.POSITIVE_INFINITY : first.next;
  }

  /** The next reading of all, in the order of time. */
  Observed next() {
    while (true) {
      Sensor sensor = queue.remove();
      double time = sensor.next;
      sensor.next = time + sensor.pump.nextGap();
      queue.add(sensor);
      double[] values = sensor.pump.read(time);
      Fault fault = fault(sensor.index, time);
      sensor.apply(fault, time, values);
      if (fault != Fault.SILENCE) {
        sensor.silent = false;
        return new Observed(sensor.name, time, values, fault);
      }
      if (!sensor.silent) {
        sensor.silent = true;
        silenced.add(sensor.name);
      }
    }
  }

  /** The pumps that have fallen silent since this was asked last. */
  List<String> silenced() {
    List<String> names = List.copyOf(silenced);
    silenced.clear();
    return names;
  }

  /** The fault of a pump at a time; the pumps take turns, and each goes through all kinds. */
  @Nullable Fault fault(int pump, double time) {
    double since = time - start - FIRST_FAULT - BETWEEN_FAULTS * pump;
    double turn = BETWEEN_FAULTS * Math.max(sensors.size(), 6);
    if (healthy || since < 0) {
      return null;
    }
    long episode = (long) Math.floor(since / turn);
    Fault[] kinds = Fault.values();
    Fault kind = kinds[(int) ((episode + pump) % kinds.length)];
    return since - episode * turn < kind.seconds() ? kind : null;
  }

  /** All readings up to a time as series, to train on. */
  SeriesSet seriesUntil(double end) {
    Map<String, TimeSeriesBuilder> builders = new LinkedHashMap<>();
    for (Sensor sensor : sensors) {
      builders.put(
          sensor.name,
          TimeSeriesBuilder.ofRows(sensor.name, Pump.CHANNELS.size(), DuplicateTimes.REFUSE));
    }
    while (nextTime() < end) {
      Observed observed = next();
      builders.get(observed.sensor()).addRow(observed.time(), observed.values());
    }
    List<TimeSeries> series =
        builders.values().stream().map(b -> b.build(Pump.CHANNELS.size())).toList();
    return new SeriesSet(Pump.CHANNELS, series, TimeFormat.epochSeconds(), "pumps");
  }

  private static final class Sensor {
    private final int index;
    private final String name;
    private final Pump pump;
    private double next;
    private double stuckAt = Double.NaN;
    private boolean silent;

    Sensor(int index, Pump pump) {
      this.index = index;
      this.name = String.format(Locale.ROOT, "pump-%02d", index + 1);
      this.pump = pump;
    }

    void apply(@Nullable Fault fault, double time, double[] values) {
      if (fault != Fault.STUCK_TEMPERATURE) {
        stuckAt = Double.NaN;
      }
      if (fault == Fault.PRESSURE_STEP) {
        values[Pump.PRESSURE] += 1.1;
      } else if (fault == Fault.VIBRATION) {
        values[Pump.VIBRATION] += 0.8;
      } else if (fault == Fault.SPIKES) {
        values[Pump.PRESSURE] = pump.level(Pump.PRESSURE, time) - 2.5;
      } else if (fault == Fault.STUCK_TEMPERATURE) {
        stuckAt = Double.isNaN(stuckAt) ? pump.level(Pump.TEMPERATURE, time) : stuckAt;
        values[Pump.TEMPERATURE] = stuckAt;
      }
    }
  }
}
