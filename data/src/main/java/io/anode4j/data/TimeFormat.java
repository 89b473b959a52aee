package io.anode4j.data;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the times of a source are written: plain numbers, ISO-8601, numbers since 1970, a pattern
 * such as {@code dd/MM/yyyy HH:mm}, or time elapsed on a clock.
 *
 * <p>Dated times become seconds since 1970-01-01T00:00Z; a date-time without offset is read as UTC.
 * A {@code double} holds such seconds to a quarter of a microsecond, so texts are written to the
 * microsecond. Plain numbers stay what they are, in the unit of their source.
 *
 * <p>A format writes times in the style it was detected from: with the same separator, offset and
 * resolution. Where a time needs a finer resolution than that (a forecast between two dates), it is
 * written with it rather than rounded.
 */
public sealed interface TimeFormat
    permits PlainTimes,
        EpochTimes,
        DayCounts,
        EpidemiologicalWeeks,
        YearFractions,
        PointedMonths,
        IsoTimes,
        CalendarTimes,
        ClockTimes,
        ZonedTimes {

  /**
   * Reads a time.
   *
   * @param text the text of one cell, without surrounding space
   * @return the time: seconds since 1970 if {@link #isDated}, else the number itself
   * @throws IllegalArgumentException if the text is not such a time
   */
  double parse(String text);

  /**
   * Writes a time in this format.
   *
   * @param time a finite time
   * @return text that {@link #parse} reads back: the same number for plain and epoch times, the
   *     same microsecond for ISO-8601
   */
  String format(double time);

  /**
   * Whether times are points of the calendar, so that durations such as {@code 36h} make sense.
   *
   * @return true for all but plain numbers; for elapsed time, whose unit is the second, too
   */
  boolean isDated();

  /**
   * A name that {@link #of(String)} understands, for options and model files.
   *
   * @return such as {@code number}, {@code epoch-seconds} or {@code 2020-12-31T23:59:59}
   */
  String name();

  /**
   * The format in words, for reports.
   *
   * @return such as {@code plain numbers} or {@code ISO-8601 like 2020-12-31T23:59}
   */
  String description();

  /**
   * What a text has to look like, for messages.
   *
   * @return such as {@code a plain number such as 12.5}
   */
  String expectation();

  /**
   * Plain numbers in the unit of their source.
   *
   * @return the format
   */
  static TimeFormat number() {
    return PlainTimes.INSTANCE;
  }

  /**
   * Seconds since 1970-01-01T00:00Z, fractions allowed.
   *
   * @return the format
   */
  static TimeFormat epochSeconds() {
    return EpochTimes.SECONDS;
  }

  /**
   * Milliseconds since 1970-01-01T00:00Z.
   *
   * @return the format
   */
  static TimeFormat epochMillis() {
    return EpochTimes.MILLIS;
  }

  /**
   * Microseconds since 1970-01-01T00:00Z.
   *
   * @return the format
   */
  static TimeFormat epochMicros() {
    return EpochTimes.MICROS;
  }

  /**
   * Nanoseconds since 1970-01-01T00:00Z. They are kept to a quarter of a microsecond.
   *
   * @return the format
   */
  static TimeFormat epochNanos() {
    return EpochTimes.NANOS;
  }

  /**
   * Time elapsed, written {@code 07:30}, {@code 36:00:00.5}, {@code 1 days 02:30:00} or {@code
   * PT1H30M}, in seconds.
   *
   * @return the format
   */
  static TimeFormat elapsed() {
    return ClockTimes.INSTANCE;
  }

  /**
   * Times as a pattern shows them. Numbers may have a digit less than there are letters; seconds
   * and their fraction may be there or not; a date without its time of day is its midnight; what
   * ends in {@code …} is an interval, whose start is taken.
   *
   * @param pattern letters as in {@link java.time.format.DateTimeFormatter}: y M d H h m s S a, Y w
   *     e for ISO weeks, D Q, X for an offset, z for the name of a zone, E; others in quotes
   * @return the format
   * @throws IllegalArgumentException if it has other letters or no year
   */
  static TimeFormat pattern(String pattern) {
    return new CalendarTimes(pattern);
  }

  /**
   * The same times in a zone. Those without an offset are its local times: an hour that its clock
   * skips is moved ahead; of an hour that it shows twice {@link #parse} gives the first, {@link
   * LocalClock} the right one. Of all others it says by which {@link WallClock} days repeat.
   *
   * @param zone where the clock hangs
   * @return the format; this one if its times are no points of a calendar
   */
  default TimeFormat in(ZoneId zone) {
    boolean calendar = isDated() && !(this instanceof ClockTimes);
    return calendar ? new ZonedTimes(this instanceof ZonedTimes z ? z.local() : this, zone) : this;
  }

  /**
   * Whether its texts say no offset, so that they are local times of some zone: that of {@link #in}
   * or, where there is none, UTC.
   *
   * @return false for numbers since 1970 and for times with an offset
   */
  default boolean isLocal() {
    return this instanceof ZonedTimes zoned
        ? zoned.local().isLocal()
        : this instanceof IsoTimes iso
            ? iso.offset() == null
            : this instanceof CalendarTimes calendar
                ? !calendar.hasZone()
                : this instanceof EpidemiologicalWeeks
                    || (this instanceof DayCounts days && days.local());
  }

  /**
   * ISO-8601 dates such as {@code 2020-12-31}; a date is its midnight, UTC.
   *
   * @return the format
   */
  static TimeFormat isoDate() {
    return new IsoTimes(IsoTimes.DATE, 'T', null);
  }

  /**
   * ISO-8601 date-times without offset, such as {@code 2020-12-31T23:59:59}, read as UTC.
   *
   * @return the format
   */
  static TimeFormat isoDateTime() {
    return new IsoTimes(IsoTimes.SECONDS, 'T', null);
  }

  /**
   * ISO-8601 date-times with offset, such as {@code 2020-12-31T23:59:59+01:00}.
   *
   * @param offset the offset to write with; any is read
   * @return the format
   */
  static TimeFormat isoDateTime(ZoneOffset offset) {
    return new IsoTimes(IsoTimes.SECONDS, 'T', offset);
  }

  /**
   * Finds a format by its name or by an example of it.
   *
   * @param nameOrExample {@code number}, {@code epoch-seconds}, {@code -millis}, {@code -micros},
   *     {@code -nanos}, {@code elapsed}, {@code excel-days}, {@code matlab-days}, {@code
   *     julian-days}, {@code modified-julian-days}, {@code decimal-years}, {@code decimal-months},
   *     an ISO-8601 time in the wanted style, such as {@code 2020-12-31 23:59}, or a {@linkplain
   *     #pattern pattern}; followed by {@code [Europe/Berlin]} for local times
   * @return the format
   * @throws IllegalArgumentException if it is none of these
   */
  static TimeFormat of(String nameOrExample) {
    return TimeFormatDetection.byName(nameOrExample);
  }

  /**
   * Detects the format of a column from some of its cells.
   *
   * <ol>
   *   <li>The first cell that is a number or a time of another kind decides between them, and
   *       whether there is an offset. Other cells of the column then have to agree when they are
   *       parsed.
   *   <li>ISO-8601: separator and offset are those of the first such cell, the resolution is the
   *       finest of the sample.
   *   <li>Numbers are dates if all of the sample are: {@code YYYYMMDD} with or without hours,
   *       minutes and seconds, or numbers since 1970 that lie between the years 1990 and 2100 in
   *       seconds, milli-, micro- or nanoseconds; a year (with a fraction, too), {@code DDMMYYYY}
   *       or the serial days of spreadsheets where the column is called so. Otherwise they are
   *       plain numbers.
   *   <li>Other dates follow the pattern that fits most cells. Which number is the day and which
   *       the month is decided by the cells; where none does, it is asked for.
   *   <li>{@code HH:mm} without a date is time elapsed.
   * </ol>
   *
   * @param cells a sample of the column; empty cells are passed over
   * @param column the column's name
   * @return the format; plain numbers if no cell is any
   * @throws AmbiguousDatesException if no cell says which number is the day and which the month
   */
  static TimeFormat detect(List<String> cells, String column) {
    return TimeFormatDetection.detect(cells, column, null);
  }

  /**
   * Detects the format of a column whose order of day and month is known.
   *
   * @param cells a sample of the column; empty cells are passed over
   * @param column the column's name
   * @param order what is the day in {@code 04/05/2024}, null to let the cells decide
   * @return the format; plain numbers if no cell is any
   * @throws AmbiguousDatesException if there is no order and no cell decides
   */
  static TimeFormat detect(List<String> cells, String column, @Nullable DateOrder order) {
    return TimeFormatDetection.detect(cells, column, order);
  }
}
