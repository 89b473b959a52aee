package io.anode4j.data.csv;

import io.anode4j.data.csv.JoinedView.Kind;
import io.anode4j.data.csv.JoinedView.Part;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Columns of dates without a time of day, and of times of day without a date, that make up times
 * together.
 *
 * @param samples all columns
 */
record DateAndTime(List<ColumnSample> samples) {
  private static final String HALF = "( ?[AaPp]\\.?[Mm]\\.?)";
  private static final String HOURS =
      "\\d{1,2}(:\\d{2}(:\\d{2}([.,]\\d+)?)?|\\.\\d{2}\\.\\d{2})" + HALF + "?";

  /** An offset behind minutes may be the end of an interval. */
  private static final Pattern CLOCK =
      Pattern.compile(
          HOURS
              + "|\\d{1,2}"
              + HALF
              + "|\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?(Z| ?UTC| ?GMT)"
              + "|\\d{1,2}:\\d{2}:\\d{2}([.,]\\d+)? ?[+-]\\d{2}(:?\\d{2})?"
              + "|\\d{4} ?(UTC|GMT)");

  /** The day on which spreadsheets and databases let time begin. */
  private static final Pattern ON_NO_DAY =
      Pattern.compile("(1899-12-3[01]|1900-01-0[01]|12/3[01]/1899|3[01][./]12[./]1899) " + HOURS);

  private static final Pattern MIDNIGHT = Pattern.compile(".+[ T]" + JoinedView.MIDNIGHT);
  private static final double MOST = 0.95;

  /** Dates that are one number of fewer digits than eight. */
  private static final Set<String> DIGITS = Set.of("yyyyDDD", "yyMMdd", "yyDDD");

  /** Whether the cells are times of day, but for a few that will be refused. */
  static boolean isClock(ColumnSample sample) {
    return mostly(sample, CLOCK);
  }

  static boolean isOnNoDay(String cell) {
    return ON_NO_DAY.matcher(cell).matches();
  }

  private static boolean mostly(ColumnSample sample, Pattern form) {
    long fitting = sample.cells().stream().filter(c -> form.matcher(c).matches()).count();
    return !sample.isEmpty() && fitting >= MOST * sample.cells().size();
  }

  /** Whether the cells are dates without a time of day. */
  static boolean isDateOnly(ColumnSample sample) {
    return sample.isDated()
        && sample.cells().stream().noneMatch(cell -> cell.indexOf(':') >= 0 || cell.length() > 18)
        && (!sample.isNumeric() || isInDigits(sample));
  }

  private static boolean isInDigits(ColumnSample sample) {
    return sample.cells().get(0).length() == 8 || DIGITS.contains(sample.formatName());
  }

  /** The part that a column of dates gives. */
  Part date(int column) {
    ColumnSample day = samples.get(column);
    Kind digits = day.isNumeric() && day.cells().get(0).length() < 8 ? Kind.DIGITS : Kind.TEXT;
    return new Part(column, "", isMidnight(day) ? Kind.MIDNIGHT : digits);
  }

  /** Whether all cells are the midnights of dates. */
  private static boolean isMidnight(ColumnSample sample) {
    return sample.isDated() && sample.cells().stream().allMatch(c -> MIDNIGHT.matcher(c).matches());
  }

  /** The parts of a date and a time of day, in whichever order; empty where they are none. */
  List<Part> of(int first, int second) {
    List<Part> parts = inOrder(first, second);
    return parts.isEmpty() ? inOrder(second, first) : parts;
  }

  private List<Part> inOrder(int date, int clock) {
    ColumnSample day = samples.get(date);
    if (!isMidnight(day) && !isDateOnly(day)) {
      return List.of();
    }
    Part part = date(date);
    if (isClock(samples.get(clock))) {
      return List.of(part, new Part(clock, " ", Kind.TEXT));
    }
    if (mostly(samples.get(clock), ON_NO_DAY)) {
      return List.of(part, new Part(clock, " ", Kind.ON_NO_DAY));
    }
    List<Part> hour = new TimeParts(samples).hourBeside(date);
    boolean number = !hour.isEmpty() && hour.get(0).column() == clock;
    return number && (day.repeats() || hour.get(0).kind() != Kind.HOUR)
        ? List.of(part, hour.get(0))
        : List.of();
  }

  /** The other half of a date without a time of day, or of a time of day without a date. */
  List<Part> beside(int one) {
    boolean clock = isClock(samples.get(one));
    if (!clock && !isDateOnly(samples.get(one))) {
      return List.of();
    }
    for (int i = 0; i < samples.size(); i++) {
      ColumnSample other = samples.get(i);
      boolean fits = i != one && (clock ? isDateOnly(other) : isClock(other));
      if (fits && mayBelong(clock ? i : one, clock ? one : i)) {
        return of(one, i);
      }
    }
    List<Part> hour = clock ? List.of() : new TimeParts(samples).hourBeside(one);
    return hour.isEmpty() || !samples.get(one).repeats()
        ? List.of()
        : List.of(date(one), hour.get(0));
  }

  /**
   * Whether a time of day may be that of its row: of days that come once each, one behind a maximum
   * says when that was, and of two there are at least one does, but for {@code StartTime} of a
   * {@code StartDate}.
   */
  private boolean mayBelong(int date, int clock) {
    long clocks = samples.stream().filter(DateAndTime::isClock).count();
    boolean alone = clocks == 1 && Math.abs(date - clock) == 1;
    String day = samples.get(date).lowerName();
    String hour = samples.get(clock).lowerName();
    boolean twins = hour.equals("time") || hour.equals(day.replace("date", "time"));
    return alone || twins || samples.get(date).repeats();
  }
}
