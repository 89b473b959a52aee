/**
 * Scores and extrapolates irregular sensor streams on Kafka, exactly once.
 *
 * <p>Start with {@link io.anode4j.streaming.ForecastStream}: it makes or checks the topics, runs
 * the topology with the defaults of {@link io.anode4j.streaming.config.StreamingConfig}, replaces
 * failed threads, stops when most records are bad, tells its {@link
 * io.anode4j.streaming.StreamHealth} and answers for single sensors ({@link
 * io.anode4j.streaming.SensorLookup}). Those with a Kafka Streams application of their own add
 * {@link io.anode4j.streaming.ForecastTopology} to it, several under a name each.
 *
 * <p>Models come from a {@link io.anode4j.streaming.ModelSource}, asked before each record; what
 * happens is told to a {@link io.anode4j.streaming.StreamingListener}.
 *
 * <p>One processor over one key-value store does the work. A record is checked before any state
 * changes; its {@link io.anode4j.streaming.record.BadRecordException} takes it to the dead letter
 * queue in the same transaction. A sensor's state is one value of the store: what the model's
 * scorer keeps, at most 4 KB, twice while readings of one time are merged, and the readings that
 * wait for older ones.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.streaming;
