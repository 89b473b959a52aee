package io.anode4j.streaming;

import java.util.Map;

/**
 * Knows whether all records of the input that the brokers have were read. Asked by the stream
 * threads.
 */
interface InputProgress {
  /** Under this name it reaches the processors. */
  String KEY = "anode4j.internal.input.progress";

  /** Before any time. */
  long NEVER = Long.MIN_VALUE / 2;

  /** Nothing is known, as where others run the topology: idle time is then nobody's silence. */
  InputProgress UNKNOWN = (partition, next, idle) -> NEVER;

  /**
   * When a partition was known to be read to its end.
   *
   * @param partition the partition
   * @param next offset after that of the last record that was scored; −1 when there was none yet
   * @param idle whether none was scored lately
   * @return the clock when the brokers were asked, milliseconds, about an end that has been reached
   *     now; {@link #NEVER} when it has not, or they did not answer
   */
  long caughtUp(int partition, long next, boolean idle);

  /** The one among the settings. */
  static InputProgress in(Map<String, Object> settings) {
    return settings.get(KEY) instanceof InputProgress known ? known : UNKNOWN;
  }
}
