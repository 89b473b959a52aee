package io.anode4j.data;

/**
 * A second value for the same series, time and channel where {@link DuplicateTimes#REFUSE} holds.
 */
public final class DuplicateTimeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final double time;
  private final int entry;

  DuplicateTimeException(String id, double time, int channel, int entry) {
    super(
        ("series '%s' has a second value at time %s in channel %d;"
                + " expected one; remove one of them or choose how to merge them")
            .formatted(id, time, channel));
    this.time = time;
    this.entry = entry;
  }

  /**
   * The time in question.
   *
   * @return the time that occurs twice
   */
  public double time() {
    return time;
  }

  /**
   * Which call brought the second value.
   *
   * @return the number of the {@code add} call, from 0
   */
  public int entry() {
    return entry;
  }
}
