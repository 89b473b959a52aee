package io.anode4j.report;

import io.anode4j.chart.Scene;

/** A chart: plain values that know how to draw themselves at any size. */
public interface Chart {

  /** The picture at a size. */
  Scene scene(Size size);

  /** The picture at {@link Size#WIDE}. */
  default Scene scene() {
    return scene(Size.WIDE);
  }
}
