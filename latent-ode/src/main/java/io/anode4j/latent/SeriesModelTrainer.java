package io.anode4j.latent;

import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.training.Run;
import java.util.Map;

/**
 * A run that makes a model of whole series, or of rows, from labels.
 *
 * @param <R> the run itself
 * @param <M> the models
 */
public interface SeriesModelTrainer<R extends SeriesModelTrainer<R, M>, M extends SeriesModel>
    extends Run<R> {
  /**
   * How much of the end of each series is read.
   *
   * @param length length in the series' own unit, above 0
   * @return another run
   */
  R context(double length);

  /**
   * Trains on the labels of series.
   *
   * @param data series; those without any value are passed over
   * @param labels of each series by its id; series without one take part in learning what series
   *     look like
   * @return the model
   */
  M fit(SeriesSet data, Map<String, String> labels);

  /**
   * Trains on the labels of rows: each row with a label is an example, of which what came within
   * the context up to it is read.
   *
   * @param data series
   * @param labels of their rows; those without one are only read by the windows of others
   * @return the model
   */
  M fitRows(SeriesSet data, RowLabels labels);
}
