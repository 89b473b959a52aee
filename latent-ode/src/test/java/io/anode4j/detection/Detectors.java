package io.anode4j.detection;

import io.anode4j.filter.FilterConfig;
import java.util.ArrayList;
import java.util.List;

/** The detectors that are measured. */
final class Detectors {
  private Detectors() {}

  static List<Detector> all(FilterConfig config, boolean untrained) {
    List<Detector> detectors = new ArrayList<>();
    for (SensorJudge.By by : SensorJudge.By.values()) {
      detectors.add(new RobustDetector(by, false));
      detectors.add(new RobustDetector(by, true));
    }
    if (!untrained) {
      detectors.addAll(FilterDetector.all(config));
    }
    return detectors;
  }
}
