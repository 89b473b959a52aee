package io.anode4j.streaming.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * Whose reading it is, where that stands in the value. All records of one sensor have to lie in
   * one partition all the same.
   *
   * @param value the bytes of the record's value; leave them as they are
   * @return the sensor's id; null when it is the record's key
   * @throws BadRecordException when it must not be scored
   */
  default @Nullable String sensor(byte[] value) {
    return null;
  }

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

  /**
   * Reads a value that may hold several readings of one sensor, as gateways send them.
   *
   * @param value the bytes of the record's value; leave them as they are
   * @param kafkaMillis the record's Kafka timestamp, milliseconds since 1970
   * @param channels the channels that the model expects
   * @return the readings, which are scored in the order of their times; one at least
   * @throws BadRecordException when one of them must not be scored: then none is
   */
  default List<SensorRecord> decodeAll(byte[] value, long kafkaMillis, Channels channels) {
    return List.of(decode(value, kafkaMillis, channels));
  }
}
