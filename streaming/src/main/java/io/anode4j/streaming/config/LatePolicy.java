package io.anode4j.streaming.config;

/** What becomes of a reading that is older than what its sensor's state has seen. */
public enum LatePolicy {
  /** It goes to the late topic as it came. */
  SIDE,
  /** It is scored by what the state says now, and changes nothing. */
  SCORE_ONLY,
  /** It is counted and dropped. */
  DROP
}
