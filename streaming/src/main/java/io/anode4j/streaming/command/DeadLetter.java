package io.anode4j.streaming.command;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that a stream refused.
 *
 * @param record as it lies in the topic of dead letters
 */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {
  static final String REPLAYED = "anode4j.replayed";

  private static final String ERRORS = "__streams.errors.";
  private static final Set<String> OWN =
      Set.of(
          "anode4j.reason",
          "anode4j.truncated",
          "anode4j.source",
          "anode4j.timestamp",
          "anode4j.key.bytes",
          "anode4j.value.bytes",
          "anode4j.headers.bytes");

  private String header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Why it was refused; empty when nobody says. */
  String reason() {
    return header("anode4j.reason");
  }

  /** Its place. */
  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** Whether it lies behind what was replayed. */
  boolean isAfter(Map<TopicPartition, Long> replayed) {
    return record.offset() >= replayed.getOrDefault(partition(), 0L);
  }

  /** Whether key or value are not whole. */
  boolean isCut() {
    List<String> cut = List.of(header("anode4j.truncated").split(",", -1));
    return cut.contains("key") || cut.contains("value");
  }

  /** The record that was refused. */
  String source() {
    return header(ERRORS + "topic")
        + "-"
        + header(ERRORS + "partition")
        + "@"
        + header(ERRORS + "offset");
  }

  /** One line for people. */
  String line(int shownBytes) {
    return String.join(
        "  ",
        Instant.ofEpochMilli(record.timestamp()).toString(),
        reason(),
        source(),
        "key " + text(record.key(), shownBytes),
        header(ERRORS + "message"),
        "value " + text(record.value(), shownBytes));
  }

  private static String text(byte[] bytes, int most) {
    if (bytes == null) {
      return "none";
    }
    String text = new String(bytes, 0, Math.min(most, bytes.length), StandardCharsets.UTF_8);
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? '\ufffd' : c)
        .forEach(shown::appendCodePoint);
    return shown + (bytes.length > most ? "… (" + bytes.length + " bytes)" : "");
  }

  /** The record as it came, for the partition that it came in. */
  ProducerRecord<byte[], byte[]> again(String topic, int partitions) {
    RecordHeaders headers = new RecordHeaders();
    for (Header one : record.headers()) {
      if (!OWN.contains(one.key())
          && !one.key().startsWith(ERRORS)
          && !one.key().equals(REPLAYED)) {
        headers.add(one);
      }
    }
    String from = record.topic() + "-" + record.partition() + "@" + record.offset();
    headers.add(REPLAYED, from.getBytes(StandardCharsets.UTF_8));
    String stated = header(ERRORS + "partition");
    Integer partition =
        stated.matches("[0-9]{1,9}") && Integer.parseInt(stated) < partitions
            ? Integer.valueOf(stated)
            : null;
    String time = header("anode4j.timestamp");
    long timestamp = time.matches("[0-9]{1,18}") ? Long.parseLong(time) : record.timestamp();
    return new ProducerRecord<>(
        topic, partition, Math.max(0, timestamp), record.key(), record.value(), headers);
  }
}
