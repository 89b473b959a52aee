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
    RecordSource source) {}
