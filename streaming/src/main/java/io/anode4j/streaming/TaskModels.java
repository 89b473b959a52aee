package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The models of one task's sensors: what was made of a model is kept while the model serves. */
final class TaskModels {
  private final StreamingConfig config;
  private final ModelSource models;
  private final ScorerSource scorers;
  private final Map<ActiveModel, TaskModel> made = new IdentityHashMap<>();
  private final StreamingListener listener;
  private @Nullable TaskModel last;
  private String kind = "";

  TaskModels(
      StreamingConfig config,
      ModelSource models,
      ScorerSource scorers,
      StreamingListener listener) {
    this.config = config;
    this.models = models;
    this.scorers = scorers;
    this.listener = listener;
  }

  /** Kind of the sensor that was asked for last; empty when none was named. */
  String kind() {
    return kind;
  }

  /**
   * The model for a sensor.
   *
   * @param sensor its id
   * @param stated its kind, as a record has it; null when it has none or there is no record
   * @param states what is kept of a sensor: the kind that an earlier record had
   */
  TaskModel of(String sensor, @Nullable String stated, Function<String, byte @Nullable []> states) {
    if (!models.hasKinds()) {
      kind = "";
    } else {
      kind = stated == null ? SensorStateCodec.kindIn(states.apply(sensor)) : stated;
    }
    if (!kind.isEmpty()) {
      listener.kind(sensor, kind);
    }
    return of(models.current(sensor, kind));
  }

  private TaskModel of(ActiveModel active) {
    TaskModel before = last;
    if (before != null && before.active == active) {
      return before;
    }
    TaskModel found = made.get(active);
    if (found == null) {
      found = new TaskModel(active, config, scorers);
      made.keySet().retainAll(models.all());
      made.put(active, found);
    }
    last = found;
    return found;
  }
}
