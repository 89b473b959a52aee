package io.anode4j.experiments;

import io.anode4j.chart.Plot;

/** The axes that the pictures of networks on images share. */
final class ImagePlots {
  private ImagePlots() {}

  static Plot loss() {
    return Plot.titled("Loss in training").withAxes("epoch", "nats").logarithmicY();
  }

  static Plot evaluations() {
    return Plot.titled("Evaluations of the field").withAxes("epoch", "a row, forward");
  }
}
