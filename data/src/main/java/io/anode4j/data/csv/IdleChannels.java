package io.anode4j.data.csv;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Channels that no forecast needs: empty, always the same, row numbers, second clocks. */
final class IdleChannels {
  /** In fewer rows a number that stays or counts says nothing. */
  private static final int LEAST_ROWS = 10;

  /** What a clock has counted since some beginning is at least so much: days since year 1. */
  private static final double CLOCK = 10_000;

  private IdleChannels() {}

  /** The set without idle channels, unless all are or they are kept; each is named in a note. */
  static SeriesSet without(SeriesSet set, Set<String> kept, List<String> notes) {
    List<String> useful = new ArrayList<>();
    List<String> found = new ArrayList<>();
    long[] counts = set.observedCounts();
    for (int c = 0; c < set.channels().size(); c++) {
      String name = set.channels().get(c);
      String idle = kept.contains(name) ? "" : reason(set, c, counts[c]);
      if (idle.isEmpty()) {
        useful.add(name);
      } else {
        found.add("left out: %s %s; --keep %s keeps it".formatted(name, idle, name));
      }
    }
    if (useful.isEmpty() || found.isEmpty()) {
      return set;
    }
    notes.addAll(found);
    return set.withChannels(useful);
  }

  private static String reason(SeriesSet set, int channel, long observed) {
    long rows = set.series().stream().mapToLong(TimeSeries::length).sum();
    if (rows < LEAST_ROWS) {
      return "";
    }
    Observed seen = new Observed(set, channel, observed);
    if (seen.count == 0) {
      return "has no number";
    }
    if (seen.count >= LEAST_ROWS && seen.isConstant()) {
      return "is always the same number";
    }
    if (seen.count == rows && seen.longest >= LEAST_ROWS) {
      if (seen.counts(1) || seen.counts(-1)) {
        return "counts the rows";
      }
      if (set.timeFormat().isDated() && seen.followsTime()) {
        return "is another clock beside the time";
      }
    }
    return "";
  }

  /** One channel's values, series by series. */
  private static final class Observed {
    private final SeriesSet set;
    private final int channel;
    private final long count;
    private final int longest;

    Observed(SeriesSet set, int channel, long count) {
      this.set = set;
      this.channel = channel;
      this.count = count;
      this.longest = set.series().stream().mapToInt(TimeSeries::length).max().orElse(0);
    }

    boolean isConstant() {
      double first = Double.NaN;
      for (TimeSeries series : set) {
        for (int i = 0; i < series.length(); i++) {
          double value = series.value(i, channel);
          first = Double.isNaN(first) ? value : first;
          if (value != first && !Double.isNaN(value)) {
            return false;
          }
        }
      }
      return true;
    }

    /** Whether every value is the one before and a step, whole numbers all. */
    boolean counts(int step) {
      for (TimeSeries series : set) {
        for (int i = 1; i < series.length(); i++) {
          double before = series.value(i - 1, channel);
          if (before != Math.rint(before) || series.value(i, channel) != before + step) {
            return false;
          }
        }
      }
      return true;
    }

    /** Whether the value is as far from the first as the time, in any unit, beyond rounding. */
    boolean followsTime() {
      for (TimeSeries series : set) {
        if (series.length() > 1 && !followsTime(series)) {
          return false;
        }
      }
      return true;
    }

    private boolean followsTime(TimeSeries series) {
      int last = series.length() - 1;
      double span = series.time(last) - series.time(0);
      double rise = series.value(last, channel) - series.value(0, channel);
      double unit = Math.max(Math.abs(rise) * 1e-6, Math.ulp(series.value(last, channel)) * 8);
      boolean follows = rise > 0 && Math.abs(series.value(0, channel)) > CLOCK;
      for (int i = 1; i <= last && follows; i++) {
        double expected = rise * (series.time(i) - series.time(0)) / span;
        double found = series.value(i, channel) - series.value(0, channel);
        follows = Math.abs(found - expected) <= unit + 1e-3 * rise / last;
      }
      return follows;
    }
  }
}
