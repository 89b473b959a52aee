package io.anode4j.data;

import io.anode4j.data.internal.DecimalText;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as days since some beginning, with fractions: the serial dates of spreadsheets, MATLAB's
 * {@code datenum}, Julian dates. Such fractions are rounded; times are taken to the millisecond.
 *
 * @param name for options and model files
 * @param first 1970-01-01T00:00 in such days
 * @param local whether they count the days of a local calendar
 * @param columns names of columns whose numbers are such days
 */
record DayCounts(String name, double first, boolean local, Pattern columns) implements TimeFormat {
  static final DayCounts EXCEL =
      new DayCounts(
          "excel-days",
          25_569,
          true,
          words("date|datetime|date[ _]?time|timestamp|datum|fecha|zeitstempel|day|tag|jour"));
  private static final DayCounts MATLAB =
      new DayCounts("matlab-days", 719_529, true, words("datenum|matlab.*"));
  private static final DayCounts JULIAN =
      new DayCounts("julian-days", 2_440_587.5, false, words("b?jd|hjd|julian.*"));
  private static final DayCounts MODIFIED =
      new DayCounts("modified-julian-days", 40_587, false, words("mjd|modified.julian.*"));

  /** All of them; names tell the last three, so that they come first. */
  static final List<DayCounts> ALL = List.of(MATLAB, MODIFIED, JULIAN, EXCEL);

  private static final double DAY = 86_400;
  private static final double MILLIS = 1000;

  /** 1990-01-01 and 2100-01-01 in days since 1970. */
  private static final double EARLIEST = 7305;

  private static final double LATEST = 47_482;

  private static Pattern words(String words) {
    return Pattern.compile("(.*[^a-z])?(" + words + ")([^a-z].*)?", Pattern.CASE_INSENSITIVE);
  }

  /** The days that all numbers of a column with such a name can be; null if they are none. */
  static @Nullable DayCounts of(List<String> numbers, String column) {
    return ALL.stream()
        .filter(days -> days.columns.matcher(column).matches() && days.hold(numbers))
        .findFirst()
        .orElse(null);
  }

  /** Whether all numbers are days between 1990 and 2100. */
  boolean hold(List<String> numbers) {
    return numbers.stream()
        .mapToDouble(DayCounts::number)
        .allMatch(days -> EARLIEST <= days - first && days - first < LATEST);
  }

  private static double number(String text) {
    return DecimalText.parse(text.replace(',', '.'));
  }

  @Override
  public double parse(String text) {
    double days = number(text);
    if (Double.isNaN(days) || Double.isInfinite(days)) {
      throw IsoTimes.notATime(text, this);
    }
    double seconds = (days - first) * DAY;
    return Math.abs(seconds) < 1e12 ? Math.rint(seconds * MILLIS) / MILLIS + 0.0 : seconds;
  }

  @Override
  public String format(double time) {
    return DecimalText.format(time / DAY + first);
  }

  @Override
  public boolean isDated() {
    return true;
  }

  @Override
  public String description() {
    return name + ", of which 1970-01-01 is " + DecimalText.format(first);
  }

  @Override
  public String expectation() {
    return "%s such as %s".formatted(name, DecimalText.format(first + 20_000.25));
  }

  @Override
  public String toString() {
    return name;
  }
}
