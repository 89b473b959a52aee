package io.anode4j.streaming.command;

import io.anode4j.streaming.ForecastStream;
import io.anode4j.streaming.StreamHealth;
import io.anode4j.streaming.operations.Health;
import io.anode4j.streaming.operations.Health.Check;
import io.anode4j.streaming.operations.Health.Status;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.ReloadOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether a session works: its stream and its model. */
final class SessionHealth implements Supplier<Health> {
  private final ModelHandle models;
  private volatile @Nullable ForecastStream stream;
  private final Map<String, ReloadOutcome.Refused> refused = new ConcurrentSkipListMap<>();

  SessionHealth(ModelHandle models) {
    this.models = models;
  }

  /** From now on the stream is looked at too. */
  void watch(ForecastStream started) {
    stream = started;
  }

  /**
   * A refusal is remembered until another model, or the same, is accepted for these sensors.
   *
   * @param type which sensors; empty for those with the usual model
   */
  void reloaded(String type, ReloadOutcome outcome) {
    if (outcome instanceof ReloadOutcome.Refused bad) {
      refused.put(type, bad);
    } else {
      refused.remove(type);
    }
  }

  @Override
  public Health get() {
    List<Check> checks = new ArrayList<>();
    ForecastStream running = stream;
    if (running == null) {
      checks.add(new Check("stream", Status.NOT_READY, "it is starting; wait"));
    } else {
      StreamHealth now = running.health();
      checks.add(new Check("stream", of(now), words(now)));
    }
    if (refused.isEmpty()) {
      checks.add(new Check("model", Status.UP, models.current().label() + " is in service"));
    }
    refused
        .values()
        .forEach(bad -> checks.add(new Check("model", Status.DEGRADED, bad.sentence())));
    return new Health(checks);
  }

  private static Status of(StreamHealth now) {
    return !now.live() ? Status.DEAD : now.ready() ? Status.UP : Status.NOT_READY;
  }

  private static String words(StreamHealth now) {
    if (now.trouble() != null) {
      return now.text();
    }
    return switch (now.phase()) {
      case STARTING, REBALANCING ->
          "partitions are being assigned and state is restored; wait: " + now.text();
      case RUNNING -> "records are scored by " + now.threads() + " threads" + behind(now.lag());
      case STOPPING, STOPPED, FAILED -> now.text();
    };
  }

  private static String behind(long lag) {
    return lag < 0 ? "" : ", " + lag + " records behind";
  }
}
