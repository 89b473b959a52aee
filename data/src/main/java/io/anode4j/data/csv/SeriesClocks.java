package io.anode4j.data.csv;

import io.anode4j.data.LocalClock;
import io.anode4j.data.TimeFormat;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads times; where they are local, each series and channel has its own clock. */
final class SeriesClocks {
  private final TimeFormat format;
  private final boolean local;
  private final boolean backwards;
  private final Map<List<String>, LocalClock> clocks = new HashMap<>();

  SeriesClocks(TimeFormat format, @Nullable ZoneId zone, boolean backwards) {
    this.format = format;
    this.local = zone != null && format.isLocal();
    this.backwards = backwards;
  }

  /** The time of a row. */
  double parse(String cell, String id, String channel) {
    return local
        ? clocks
            .computeIfAbsent(List.of(id, channel), key -> new LocalClock(backwards))
            .parse(format, cell)
        : format.parse(cell);
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
            skipped == 0 ? "" : skipped + " times in an hour that the clock skips, moved ahead")
        .filter(note -> !note.isEmpty())
        .toList();
  }
}
