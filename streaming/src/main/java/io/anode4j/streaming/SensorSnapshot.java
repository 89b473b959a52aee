package io.anode4j.streaming;

import java.util.List;

/**
 * What is kept of a sensor at one moment. Times are milliseconds since 1970, −1 when there is none.
 *
 * @param sensor the sensor's id
 * @param count records of it that were applied
 * @param lastMillis time of its last reading
 * @param lastWallMillis when its last record came
 * @param silent whether its silence was reported
 * @param waiting readings that wait for older ones
 * @param warmUp whether too few readings were seen for scores to mean much
 * @param expectedNextMillis when its next reading is expected
 * @param overdueAfterMillis when silence is out of the ordinary
 * @param stateBytes size of all that is stored of it
 * @param model label of the model in service
 * @param partitions partitions of the input, of those that are here, that it has a state in: one,
 *     unless two producers choose its partition by different rules
 */
public record SensorSnapshot(
    String sensor,
    long count,
    long lastMillis,
    long lastWallMillis,
    boolean silent,
    int waiting,
    boolean warmUp,
    long expectedNextMillis,
    long overdueAfterMillis,
    int stateBytes,
    String model,
    List<Integer> partitions) {
  /** Copies the list. */
  public SensorSnapshot {
    partitions = List.copyOf(partitions);
  }
}
