package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;
import java.util.function.Consumer;

/**
 * Series that can be gone through more than once, so that they need not all be in memory. A {@link
 * io.anode4j.data.SeriesSet} is one by its {@code forEach}; others read a file anew each time.
 */
@FunctionalInterface
public interface SeriesPasses {
  /**
   * Goes through all series, each time the same ones in the same order.
   *
   * @param action takes each series
   */
  void forEach(Consumer<? super TimeSeries> action);
}
