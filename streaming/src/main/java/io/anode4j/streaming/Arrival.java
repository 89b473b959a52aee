package io.anode4j.streaming;

import io.anode4j.streaming.record.RecordSource;
import io.anode4j.streaming.record.SensorRecord;

/**
 * An input record that was read and found good.
 *
 * @param sensor the sensor's id
 * @param record what it says
 * @param source where it lies
 * @param kafkaMillis its Kafka timestamp
 * @param wallMillis the clock when it came
 * @param streamMillis the {@link StreamClock} when it came
 */
record Arrival(
    String sensor,
    SensorRecord record,
    RecordSource source,
    long kafkaMillis,
    long wallMillis,
    long streamMillis) {}
