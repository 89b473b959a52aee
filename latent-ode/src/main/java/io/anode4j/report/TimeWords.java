package io.anode4j.report;

import io.anode4j.chart.Figures;
import io.anode4j.chart.NumberTicks;
import io.anode4j.chart.Ticks;

/** Times of a series as axis ticks and as words, dated or not. */
final class TimeWords {
  private TimeWords() {}

  /**
   * One time, as exactly as it matters within a stretch of time: {@code 3 May 2021}, {@code 3 May
   * 2021 14:05} or {@code 150.2}.
   *
   * @param span length of the stretch the time is seen in
   */
  static String moment(double time, double span, boolean dated) {
    if (dated && CalendarTicks.covers(time - 1, time + 1)) {
      return CalendarTicks.moment(time, span);
    }
    if (span <= 0 || time == 0) {
      return Figures.rounded(time, 6);
    }
    int digits = (int) Math.floor(Math.log10(Math.abs(time) / span)) + 4;
    return Figures.rounded(time, Math.max(1, Math.min(15, digits)));
  }

  /** Ticks for a stretch of time. */
  static Ticks ticks(double low, double high, int most, boolean dated) {
    return dated && CalendarTicks.covers(low, high)
        ? CalendarTicks.of(low, high, most)
        : NumberTicks.of(low, high, most);
  }
}
