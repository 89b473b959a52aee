package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models of one task's sensors: what was made of a model is kept while the model serves. */
final class TaskModels {
  private final StreamingConfig config;
  private final ModelSource models;
  private final ScorerSource scorers;
  private final Map<ActiveModel, TaskModel> made = new IdentityHashMap<>();
  private @Nullable TaskModel last;

  TaskModels(StreamingConfig config, ModelSource models, ScorerSource scorers) {
    this.config = config;
    this.models = models;
    this.scorers = scorers;
  }

  /** The model for a sensor's record. */
  TaskModel of(String sensor) {
    ActiveModel active = models.current(sensor);
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
