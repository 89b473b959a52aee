package io.anode4j.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Scores of all forecasters on the same tasks, as they add up.
 *
 * @param cubes by name of the forecaster
 * @param pairs how far they are apart
 */
record BacktestScores(Map<String, ScoreCube> cubes, PairedScores pairs) {

  static BacktestScores none(Set<String> forecasters, Standardisation scale, double[] edges) {
    Map<String, ScoreCube> cubes = new LinkedHashMap<>();
    forecasters.forEach(name -> cubes.put(name, new ScoreCube(scale, edges)));
    return new BacktestScores(cubes, new PairedScores(forecasters));
  }

  /** Adds the next tasks; what is known of their single windows is forgotten. */
  void add(Map<String, ScoreCube> chunk) {
    chunk.forEach((name, cube) -> cubes.merge(name, cube, ScoreCube::plus));
    pairs.add(chunk.values().stream().map(ScoreCube::windows).toList());
  }
}
