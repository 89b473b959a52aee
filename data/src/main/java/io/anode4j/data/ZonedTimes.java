package io.anode4j.data;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * Times in a zone whose clocks may change. Those that say their offset are what they say; the zone
 * tells by which clock days repeat. Of those that say none, a time that the clock shows twice is
 * the first of the two; one that it skips is moved ahead by what was skipped. {@link LocalClock}
 * decides better by the order of rows.
 *
 * @param local how they are written
 * @param zone where it hangs
 */
record ZonedTimes(TimeFormat local, ZoneId zone) implements TimeFormat {
  @Override
  public double parse(String text) {
    if (!isLocal()) {
      return local.parse(text);
    }
    IsoText iso = IsoText.parse(text);
    return iso != null && iso.hasOffset() ? iso.epochSeconds() : instant(local.parse(text));
  }

  private double instant(double clock) {
    ZoneOffsetTransition change = transition(clock);
    ZoneOffset offset =
        change == null ? zone.getRules().getOffset(moment(clock)) : change.getOffsetBefore();
    return clock - offset.getTotalSeconds();
  }

  /** The change of the clock that a text falls into, null if it is an ordinary time. */
  @Nullable ZoneOffsetTransition transition(String text) {
    IsoText iso = isLocal() ? IsoText.parse(text) : null;
    boolean says = !isLocal() || (iso != null && iso.hasOffset());
    return says ? null : transition(local.parse(text));
  }

  private @Nullable ZoneOffsetTransition transition(double clock) {
    return zone.getRules().getTransition(moment(clock));
  }

  private static LocalDateTime moment(double clock) {
    return LocalDateTime.ofEpochSecond((long) Math.floor(clock), 0, ZoneOffset.UTC);
  }

  /** A local time with its offset, because alone it may mean two moments. */
  @Override
  public String format(double time) {
    if (!isLocal()) {
      return local.format(time);
    }
    Instant instant = Instant.ofEpochSecond((long) Math.floor(time));
    return TimeFormat.isoDateTime(zone.getRules().getOffset(instant)).format(time);
  }

  @Override
  public boolean isDated() {
    return true;
  }

  @Override
  public String name() {
    return local.name() + "[" + zone.getId() + "]";
  }

  @Override
  public String description() {
    return local.description() + (isLocal() ? ", local time of " : ", days of ") + zone.getId();
  }

  @Override
  public String expectation() {
    return local.expectation();
  }

  @Override
  public String toString() {
    return name();
  }
}
