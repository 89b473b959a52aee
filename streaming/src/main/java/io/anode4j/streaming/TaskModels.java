package io.anode4j.streaming;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The models of one task's sensors: what was made of a model is kept while the model serves. */
final class TaskModels {
  private final Scoring scoring;
  private final Map<ActiveModel, TaskModel> made = new IdentityHashMap<>();
  private @Nullable TaskModel last;
  private String kind = "";

  TaskModels(Scoring scoring) {
    this.scoring = scoring;
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
    if (!scoring.models().hasKinds()) {
      kind = "";
    } else {
      kind = stated == null ? SensorStateCodec.kindIn(states.apply(sensor)) : stated;
    }
    if (!kind.isEmpty()) {
      scoring.listener().kind(sensor, kind);
    }
    return of(scoring.models().current(sensor, kind));
  }

  private TaskModel of(ActiveModel active) {
    TaskModel before = last;
    if (before != null && before.active == active) {
      return before;
    }
    TaskModel found = made.get(active);
    if (found == null) {
      found = new TaskModel(active, scoring.config(), scoring.scorers());
      made.keySet().retainAll(scoring.models().all());
      made.put(active, found);
    }
    last = found;
    return found;
  }
}
