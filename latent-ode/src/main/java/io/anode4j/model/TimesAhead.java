package io.anode4j.model;

import io.anode4j.data.CalendarStep;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.TimeSpan;
import java.util.Optional;
import java.util.stream.IntStream;

/** Times after the end of a history that a forecast is asked for, the same rule for all series. */
@FunctionalInterface
public interface TimesAhead {
  /** Rounding must not take the last step of a horizon that is a whole number of steps. */
  double ROUNDING = 1e-9;

  /** Times of one series that fit into memory with room to spare. */
  int MOST = 1_000_000;

  /**
   * The times.
   *
   * @param history all that is known, with at least one row
   * @return times after its last, increasing, in the unit of the series
   */
  double[] of(TimeSeries history);

  /**
   * Equal steps up to a horizon, both as a person writes them.
   *
   * @param horizon such as {@code 24h}, {@code 6mo}, or {@code 12.5} where times are plain numbers
   * @param step likewise; months step by the calendar, days of a zone by its clock
   * @param format how the series' times are written; the zone of months
   * @return the rule
   * @throws IllegalArgumentException if one is no span that fits the format, or the step is beyond
   *     the horizon
   */
  static TimesAhead of(String horizon, String step, TimeFormat format) {
    double span = span(horizon, format);
    double distance = span(step, format);
    if (distance > span * (1 + ROUNDING)) {
      throw new IllegalArgumentException(
          "a step of %s is beyond the horizon of %s; expected a shorter step; shorten it"
              .formatted(step, horizon));
    }
    Optional<CalendarStep> months = CalendarStep.of(step, format);
    return months.isPresent() ? every(months.get(), horizon, span, format) : every(distance, span);
  }

  /**
   * The length of a span as a person writes it.
   *
   * @param text such as {@code 36h}, {@code 1mo} or {@code 12.5}
   * @param format how the series' times are written
   * @return its length in the unit of the series' times; of months, the longest
   * @throws IllegalArgumentException if the text is no span that fits the format
   */
  static double span(String text, TimeFormat format) {
    Optional<CalendarStep> months = CalendarStep.of(text, format);
    return months.isPresent() ? months.get().longest() : TimeSpan.parse(text, format);
  }

  /**
   * Equal steps after the last time, up to the horizon, at least one.
   *
   * @param step distance of the times, above 0
   * @param horizon how far they go
   * @return the rule
   * @throws IllegalArgumentException if there are more than a million
   */
  static TimesAhead every(double step, double horizon) {
    double steps = Math.max(1, Math.floor(horizon / step + ROUNDING));
    if (steps > MOST) {
      throw new IllegalArgumentException(
          "%.3g times a series were asked for; expected at most %,d; take a longer step or a shorter"
                  .formatted(steps, MOST)
              + " horizon");
    }
    TimeGrid grid = TimeGrid.every(step).count((int) steps);
    return history -> grid.after(history.lastTime());
  }

  /**
   * Steps of months, or days by the clock, after the last time, up to the horizon, which may be so
   * too.
   *
   * @param step the step
   * @param horizon the horizon as it was written
   * @param span the horizon's length, in seconds
   * @param format how the series' times are written
   * @return the rule
   */
  static TimesAhead every(CalendarStep step, String horizon, double span, TimeFormat format) {
    Optional<CalendarStep> whole = CalendarStep.of(horizon, format);
    return history -> {
      double stated =
          whole.isPresent()
              ? whole.get().after(history, 1, format)
              : history.lastTime() + span * (1 + ROUNDING);
      // A day of 25 hours is no further than one of 24.
      double end = step.days() > 0 ? Math.max(stated, step.after(history, 1, format)) : stated;
      return IntStream.iterate(1, k -> k + 1)
          .mapToDouble(k -> step.after(history, k, format))
          .takeWhile(time -> time <= end)
          .toArray();
    };
  }
}
