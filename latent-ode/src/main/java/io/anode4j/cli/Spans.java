package io.anode4j.cli;

import io.anode4j.data.CalendarStep;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.SeriesSummary;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSpan;
import io.anode4j.model.Model;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** Spans of time on the command line: {@code 36h} for dated series, plain numbers for others. */
final class Spans {
  /** More points than a chart has pixels help nobody. */
  static final int MOST_STEPS = 500;

  private static final MathContext DIGITS = new MathContext(5);
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double DAY = 86_400;

  private Spans() {}

  /** The span an option states, in the unit of the series' times; of months, the longest. */
  static double parse(String option, String text, TimeFormat times) {
    Optional<CalendarStep> months = times.isDated() ? CalendarStep.of(text) : Optional.empty();
    if (months.isPresent()) {
      return months.get().longest();
    }
    try {
      return TimeSpan.parse(text, times);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(option + ": " + e.getMessage(), e);
    }
  }

  /** How far back a model reads, for people. */
  static String context(Model model) {
    return Double.isInfinite(model.context())
        ? "all: a filter carries its state from reading to reading"
        : text(model.context(), model.timeFormat());
  }

  /** A span for people: days, hours or minutes, rounded to five digits. */
  static String text(double span, TimeFormat times) {
    if (!times.isDated()) {
      return rounded(span);
    }
    if (span >= 2 * DAY) {
      return rounded(span / DAY) + "d";
    }
    if (span >= 2 * HOUR) {
      return rounded(span / HOUR) + "h";
    }
    return span >= 2 * MINUTE ? rounded(span / MINUTE) + "m" : rounded(span) + "s";
  }

  private static String rounded(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /**
   * A step for forecasts nobody stated one for: as far apart as observations usually are, but at
   * least one step and at most 500 within the horizon.
   */
  static double step(SeriesSet data, double horizon) {
    double gap = SeriesSummary.of(data).gaps().median();
    double usual = Double.isNaN(gap) ? horizon : gap;
    return Math.min(horizon, Math.max(usual, horizon / MOST_STEPS));
  }
}
