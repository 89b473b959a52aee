package io.anode4j.streaming.operations;

import io.anode4j.streaming.reload.ModelReloaders;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the operations server serves.
 *
 * @param health looked at anew for each request
 * @param metrics the Prometheus text, made anew for each request
 * @param queries answers about sensors
 * @param feed latest results for the live page
 * @param reloaders the models in service, and the way back to those before
 * @param secondsPerUnit length of the model's unit of time
 * @param units units by channel that were stated; they win over those of the models
 */
public record OperationsSources(
    Supplier<Health> health,
    Supplier<String> metrics,
    SensorQueries queries,
    LiveFeed feed,
    ModelReloaders reloaders,
    double secondsPerUnit,
    Map<String, String> units) {
  /** Takes a copy. */
  public OperationsSources {
    units = Map.copyOf(units);
  }

  /** With the units that the models state. */
  public OperationsSources(
      Supplier<Health> health,
      Supplier<String> metrics,
      SensorQueries queries,
      LiveFeed feed,
      ModelReloaders reloaders,
      double secondsPerUnit) {
    this(health, metrics, queries, feed, reloaders, secondsPerUnit, Map.of());
  }
}
