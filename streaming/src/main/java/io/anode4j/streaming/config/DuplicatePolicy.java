package io.anode4j.streaming.config;

/** What becomes of a reading at the very time of its sensor's last one. */
public enum DuplicatePolicy {
  /** Both are one reading: channels are put together, the newer statement of a channel wins. */
  MERGE,
  /** It is late. */
  LATE
}
