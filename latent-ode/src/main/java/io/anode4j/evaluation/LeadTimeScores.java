package io.anode4j.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores of the targets that lie a certain time after their origin.
 *
 * @param from the targets lie more than this after their origin, in the unit of the times
 * @param to and at most this
 * @param scores scores by name of the forecaster
 */
public record LeadTimeScores(double from, double to, Map<String, Scores> scores) {

  /** Copies the map, keeping its order. */
  public LeadTimeScores {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }
}
