package io.anode4j.data.csv;

import io.anode4j.data.csv.JoinedView.Kind;
import io.anode4j.data.csv.JoinedView.Part;
import io.anode4j.data.internal.DecimalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the column of the times, or those that make up a time together, by name and content. */
final class TimeChoice {
  private static final Pattern LIKELY =
      Pattern.compile(
          "^yy(yy)?(mmdd|ddd|doy|jjj)$|^yrdoy$|^[bhm]?jd$|julian|^ts$|epoch|unix|time|date|stamp|start|begin|open|from|_at$|changed|zeit|datum|fecha|when|mois|monat|month"
              + "|period|day|hour|week|quarter|qtr",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern UNLIKELY =
      Pattern.compile(
          "end|close|until|^to$|birth|expir|updated|dropoff|local$", Pattern.CASE_INSENSITIVE);

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
      return options.timeColumn == null ? ofUsual(usual()) : ColumnPlan.NONE;
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

  /** The column that tells more than a date, or all that others of usual names tell. */
  private int ofUsual(List<Integer> usual) {
    if (usual.size() == 1) {
      return finerThan(usual.get(0));
    }
    int finest = new AgreeingTimes(samples, usual).finest();
    if (finest >= 0) {
      List<String> others = usual.stream().filter(c -> c != finest).map(header::get).toList();
      notes.add(
          "times in %s, which tells those of %s"
              .formatted(header.get(finest), String.join(" and ", others)));
    }
    return finest;
  }

  /** A column of the same days with their time of day, where a date repeats; none without. */
  private int finerThan(int date) {
    if (!DateAndTime.isDateOnly(samples.get(date)) || !samples.get(date).repeats()) {
      return ColumnPlan.NONE;
    }
    for (int i = 0; i < samples.size(); i++) {
      ColumnSample sample = samples.get(i);
      boolean fine =
          sample.isDated()
              && !sample.isNumeric()
              && !DateAndTime.isClock(sample)
              && !DateAndTime.isDateOnly(sample)
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
    int elapsed = new ElapsedColumn(samples).find();
    if (elapsed >= 0) {
      notes.add("times by their name in " + header.get(elapsed));
    }
    return elapsed;
  }

  /** The column of the times that {@link #column} has found, or that names tell; else none. */
  int found(int byContent) {
    String stated = options.timeColumn;
    List<Integer> usual = usual();
    int named = stated != null ? header.indexOf(stated) : usual.size() == 1 ? usual.get(0) : -1;
    return byContent >= 0 ? byContent : named;
  }

  /** The smaller, the more a column looks like the times. */
  private int rank(int column) {
    ColumnSample sample = samples.get(column);
    int rank = sample.isNumeric() ? 4 : 0;
    rank += DateAndTime.isClock(sample) ? 8 : 0;
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
    ClockNumbers numbers = new ClockNumbers(samples);
    parts.stream().map(numbers::note).filter(Objects::nonNull).forEach(notes::add);
    if (parts.stream().anyMatch(p -> p.kind() == Kind.DIGITS && isShort(samples.get(p.column())))) {
      notes.add(TableReading.SHORT_YEARS);
    }
    return view;
  }

  private static boolean isShort(ColumnSample dates) {
    return dates.cells().get(0).length() < "yyyyDDD".length();
  }

  private List<Part> parts(int byContent) {
    String stated = options.timeColumn;
    if (stated != null) {
      return stated(stated);
    }
    List<Integer> usual = usual();
    if (usual.size() == 2 && byContent < 0) {
      return new DateAndTime(samples).of(usual.get(0), usual.get(1));
    }
    if (usual.size() > 1) {
      return List.of();
    }
    int one = usual.isEmpty() || byContent >= 0 ? byContent : usual.get(0);
    List<Part> ofDate = new TimeParts(samples).ofDate();
    boolean useful =
        one < 0
            || !samples.get(one).isDated()
            || DateAndTime.isClock(samples.get(one))
            || samples.get(one).isNumeric() && isYears(samples.get(one));
    if (!ofDate.isEmpty() && useful) {
      return ofDate;
    }
    return one < 0 ? List.of() : new DateAndTime(samples).beside(one);
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
    if (columns.size() == 2) {
      List<Part> both = new DateAndTime(samples).of(columns.get(0), columns.get(1));
      List<Part> hour = new TimeParts(samples).hourBeside(columns.get(0));
      if (!both.isEmpty()) {
        return both;
      }
      if (!hour.isEmpty() && hour.get(0).column() == columns.get(1)) {
        return List.of(new DateAndTime(samples).date(columns.get(0)), hour.get(0));
      }
    }
    return columns.stream().map(column -> new Part(column, " ", Kind.TEXT)).toList();
  }

  /** Whether the cells are years, with fractions perhaps: months and days beside them say more. */
  static boolean isYears(ColumnSample sample) {
    return sample.cells().stream().allMatch(cell -> cell.matches("\\d{4}(\\.\\d*)?"));
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
