package io.anode4j.streaming;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The states that one instance holds, partition by partition. Which partition a sensor lies in is
 * for its producer to choose, and not all choose alike: it is looked for in each.
 */
final class HeldStates {
  private final KafkaStreams streams;

  HeldStates(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * What was found.
   *
   * @param searched partitions that were looked at
   * @param states of the sensor, by partition
   */
  record Search(SortedSet<Integer> searched, SortedMap<Integer, byte[]> states) {
    List<Integer> partitions() {
      return List.copyOf(states.keySet());
    }
  }

  /** Looks for a sensor in all partitions that are here and not under way. */
  Search search(String id) {
    SortedSet<Integer> searched = new TreeSet<>();
    SortedMap<Integer, byte[]> states = new TreeMap<>();
    for (Map.Entry<Integer, ReadOnlyKeyValueStore<String, byte[]>> here : stores().entrySet()) {
      try {
        byte[] found = here.getValue().get(id);
        searched.add(here.getKey());
        if (found != null) {
          states.put(here.getKey(), found);
        }
      } catch (InvalidStateStoreException e) {
        // It has just moved on: it was not searched.
      }
    }
    return new Search(searched, states);
  }

  private SortedMap<Integer, ReadOnlyKeyValueStore<String, byte[]>> stores() {
    SortedMap<Integer, ReadOnlyKeyValueStore<String, byte[]>> stores = new TreeMap<>();
    if (!streams.state().isRunningOrRebalancing()) {
      return stores;
    }
    streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .map(task -> task.taskId().partition())
        .distinct()
        .forEach(
            partition -> {
              try {
                stores.put(partition, store(partition));
              } catch (InvalidStateStoreException | IllegalStateException e) {
                // It is being restored, or moves on, or the stream has just ended.
              }
            });
    return stores;
  }

  private ReadOnlyKeyValueStore<String, byte[]> store(int partition) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
                ForecastTopology.STORE, QueryableStoreTypes.<String, byte[]>keyValueStore())
            .withPartition(partition));
  }
}
