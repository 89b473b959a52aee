package io.anode4j.experiments;

import io.anode4j.data.TimeSeries;

/** A model of spirals. */
@FunctionalInterface
interface SpiralModel {
  /**
   * Predicts a spiral.
   *
   * @param history what is seen
   * @param times all times of a truth
   * @return {@code [times × 2]}; NaN where the model has nothing to say
   */
  double[][] predict(TimeSeries history, double[] times);

  /**
   * A trained model and how near it comes.
   *
   * @param name what the page calls it
   * @param model the model
   * @param interpolation root mean squared error among the points that may be seen; NaN for none
   * @param extrapolation the same beyond
   * @param nfe evaluations of the field a solve in the last epoch; NaN without a field
   */
  record Fit(
      String name, SpiralModel model, double interpolation, double extrapolation, double nfe) {}

  /** Judges a model against the truth without noise. */
  static Fit judged(String name, SpiralModel model, SpiralData data, double nfe) {
    double[] squares = new double[2];
    for (int i = 0; i < data.histories().size(); i++) {
      TimeSeries truth = data.truths().get(i);
      double[][] said = model.predict(data.histories().get(i), truth.times());
      for (int k = 0; k < said.length; k++) {
        for (int c = 0; c < 2; c++) {
          squares[k < SpiralData.SEEN ? 0 : 1] += Math.pow(said[k][c] - truth.value(k, c), 2);
        }
      }
    }
    double values = 2.0 * data.histories().size();
    return new Fit(
        name,
        model,
        Math.sqrt(squares[0] / values / SpiralData.SEEN),
        Math.sqrt(squares[1] / values / SpiralData.BEYOND),
        nfe);
  }
}
