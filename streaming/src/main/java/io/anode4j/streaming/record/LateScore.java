package io.anode4j.streaming.record;

import io.anode4j.forecast.Forecast;

/**
 * The likelihood of a reading that came too late to be learnt from: by what the state says of its
 * last time, the nearest that it still knows.
 *
 * @param sensor the sensor's id
 * @param reading the late reading
 * @param latenessMillis how much older than the sensor's last reading it is
 * @param expected predictive distribution at the sensor's last time, one time
 * @param source where the input record lies
 */
public record LateScore(
    String sensor,
    SensorRecord reading,
    long latenessMillis,
    Forecast expected,
    RecordSource source) {
  /** Log-density of the observed values under what was expected, nats. */
  double logLikelihood() {
    double[] values = reading.values();
    double sum = 0;
    for (int c = 0; c < values.length; c++) {
      sum += Double.isNaN(values[c]) ? 0 : expected.logDensity(0, c, values[c]);
    }
    return sum;
  }
}
