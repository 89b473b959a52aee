package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;

/**
 * How a topology scores readings.
 *
 * @param config the settings
 * @param models says which model is in service
 * @param scorers makes scorers of it
 * @param listener hears what happens
 */
record Scoring(
    StreamingConfig config, ModelSource models, ScorerSource scorers, StreamingListener listener) {

  /** The same with another listener. */
  Scoring heardBy(StreamingListener heard) {
    return new Scoring(config, models, scorers, heard);
  }

  /** The same with other scorers. */
  Scoring with(ScorerSource others) {
    return new Scoring(config, models, others, listener);
  }
}
