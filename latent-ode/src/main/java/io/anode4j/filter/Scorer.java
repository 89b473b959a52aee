package io.anode4j.filter;

import io.anode4j.forecast.Forecast;
import io.anode4j.model.TimeGrid;

/**
 * What is known of one sensor, and the scoring of its readings. Not thread-safe; the model behind
 * it is, so each thread may have scorers of its own. One scorer can serve many sensors in turn by
 * {@link #save} and {@link #restore}. Scorers of your own make their scores by {@link Score#of}.
 */
public interface Scorer {
  /**
   * Scores a reading by what was expected just before it, then learns from it.
   *
   * @param reading the next reading: its time not before the one of the last; at the same time only
   *     if the model can still tell them apart, so merge such readings
   * @return the score
   * @throws IllegalArgumentException when the reading is older than the last, or has another number
   *     of channels; the state is as before
   */
  Score update(Reading reading);

  /**
   * Extrapolates from the readings seen.
   *
   * @param times times asked, in the model's unit, none before the last reading
   * @return predictive distribution at these times; the same whenever the same readings were seen
   */
  Forecast forecast(double[] times);

  /**
   * Extrapolates on a grid after the last reading.
   *
   * @param grid distance and number of times
   * @return predictive distribution there
   * @throws IllegalStateException when there was no reading yet
   */
  default Forecast forecast(TimeGrid grid) {
    if (count() == 0) {
      throw new IllegalStateException(
          "A forecast after the last reading, but there was none; ask for times, or update first");
    }
    return forecast(grid.after(lastTime()));
  }

  /** Readings seen since the state was fresh. */
  long count();

  /** Time of the last reading; NaN when there was none. */
  double lastTime();

  /** True while too few readings were seen for scores to mean much. */
  boolean warmUp();

  /** When the next reading is expected by the sensor's own gaps; NaN before there was a gap. */
  double expectedNext();

  /**
   * Time after which silence is out of the ordinary for this sensor; NaN before there was a gap.
   */
  double overdueAfter();

  /** The state as bytes: versioned, bound to the model, with a checksum; at most 4 KB. */
  byte[] save();

  /**
   * Takes over a state.
   *
   * @param state what {@link #save} of a scorer of the same model returned
   * @throws StateException when it is damaged, of another version or of another model; the state is
   *     as before
   */
  void restore(byte[] state);

  /** Forgets the sensor. */
  void reset();
}
