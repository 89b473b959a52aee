package io.anode4j.detection;

import io.anode4j.data.SeriesSet;
import io.anode4j.filter.AdaptiveSensorModel;
import io.anode4j.filter.RobustSensorModel;
import io.anode4j.filter.SensorModel;
import java.util.Locale;

/** The model without training as a detector: it learns from the stream alone. */
record RobustDetector(SensorJudge.By by, boolean adaptive) implements Detector {
  @Override
  public String name() {
    return (adaptive ? "adaptive, " : "no training, ") + by.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Judge train(SeriesSet ordinary, double falseAlarmRate) {
    SensorModel model = RobustSensorModel.of(ordinary.channels(), ordinary.timeFormat());
    return new SensorJudge(adaptive ? AdaptiveSensorModel.of(model) : model, falseAlarmRate, by);
  }
}
