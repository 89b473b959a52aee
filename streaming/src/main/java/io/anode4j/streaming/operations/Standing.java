package io.anode4j.streaming.operations;

import io.anode4j.filter.Score;

/** How it stands with a sensor, the worst first. */
public enum Standing {
  /** Its last score is above the threshold. */
  ANOMALY,
  /** Nothing was heard of it for longer than its own gaps let expect. */
  SILENT,
  /** Its values lie far from all that was learnt, though each was expected. */
  UNUSUAL_LEVEL,
  /** It has had too few readings to be judged. */
  WARMING_UP,
  /** None of these. */
  NORMAL;

  /** By the last score. */
  public static Standing of(Score score) {
    if (score.warmUp()) {
      return WARMING_UP;
    }
    return score.isAnomaly() ? ANOMALY : score.isUnusualLevel() ? UNUSUAL_LEVEL : NORMAL;
  }

  /** For people. */
  String words() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
