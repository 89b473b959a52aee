package io.anode4j.streaming.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** Answers questions about sensors from the state of a running stream. Thread-safe. */
public interface SensorQueries {

  /** An answer, or where to ask. */
  sealed interface Answer {}

  /**
   * The sensor is here.
   *
   * @param body what was asked
   */
  record Found(JsonNode body) implements Answer {}

  /**
   * Another instance owns the sensor.
   *
   * @param instance its operations address, such as {@code http://host:port}
   */
  record Elsewhere(URI instance) implements Answer {}

  /**
   * It is in none of the partitions of this instance, which alone was asked.
   *
   * @param searched partitions of the input that are here
   */
  record NotHere(SortedSet<Integer> searched) implements Answer {}

  /** No reading of the sensor was accepted yet, or it was forgotten. */
  record Unknown() implements Answer {}

  /**
   * The owner cannot be told now.
   *
   * @param reason why, and what to do
   */
  record NotNow(String reason) implements Answer {}

  /**
   * The sensors of this instance.
   *
   * @param limit at most so many
   * @return ids in no particular order
   */
  List<String> local(int limit);

  /**
   * Which of some sensors this instance has: another one asks.
   *
   * @param ids keys of records
   * @return partitions of the input by sensor, without the sensors that are not here
   */
  default Map<String, List<Integer>> partitions(List<String> ids) {
    return Map.of();
  }

  /**
   * What is known of a sensor.
   *
   * @param id key of its records
   * @return the answer
   */
  Answer sensor(String id);

  /**
   * What this instance alone knows of a sensor: another one asks.
   *
   * @param id key of its records
   * @return the answer, never {@link Elsewhere}
   */
  default Answer here(String id) {
    return sensor(id);
  }

  /**
   * An extrapolation from a sensor's present state; nothing of it is written to a topic.
   *
   * @param id key of its records
   * @param span how far and how fine
   * @return the answer
   */
  Answer forecast(String id, ForecastSpan span);
}
