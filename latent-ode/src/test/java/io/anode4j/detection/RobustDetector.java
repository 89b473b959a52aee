package io.anode4j.detection;

import io.anode4j.data.SeriesSet;
import io.anode4j.filter.RobustSensorModel;
import java.util.Locale;

/** The model without training as a detector: it learns from the stream alone. */
record RobustDetector(SensorJudge.By by) implements Detector {
  @Override
  public String name() {
    return "no training, " + by.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Judge train(SeriesSet ordinary, double falseAlarmRate) {
    return new SensorJudge(
        RobustSensorModel.of(ordinary.channels(), ordinary.timeFormat()), falseAlarmRate, by);
  }
}
