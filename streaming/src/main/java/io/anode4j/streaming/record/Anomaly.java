package io.anode4j.streaming.record;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An episode of anomalies of one sensor as it is when it is told. Whoever keeps the newest state of
 * each {@link #id} has all episodes, however often a state comes.
 *
 * @param sensor the sensor's id
 * @param state what has just happened to it
 * @param revision 1 when it is opened, one more each time that it is told
 * @param span its times
 * @param severity highest score, as a multiple of the threshold: 1 is what ordinary readings reach
 *     as often as {@code false.alarm.rate} says
 * @param readings the sensor's readings from the first to the last that was not quiet
 * @param alarms those of them above a threshold
 * @param statistics what was above its threshold
 * @param worst the channel that contributed most; null when none did
 * @param shares each channel's part of all that contributed, by name, together 1; empty when it is
 *     not known any more
 * @param reason why it ended; null while it is open
 */
public record Anomaly(
    String sensor,
    State state,
    int revision,
    Span span,
    double severity,
    long readings,
    long alarms,
    Set<Statistic> statistics,
    @Nullable String worst,
    Map<String, Double> shares,
    @Nullable Ending reason) {

  /**
   * Its times, nanoseconds since 1970.
   *
   * @param start the first reading that was not quiet
   * @param end the last one so far
   * @param peak the one with the highest score
   */
  public record Span(long start, long end, long peak) {}

  /** What happens to an episode. */
  public enum State {
    /** There are enough alarms to tell of it. */
    OPENED,
    /** It has gone on, or become worse. */
    UPDATED,
    /** It is over; it will not be told again. */
    CLOSED;

    /** How outputs name it. */
    public String text() {
      return lower(this);
    }
  }

  /** What a score compares with its threshold. */
  public enum Statistic {
    /** How badly the last readings were predicted. */
    PREDICTION,
    /** How far they lie from all that was learnt. */
    LEVEL;

    /** How outputs name it. */
    public String text() {
      return lower(this);
    }
  }

  /** Why an episode ends. */
  public enum Ending {
    /** Enough quiet readings came. */
    QUIET,
    /** The sensor was deleted: silent for too long. */
    EXPIRED,
    /** The sensor was deleted by a record without a value. */
    FORGOTTEN,
    /** The sensor began anew, with another model or without its state. */
    RESTARTED;

    /** How outputs name it. */
    public String text() {
      return lower(this);
    }
  }

  /** Takes copies. */
  public Anomaly {
    statistics = Set.copyOf(statistics);
    shares = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(shares));
  }

  /**
   * Key of its records: the sensor and the start in milliseconds, {@code pump-03@1700000000123}.
   */
  public String id() {
    return sensor + "@" + Math.floorDiv(span.start(), 1_000_000L);
  }

  private static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
