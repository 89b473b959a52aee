package io.anode4j.streaming.reload;

import io.anode4j.filter.SensorModel;
import io.anode4j.streaming.ActiveModel;
import java.time.Instant;

/**
 * The model in service, and how it came there.
 *
 * @param active the model under its label in results
 * @param generation 1 for the model the stream began with, one more with each change
 * @param since when it took over, by the clock of this machine
 * @param source where it came from: a file name
 */
public record ServingModel(ActiveModel active, long generation, Instant since, String source) {

  /** {@return the model} */
  public SensorModel model() {
    return active.model();
  }

  /** {@return the first digits of the model's fingerprint, enough to tell models apart} */
  public String shortId() {
    return model().id().substring(0, 12);
  }
}
