package io.anode4j.data;

import java.time.ZoneOffset;
import java.util.List;

/**
 * How the times of a source are written: plain numbers, ISO-8601 or numbers since 1970.
 *
 * <p>Dated times become seconds since 1970-01-01T00:00Z; a date-time without offset is read as UTC.
 * A {@code double} holds such seconds to a quarter of a microsecond, so texts are written to the
 * microsecond. Plain numbers stay what they are, in the unit of their source.
 *
 * <p>A format writes times in the style it was detected from: with the same separator, offset and
 * resolution. Where a time needs a finer resolution than that (a forecast between two dates), it is
 * written with it rather than rounded.
 */
public sealed interface TimeFormat permits PlainTimes, EpochTimes, IsoTimes {

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
   * @return true for ISO-8601 and epoch numbers
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
   * @param nameOrExample {@code number}, {@code epoch-seconds}, {@code epoch-millis} or an ISO-8601
   *     time in the wanted style, such as {@code 2020-12-31 23:59}
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
   *   <li>The first cell that is a number or an ISO-8601 time decides between the two, and whether
   *       there is an offset. Other cells of the column then have to agree when they are parsed.
   *   <li>ISO-8601: separator and offset are those of the first such cell, the resolution is the
   *       finest of the sample.
   *   <li>Numbers are plain numbers, unless the column's name says that they count from 1970 (it
   *       contains {@code timestamp}, {@code epoch} or {@code unix}, or is {@code ts} or {@code
   *       ds}) <em>and</em> all of the sample lies between the years 1990 and 2100 in seconds or
   *       milliseconds. Both are asked for because small mistakes here would be silent ones.
   * </ol>
   *
   * @param cells a sample of the column; empty cells are passed over
   * @param column the column's name
   * @return the format; plain numbers if no cell is either
   */
  static TimeFormat detect(List<String> cells, String column) {
    return TimeFormatDetection.detect(cells, column);
  }
}
