package io.anode4j.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clock by which days and weeks repeat: people get up by the clock on their wall, which a zone
 * puts forward and back, while times are counted in seconds of UTC. Offsets are those of the years
 * 1900 to 2100; before and after, those of the nearest.
 */
public final class WallClock {
  /** Shows the time itself: UTC, or times that are no points of a calendar. */
  public static final WallClock PLAIN = new WallClock("", new double[0], new double[1]);

  private static final Instant FIRST = start(1900);
  private static final Instant LAST = start(2101);

  /** Rules of a zone are looked up once. */
  private static final Map<String, WallClock> KNOWN = new ConcurrentHashMap<>();

  private final String zone;
  private final double[] changes;

  /** Seconds ahead of UTC before the first change and after each. */
  private final double[] offsets;

  private WallClock(String zone, double[] changes, double[] offsets) {
    this.zone = zone;
    this.changes = changes;
    this.offsets = offsets;
  }

  /**
   * The clock of a zone.
   *
   * @param zone its id, such as {@code Europe/Berlin}; empty for {@link #PLAIN}
   * @return the clock
   * @throws IllegalArgumentException if there is no such zone
   */
  public static WallClock of(String zone) {
    return zone.isEmpty() ? PLAIN : KNOWN.computeIfAbsent(zone, WallClock::read);
  }

  /** The clock by which the days of times written in a format repeat. */
  public static WallClock of(TimeFormat format) {
    return format instanceof ZonedTimes zoned ? of(zoned.zone().getId()) : PLAIN;
  }

  private static WallClock read(String zone) {
    ZoneRules rules = rules(zone);
    List<ZoneOffsetTransition> found = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(FIRST);
    while (next != null && next.getInstant().isBefore(LAST)) {
      found.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    double[] changes = found.stream().mapToDouble(ZoneOffsetTransition::toEpochSecond).toArray();
    double[] offsets = new double[changes.length + 1];
    offsets[0] = rules.getOffset(FIRST).getTotalSeconds();
    for (int k = 0; k < changes.length; k++) {
      offsets[k + 1] = found.get(k).getOffsetAfter().getTotalSeconds();
    }
    boolean plain = changes.length == 0 && offsets[0] == 0;
    return plain ? PLAIN : new WallClock(zone, changes, offsets);
  }

  private static ZoneRules rules(String zone) {
    try {
      return ZoneId.of(zone).getRules();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "the zone '%s' is unknown here; expected one such as Europe/Berlin".formatted(zone), e);
    }
  }

  private static Instant start(int year) {
    return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** {@return the id of the zone; empty for {@link #PLAIN}} */
  public String zone() {
    return zone;
  }

  /**
   * What the clock shows.
   *
   * @param time seconds since 1970-01-01T00:00Z
   * @return seconds since its own 1970-01-01T00:00; steps where the clock is changed
   */
  public double shown(double time) {
    return changes.length == 0 ? time + offsets[0] : time + offset(time);
  }

  /**
   * The time at which the clock showed so much less: yesterday at the same hour is 23 hours ago on
   * the day on which it was put forward. An hour shown twice is one of the two, one skipped is
   * taken as its seconds after the one before.
   *
   * @param time seconds since 1970-01-01T00:00Z
   * @param span seconds on the clock
   * @return seconds since 1970-01-01T00:00Z
   */
  public double ago(double time, double span) {
    double earlier = time - span;
    if (changes.length == 0) {
      return earlier;
    }
    double now = offset(time);
    double first = earlier + (now - offset(earlier));
    return earlier + (now - offset(first));
  }

  private double offset(double time) {
    int k = Arrays.binarySearch(changes, time);
    return offsets[k >= 0 ? k + 1 : -k - 1];
  }

  @Override
  public String toString() {
    return zone;
  }
}
