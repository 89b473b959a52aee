package io.anode4j.data;

import io.anode4j.data.internal.DecimalText;
import java.util.List;
import java.util.Locale;

/** The rules by which a column's time format is found; documented at {@link TimeFormat#detect}. */
final class TimeFormatDetection {
  /** 1990-01-01 and 2100-01-01 in seconds since 1970. */
  private static final double EARLIEST = 631_152_000;

  private static final double LATEST = 4_102_444_800.0;

  private TimeFormatDetection() {}

  static TimeFormat byName(String nameOrExample) {
    for (TimeFormat format :
        List.of(TimeFormat.number(), TimeFormat.epochSeconds(), TimeFormat.epochMillis())) {
      if (format.name().equals(nameOrExample)) {
        return format;
      }
    }
    IsoText example = IsoText.parse(nameOrExample);
    if (example == null) {
      throw new IllegalArgumentException(
          ("unknown time format '%s'; expected number, epoch-seconds, epoch-millis or an ISO-8601"
                  + " example such as 2020-12-31T23:59:59; state one of these")
              .formatted(nameOrExample));
    }
    return new IsoTimes(example.resolution(), example.separator(), example.offset());
  }

  static TimeFormat detect(List<String> cells, String column) {
    for (String cell : cells) {
      if (!Double.isNaN(DecimalText.parse(cell))) {
        return numbers(cells, column.toLowerCase(Locale.ROOT));
      }
      IsoText first = IsoText.parse(cell);
      if (first != null) {
        return iso(cells, first);
      }
    }
    return TimeFormat.number();
  }

  private static TimeFormat iso(List<String> cells, IsoText first) {
    int resolution = first.resolution();
    char separator = first.separator();
    for (String cell : cells) {
      IsoText next = IsoText.parse(cell);
      if (next != null) {
        separator = resolution == IsoTimes.DATE ? next.separator() : separator;
        resolution = Math.max(resolution, next.resolution());
      }
    }
    return new IsoTimes(resolution, separator, first.offset());
  }

  private static TimeFormat numbers(List<String> cells, String column) {
    boolean named =
        column.contains("timestamp")
            || column.contains("epoch")
            || column.contains("unix")
            || column.equals("ts")
            || column.equals("ds");
    if (named && allWithin(cells, EARLIEST, LATEST)) {
      return TimeFormat.epochSeconds();
    }
    if (named && allWithin(cells, 1000 * EARLIEST, 1000 * LATEST)) {
      return TimeFormat.epochMillis();
    }
    return TimeFormat.number();
  }

  private static boolean allWithin(List<String> cells, double low, double high) {
    return cells.stream()
        .mapToDouble(DecimalText::parse)
        .filter(number -> !Double.isNaN(number))
        .allMatch(number -> low <= number && number < high);
  }
}
