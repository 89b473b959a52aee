package io.anode4j.streaming.record;

import java.util.Map;

/**
 * Reads the values of input records. Give another one by the setting {@code decoder.class} for
 * formats other than JSON; it needs a public constructor without arguments. One decoder serves one
 * task, by one thread at a time.
 */
public interface ObservationDecoder {
  /**
   * Takes over settings, once, before the first record.
   *
   * @param settings all settings of the application, Kafka's included
   */
  default void configure(Map<String, ?> settings) {}

  /**
   * Reads one value.
   *
   * @param value the bytes of the record's value; leave them as they are
   * @param kafkaMillis the record's Kafka timestamp, milliseconds since 1970: the time of a reading
   *     that states none
   * @param channels the channels that the model expects
   * @return what the record says
   * @throws BadRecordException when it must not be scored
   */
  SensorRecord decode(byte[] value, long kafkaMillis, Channels channels);
}
