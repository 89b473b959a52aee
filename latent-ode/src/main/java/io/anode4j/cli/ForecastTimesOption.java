package io.anode4j.cli;

import io.anode4j.data.CalendarStep;
import io.anode4j.data.TimeFormat;
import io.anode4j.model.TimesAhead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One of the two ways to say which times are forecast. */
final class ForecastTimesOption {
  @Option(
      names = "--every",
      paramLabel = "STEP",
      description =
          "Distance of the times, such as 15m or 1mo. Default: the data's months or median gap, at most "
              + Spans.MOST_STEPS
              + " times.")
  private @Nullable String step;

  @Option(
      names = "--times",
      paramLabel = "FILE",
      description =
          "One time a line, in the input's format; those up to H after a series' last time count,"
              + " also times inside the series.")
  private @Nullable Path file;

  /**
   * The times that are asked for.
   *
   * @param horizon as it was stated
   * @param span the same, in the series' unit
   * @param format of the times
   * @param usualStep distance where none is stated
   */
  ForecastTimes asked(String horizon, double span, TimeFormat format, DoubleSupplier usualStep) {
    if (file != null) {
      return ForecastTimes.of(file, format).upTo(span);
    }
    if (step == null) {
      return ForecastTimes.every(usualStep.getAsDouble(), span);
    }
    double parsed = Spans.parse("--every", step, format);
    Optional<CalendarStep> months = CalendarStep.of(step, format);
    if (parsed > span * (1 + TimesAhead.ROUNDING)) {
      throw CommandFailure.usage(
          "--every %s is beyond --horizon %s, so there is no time to forecast; expected a shorter step; shorten it"
              .formatted(step, horizon),
          null);
    }
    return months.isPresent()
        ? ForecastTimes.every(months.get(), horizon, span, format)
        : ForecastTimes.every(parsed, span);
  }

  /** What decides the times, in lines. */
  String decisive() throws IOException {
    return step + "\n" + (file == null ? "" : Files.readString(file));
  }
}
