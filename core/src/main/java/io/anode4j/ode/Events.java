package io.anode4j.ode;

import java.util.List;

/**
 * The events that a solve watches, several at once. Where two of them happen at the same time, the
 * one named first comes first, and the other one sees the state that it left.
 *
 * @param all events in the order of their numbers, {@link Occurrence#event}
 * @param most events of a row that change its state before it ends as {@link
 *     RowStatus#TOO_MANY_EVENTS}: a ball that comes to rest bounces infinitely often in a finite
 *     time
 */
public record Events(List<Event> all, int most) {
  /** Enough for what is worth following, few enough to end a row that does not get on. */
  public static final int DEFAULT_MOST = 1000;

  /** None. */
  public static final Events NONE = new Events(List.of(), DEFAULT_MOST);

  /** Checks the limit. */
  public Events {
    all = List.copyOf(all);
    if (most < 1) {
      throw new IllegalArgumentException(
          "A row may have " + most + " events that change its state; expected at least 1");
    }
  }

  /** True when there are none. */
  public boolean none() {
    return all.isEmpty();
  }

  /** True when a row may go on after one of them, from a changed state. */
  public boolean changing() {
    return all.stream().anyMatch(e -> e.change() != null);
  }
}
