package io.anode4j.classification;

import io.anode4j.data.TimeSeries;
import java.util.List;

/** Says how probable it is that a series belongs to each of some classes. */
public interface Classifier {
  /** Names of the classes. */
  List<String> classes();

  /**
   * Classifies many series. What is said of one depends on itself alone.
   *
   * @param series with the classifier's channels, in its order
   * @return one answer a series, in the same order
   * @throws IllegalArgumentException when a series has other channels
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  List<Classification> classifyAll(List<TimeSeries> series);

  /**
   * Classifies one series.
   *
   * @param series with the classifier's channels, in its order
   * @return the probability of each class
   */
  default Classification classify(TimeSeries series) {
    return classifyAll(List.of(series)).get(0);
  }
}
