package io.anode4j.cli;

import io.anode4j.data.CalendarStep;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.model.TimesAhead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which times of a series are forecast. */
@FunctionalInterface
interface ForecastTimes {
  /** {@return the times to forecast, given all that is known} */
  double[] of(TimeSeries history);

  /** The same times without those that lie further ahead. */
  default ForecastTimes upTo(double horizon) {
    return history -> {
      double end = history.lastTime() + horizon * (1 + TimesAhead.ROUNDING);
      return Arrays.stream(of(history)).filter(time -> time <= end).toArray();
    };
  }

  /** Equal steps after the last time, up to the horizon. */
  static ForecastTimes every(double step, double horizon) {
    try {
      return TimesAhead.every(step, horizon)::of;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--every: " + e.getMessage(), e);
    }
  }

  /**
   * Steps of months, or of days by a clock, after the last time, up to the horizon, which may be so
   * too.
   */
  static ForecastTimes every(CalendarStep step, String horizon, double span, TimeFormat format) {
    return TimesAhead.every(step, horizon, span, format)::of;
  }

  /**
   * The same times for every series, from a file with one time a line.
   *
   * @param format how they are written: as in the input
   */
  static ForecastTimes of(Path file, TimeFormat format) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw CommandFailure.input(
          "--times: %s cannot be read (%s); expected one time a line; check the path"
              .formatted(file, e),
          e);
    }
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).trim();
      if (!text.isEmpty()) {
        times.add(parse(file, i + 1, text, format));
      }
    }
    if (times.isEmpty()) {
      throw CommandFailure.input(
          "--times: %s has no times; expected one a line; write some".formatted(file), null);
    }
    double[] all = times.stream().mapToDouble(Double::doubleValue).toArray();
    return history -> all.clone();
  }

  private static double parse(Path file, int line, String text, TimeFormat format) {
    try {
      return format.parse(text);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input(
          "%s, line %d: found '%s'; expected %s, as in the input; mend the line"
              .formatted(file, line, text, format.expectation()),
          e);
    }
  }
}
