package io.anode4j.detection;

import io.anode4j.data.TimeSeries;

/**
 * A stream and what is known of it.
 *
 * @param series its readings
 * @param anomalous whether each reading is labelled as an anomaly
 * @param scoredFrom first reading that counts; those before only warm a detector up
 */
public record LabelledStream(TimeSeries series, boolean[] anomalous, int scoredFrom) {}
