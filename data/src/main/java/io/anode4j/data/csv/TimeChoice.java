package io.anode4j.data.csv;

import io.anode4j.data.csv.JoinedView.Kind;
import io.anode4j.data.csv.JoinedView.Part;
import io.anode4j.data.internal.DecimalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the column of the times, or those that make up a time together, by name and content. */
final class TimeChoice {
  private static final Pattern CLOCK =
      Pattern.compile(
          "\\d{1,2}(:\\d{2}(:\\d{2}([.,]\\d+)?)?|\\.\\d{2}\\.\\d{2})( ?[AaPp]\\.?[Mm]\\.?)?|\\d{4} ?(UTC|GMT)");
  private static final Pattern LIKELY =
      Pattern.compile(
          "^[bhm]?jd$|julian|^ts$|epoch|unix|time|date|stamp|start|begin|open|from|_at$|changed|zeit|datum|fecha|when|mois|monat|month"
              + "|period|day|hour|week|quarter|qtr",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ELAPSED =
      Pattern.compile(
          "((elapsed[ _])?(time|t)([ _]*[(\\[/,].*|[ _.](s|sec|secs|seconds|ms|us|min|minutes|h|hours|d|days))?)|x_value",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern UNLIKELY =
      Pattern.compile(
          "end|close|until|^to$|birth|expir|updated|dropoff|local$", Pattern.CASE_INSENSITIVE);

  private static final double MOST = 0.95;

  private final CsvOptions options;
  private final List<String> header;
  private final List<ColumnSample> samples;
  private final List<String> notes;

  TimeChoice(
      CsvOptions options, List<String> header, List<ColumnSample> samples, List<String> notes) {
    this.options = options;
    this.header = header;
    this.samples = samples;
    this.notes = notes;
  }

  /** The column found by content; {@link ColumnPlan#NONE} if names decide or nothing does. */
  int column() {
    boolean named = options.timeColumn != null || !usual().isEmpty();
    if (named) {
      return options.timeColumn == null && usual().size() == 1
          ? finerThan(usual().get(0))
          : ColumnPlan.NONE;
    }
    List<Integer> dated = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      if (isTime(samples.get(i))) {
        dated.add(i);
      }
    }
    dated.sort(Comparator.comparingInt(this::rank));
    if (dated.isEmpty()) {
      return plain();
    }
    int best = dated.get(0);
    String others =
        dated.size() == 1
            ? ""
            : "; --time takes another: "
                + String.join(", ", dated.stream().skip(1).map(header::get).toList());
    if (!isYears(samples.get(best)) || new TimeParts(samples).ofDate().isEmpty()) {
      notes.add("times by their content in " + header.get(best) + others);
    }
    return best;
  }

  /** A column of the same days with their time of day, where a date repeats; none without. */
  private int finerThan(int date) {
    if (!isDateOnly(samples.get(date)) || !repeats(samples.get(date))) {
      return ColumnPlan.NONE;
    }
    for (int i = 0; i < samples.size(); i++) {
      ColumnSample sample = samples.get(i);
      boolean fine =
          sample.isDated()
              && !sample.isNumeric()
              && !isClock(sample)
              && !isDateOnly(sample)
              && sample.distinct() > samples.get(date).distinct();
      if (fine && sample.tellsDaysOf(samples.get(date))) {
        notes.add("times in %s, finer than %s".formatted(header.get(i), header.get(date)));
        return i;
      }
    }
    return ColumnPlan.NONE;
  }

  /** A column of plain numbers called {@code Time (s)} or the like; none without. */
  private int plain() {
    for (int i = 0; i < samples.size(); i++) {
      if (samples.get(i).isNumeric() && ELAPSED.matcher(samples.get(i).name()).matches()) {
        notes.add("times by their name in " + header.get(i));
        return i;
      }
    }
    return ColumnPlan.NONE;
  }

  /** The smaller, the more a column looks like the times. */
  private int rank(int column) {
    ColumnSample sample = samples.get(column);
    int rank = sample.isNumeric() ? 4 : 0;
    rank += isClock(sample) ? 8 : 0;
    rank += LIKELY.matcher(sample.name()).find() ? 0 : 1;
    return rank + (UNLIKELY.matcher(sample.name()).find() ? 2 : 0);
  }

  /** Numbers are times only if their name says so, they grow, or they are dates to the eye. */
  private boolean isTime(ColumnSample sample) {
    if (!sample.isDated()) {
      return false;
    }
    boolean numeric = sample.isNumeric();
    boolean compact = numeric && sample.cells().get(0).matches("(19|20)(\\d{6}|\\d{10})");
    boolean year = TimeParts.isYear(sample.name());
    return !numeric || compact || year || LIKELY.matcher(sample.name()).find() || grows(sample);
  }

  private static boolean grows(ColumnSample sample) {
    double[] values = sample.cells().stream().mapToDouble(DecimalText::parse).toArray();
    boolean up = values.length > 2;
    boolean down = up;
    for (int i = 1; i < values.length; i++) {
      up &= values[i] > values[i - 1];
      down &= values[i] < values[i - 1];
    }
    return up || down;
  }

  /** The view in which several columns make up the times; null if one column does. */
  @Nullable JoinedView joined(int byContent) {
    List<Part> parts = parts(byContent);
    if (parts.size() < 2) {
      return null;
    }
    JoinedView view = new JoinedView(header, parts);
    notes.add("times put together from " + view.header().get(header.size()));
    return view;
  }

  private List<Part> parts(int byContent) {
    String stated = options.timeColumn;
    if (stated != null) {
      return stated(stated);
    }
    List<Integer> usual = usual();
    if (usual.size() == 2) {
      return dateAndClock(usual.get(0), usual.get(1));
    }
    if (usual.size() > 2) {
      return List.of();
    }
    int one = usual.isEmpty() || byContent >= 0 ? byContent : usual.get(0);
    List<Part> ofDate = new TimeParts(samples).ofDate();
    boolean useful =
        one < 0
            || !samples.get(one).isDated()
            || isClock(samples.get(one))
            || samples.get(one).isNumeric() && isYears(samples.get(one));
    if (!ofDate.isEmpty() && useful) {
      return ofDate;
    }
    return one < 0 ? List.of() : beside(one);
  }

  private List<Part> stated(String stated) {
    List<String> names = Arrays.asList(stated.split("\\+"));
    if (header.contains(stated) || names.size() < 2 || !header.containsAll(names)) {
      return List.of();
    }
    List<Integer> columns = names.stream().map(header::indexOf).toList();
    List<Part> known = new TimeParts(columns.stream().map(samples::get).toList()).ofDate();
    if (known.size() == columns.size()) {
      return known.stream()
          .map(part -> new Part(columns.get(part.column()), part.before(), part.kind()))
          .toList();
    }
    List<Part> hour =
        columns.size() == 2 ? new TimeParts(samples).hourBeside(columns.get(0)) : List.of();
    if (!hour.isEmpty() && hour.get(0).column() == columns.get(1)) {
      return List.of(new Part(columns.get(0), "", Kind.TEXT), hour.get(0));
    }
    return columns.stream().map(column -> new Part(column, " ", Kind.TEXT)).toList();
  }

  private List<Part> dateAndClock(int first, int second) {
    if (isClock(samples.get(second)) && isDateOnly(samples.get(first))) {
      return List.of(new Part(first, "", Kind.TEXT), new Part(second, " ", Kind.TEXT));
    }
    if (isClock(samples.get(first)) && isDateOnly(samples.get(second))) {
      return List.of(new Part(second, "", Kind.TEXT), new Part(first, " ", Kind.TEXT));
    }
    List<Part> hour = new TimeParts(samples).hourBeside(first);
    boolean number = !hour.isEmpty() && hour.get(0).column() == second;
    return number && isDateOnly(samples.get(first)) && repeats(samples.get(first))
        ? List.of(new Part(first, "", Kind.TEXT), hour.get(0))
        : List.of();
  }

  /** The other half of a date without a time of day, or of a time of day without a date. */
  private List<Part> beside(int one) {
    boolean clock = isClock(samples.get(one));
    if (!clock && !isDateOnly(samples.get(one))) {
      return List.of();
    }
    for (int i = 0; i < samples.size(); i++) {
      ColumnSample other = samples.get(i);
      boolean fits = i != one && (clock ? isDateOnly(other) : isClock(other));
      if (fits && mayBelong(clock ? i : one, clock ? one : i)) {
        return dateAndClock(one, i);
      }
    }
    List<Part> hour = clock ? List.of() : new TimeParts(samples).hourBeside(one);
    return hour.isEmpty() || !repeats(samples.get(one))
        ? List.of()
        : List.of(new Part(one, "", Kind.TEXT), hour.get(0));
  }

  /**
   * Whether a time of day may be that of its row: of days that come once each, one behind a maximum
   * says when that was, and of two there are at least one does, but for {@code StartTime} of a
   * {@code StartDate}.
   */
  private boolean mayBelong(int date, int clock) {
    long clocks = samples.stream().filter(TimeChoice::isClock).count();
    boolean alone = clocks == 1 && Math.abs(date - clock) == 1;
    String day = samples.get(date).lowerName();
    String hour = samples.get(clock).lowerName();
    boolean twins = hour.equals("time") || hour.equals(day.replace("date", "time"));
    return alone || twins || repeats(samples.get(date));
  }

  /** Whether the cells are years, with fractions perhaps: months and days beside them say more. */
  static boolean isYears(ColumnSample sample) {
    return sample.cells().stream().allMatch(cell -> cell.matches("\\d{4}(\\.\\d*)?"));
  }

  private static boolean repeats(ColumnSample sample) {
    return new HashSet<>(sample.cells()).size() < sample.cells().size();
  }

  /** Whether the cells are times of day, but for a few that will be refused. */
  static boolean isClock(ColumnSample sample) {
    long clocks = sample.cells().stream().filter(c -> CLOCK.matcher(c).matches()).count();
    return !sample.isEmpty() && clocks >= MOST * sample.cells().size();
  }

  /** Whether the cells are dates without a time of day. */
  private static boolean isDateOnly(ColumnSample sample) {
    return sample.isDated()
        && sample.cells().stream().noneMatch(cell -> cell.indexOf(':') >= 0 || cell.length() > 18)
        && (!sample.isNumeric() || sample.cells().get(0).length() == 8);
  }

  private List<Integer> usual() {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      if (ColumnRole.TIME.usualNames().contains(samples.get(i).lowerName())) {
        found.add(i);
      }
    }
    return found;
  }
}
