package io.anode4j.streaming;

import java.util.List;
import java.util.Map;

/** Asks other instances of the application which sensors they have. */
@FunctionalInterface
public interface PeerStates {
  /**
   * Where an instance has states of some sensors.
   *
   * @param instance the instance to ask
   * @param sensors the sensors' ids
   * @return partitions by sensor, without the sensors that it does not have; empty when it does not
   *     answer
   */
  Map<String, List<Integer>> partitions(SensorLookup.Peer instance, List<String> sensors);
}
