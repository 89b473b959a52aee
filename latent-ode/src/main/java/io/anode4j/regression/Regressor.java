package io.anode4j.regression;

import io.anode4j.data.TimeSeries;
import java.util.List;

/** Says which number belongs to a series: how long it will last, how much of something it is. */
public interface Regressor {
  /**
   * Answers for many series. What is said of one depends on itself alone.
   *
   * @param series with the regressor's channels, in its order
   * @return one answer a series, in the same order
   * @throws IllegalArgumentException when a series has other channels
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  List<Prediction> predictAll(List<TimeSeries> series);

  /**
   * Answers for one series.
   *
   * @param series with the regressor's channels, in its order
   * @return its number
   */
  default Prediction predict(TimeSeries series) {
    return predictAll(List.of(series)).get(0);
  }
}
