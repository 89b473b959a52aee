package io.anode4j.streaming;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.KafkaStreams;

/** Which partitions of the input an instance has, in words for the log. */
final class Assignment {
  private Assignment() {}

  /** The partitions scored here now, such as {@code 2 partitions of pumps: [0, 3]}. */
  static String of(KafkaStreams streams, String topic) {
    Set<Integer> partitions = new TreeSet<>();
    streams
        .metadataForLocalThreads()
        .forEach(
            thread ->
                thread
                    .activeTasks()
                    .forEach(
                        task ->
                            task.topicPartitions().stream()
                                .filter(partition -> partition.topic().equals(topic))
                                .forEach(partition -> partitions.add(partition.partition()))));
    return partitions.size() + " partitions of " + topic + ": " + partitions;
  }
}
