/**
 * What travels through the topics: readings in, scores and forecasts out, as JSON.
 *
 * <p>An {@link io.anode4j.streaming.record.ObservationDecoder} turns the value of an input record
 * into a {@link io.anode4j.streaming.record.SensorRecord}; whatever it cannot vouch for it refuses
 * with a {@link io.anode4j.streaming.record.BadRecordException}, which names the reason and ends in
 * the dead letter queue. {@link io.anode4j.streaming.record.OutputJson} writes the results, its
 * fields always in one order.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.streaming.record;
