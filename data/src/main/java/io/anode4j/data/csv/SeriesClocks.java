package io.anode4j.data.csv;

import io.anode4j.data.LocalClock;
import io.anode4j.data.TimeFormat;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads times; where they are local, each series and channel has its own clock. */
final class SeriesClocks {
  /** The first midnight behind the last day of a year, perhaps. */
  private static final Pattern LATEST_DAY = Pattern.compile("36[67]\\D*00");

  private final TimeFormat format;
  private final boolean local;
  private final boolean backwards;
  private final Map<List<String>, LocalClock> clocks = new HashMap<>();
  private final boolean daysOfYear;
  private long yearEnds;

  SeriesClocks(TimeFormat format, @Nullable ZoneId zone, boolean backwards) {
    this.format = format;
    this.local = zone != null && format.isLocal();
    this.backwards = backwards;
    this.daysOfYear = format.name().contains("DDD");
  }

  /** The time of a row. */
  double parse(String cell, String id, String channel) {
    double time =
        local
            ? clocks
                .computeIfAbsent(List.of(id, channel), key -> new LocalClock(backwards))
                .parse(format, cell)
            : format.parse(cell);
    if (daysOfYear && LATEST_DAY.matcher(cell).find()) {
      boolean kept = LATEST_DAY.matcher(format.format(format.parse(cell))).find();
      yearEnds += kept ? 0 : 1;
    }
    return time;
  }

  /** Whether the times have a time of day that may be of any zone, and none was stated. */
  boolean mayBeLocal() {
    return !local && format.isLocal();
  }

  /** What clock changes did. */
  List<String> notes() {
    long doubled = clocks.values().stream().mapToLong(LocalClock::doubled).sum();
    long skipped = clocks.values().stream().mapToLong(LocalClock::skipped).sum();
    return Stream.of(
            doubled == 0
                ? ""
                : doubled + " times in hours that the clock shows twice, told apart by their order",
            skipped == 0 ? "" : skipped + " times in an hour that the clock skips, moved ahead",
            yearEnds == 0
                ? ""
                : yearEnds + " times at 00:00 after the last day of a year begin the next year")
        .filter(note -> !note.isEmpty())
        .toList();
  }
}
