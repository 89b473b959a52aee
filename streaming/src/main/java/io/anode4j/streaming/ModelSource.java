package io.anode4j.streaming;

import java.util.Collection;
import java.util.List;

/**
 * Says which model is in service. Asked at the start of each record by all stream threads, so it
 * has to be quick and thread-safe: a volatile field is enough. All models that it ever gives for a
 * sensor must have the channels of the first, in the same order, and the same time format; whoever
 * reloads checks that before.
 */
@FunctionalInterface
public interface ModelSource {
  /** The model for records from now on, of sensors for which nothing else is said. */
  ActiveModel current();

  /**
   * The model for a sensor's records from now on.
   *
   * @param sensor the sensor's id, which alone decides
   * @return its model
   */
  default ActiveModel current(String sensor) {
    return current();
  }

  /**
   * The model for a sensor's records from now on, when they name its kind.
   *
   * @param sensor the sensor's id
   * @param kind what the header {@code anode4j.kind} of its records said last; empty for nothing
   * @return the model of that kind; of a kind without one, what the id alone decides
   */
  default ActiveModel current(String sensor, String kind) {
    return current(sensor);
  }

  /** Whether kinds matter: only then is the header looked for, and kept with the sensor. */
  default boolean hasKinds() {
    return false;
  }

  /** All models in service. */
  default Collection<ActiveModel> all() {
    return List.of(current());
  }

  /**
   * One model for ever.
   *
   * @param model the model
   * @return a source that gives it
   */
  static ModelSource fixed(ActiveModel model) {
    return () -> model;
  }
}
