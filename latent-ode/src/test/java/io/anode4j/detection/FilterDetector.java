package io.anode4j.detection;

import io.anode4j.data.SeriesSet;
import io.anode4j.filter.AdaptiveSensorModel;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The neural filter as a detector. */
record FilterDetector(
    SensorJudge.By by, boolean adaptive, FilterConfig config, Map<SeriesSet, NeuralFilter> trained)
    implements Detector {
  /** One detector for each way to decide; they share their models. */
  static List<Detector> all(FilterConfig config) {
    Map<SeriesSet, NeuralFilter> trained = new IdentityHashMap<>();
    List<Detector> detectors = new ArrayList<>();
    for (SensorJudge.By by : SensorJudge.By.values()) {
      detectors.add(new FilterDetector(by, false, config, trained));
      detectors.add(new FilterDetector(by, true, config, trained));
    }
    return detectors;
  }

  @Override
  public String name() {
    return (adaptive ? "filter, adaptive, " : "filter, ") + by.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Judge train(SeriesSet ordinary, double falseAlarmRate) {
    NeuralFilter model =
        trained.computeIfAbsent(ordinary, data -> NeuralFilterTrainer.with(config).fit(data));
    return new SensorJudge(adaptive ? AdaptiveSensorModel.of(model) : model, falseAlarmRate, by);
  }
}
