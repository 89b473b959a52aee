package io.anode4j.data;

import io.anode4j.data.internal.DecimalText;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules by which a column's time format is found; documented at {@link TimeFormat#detect}. */
final class TimeFormatDetection {
  private static final List<TimeFormat> NAMED =
      Stream.concat(
              Stream.of(
                  TimeFormat.number(),
                  EpochTimes.SECONDS,
                  EpochTimes.MILLIS,
                  EpochTimes.MICROS,
                  EpochTimes.NANOS,
                  ClockTimes.INSTANCE,
                  EpidemiologicalWeeks.INSTANCE,
                  YearFractions.MONTHS,
                  YearFractions.YEARS,
                  PointedMonths.INSTANCE),
              DayCounts.ALL.stream())
          .toList();

  private TimeFormatDetection() {}

  static TimeFormat byName(String nameOrExample) {
    for (TimeFormat format : NAMED) {
      if (format.name().equals(nameOrExample)) {
        return format;
      }
    }
    int zone = nameOrExample.endsWith("]") ? nameOrExample.lastIndexOf('[') : -1;
    if (zone > 0) {
      TimeFormat local = byName(nameOrExample.substring(0, zone));
      return local.in(zone(nameOrExample.substring(zone + 1, nameOrExample.length() - 1)));
    }
    IsoText example = IsoText.parse(nameOrExample);
    return example == null
        ? pattern(nameOrExample)
        : new IsoTimes(example.resolution(), example.separator(), example.offset());
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "unknown time zone '%s'; expected one such as Europe/Berlin or +01:00; mend it"
              .formatted(id),
          e);
    }
  }

  private static TimeFormat pattern(String pattern) {
    try {
      return new CalendarTimes(pattern);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          ("unknown time format '%s'; expected number, epoch-seconds, -millis, -micros or -nanos,"
                  + " elapsed, excel-days, an ISO-8601 example such as 2020-12-31T23:59:59 or a pattern such as"
                  + " dd/MM/yyyy HH:mm; state one of these")
              .formatted(pattern),
          e);
    }
  }

  static TimeFormat detect(List<String> cells, String column, @Nullable DateOrder order) {
    for (String cell : cells) {
      if (!Double.isNaN(DecimalText.parse(cell))) {
        TimeFormat dates = NumberDates.of(cells, column, order);
        return dates == null ? TimeFormat.number() : dates;
      }
      IsoText first = IsoText.parse(cell);
      if (first != null) {
        return iso(cells, first);
      }
      if (!Double.isNaN(ClockTimes.seconds(cell))) {
        return ClockTimes.INSTANCE;
      }
      if (cell.matches("\\d{5},\\d+") && DayCounts.of(List.of(cell), column) != null) {
        return DayCounts.EXCEL;
      }
      if (CalendarDetection.isDate(cell)) {
        return calendar(cells, column, order);
      }
    }
    return TimeFormat.number();
  }

  private static TimeFormat calendar(List<String> cells, String column, @Nullable DateOrder order) {
    CalendarTimes dates = CalendarDetection.of(cells, order);
    if (dates == null) {
      return TimeFormat.number();
    }
    return EpidemiologicalWeeks.areMeant(cells, column, dates)
        ? EpidemiologicalWeeks.INSTANCE
        : dates;
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
}
