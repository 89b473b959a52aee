package io.anode4j.streaming;

/**
 * Says which model is in service. Asked at the start of each record by all stream threads, so it
 * has to be quick and thread-safe: a volatile field is enough. All models that it ever gives must
 * have the channels of the first, in the same order, and the same time format; whoever reloads
 * checks that before.
 */
@FunctionalInterface
public interface ModelSource {
  /** The model for records from now on. */
  ActiveModel current();

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
