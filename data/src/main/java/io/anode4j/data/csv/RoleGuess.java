package io.anode4j.data.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Guesses roles by content where no name tells: ids, and the columns of the long layout. */
final class RoleGuess {
  private static final Set<String> CHANNELS =
      Set.of(
          "parameter",
          "param",
          "metric",
          "measure",
          "measurement",
          "attribute",
          "signal",
          "quantity",
          "indicator",
          "_field",
          "field",
          "entity_id",
          "element",
          "variable_name",
          "metric_name",
          "sensor_type",
          "pollutant",
          "itemid");
  private static final Set<String> VALUES =
      Set.of("value", "y", "_value", "val", "reading", "state", "amount", "observation");
  private static final Pattern ID =
      Pattern.compile(
          "stn|station|sensor|node|site|device|meter|unit|machine|patient|subject|stay|user|customer"
              + "|store|item|location|zone|region|country|city|symbol|ticker|plant|turbine|well|pump"
              + "|(person|participant|animal|individual|athlete|household|volunteer)(?!s)|vessel"
              + "|junction|intersection|노선|호선"
              + "|^(line|route|room|floor|lane|platform|building)([_ ]?(id|no|nr|name|number))?$"
              + "|(^|_)id($|_)|name|code|tag|series|group",
          Pattern.CASE_INSENSITIVE);

  /**
   * So many times fewer rows must share a time where columns of ids are to be believed, and one row
   * of so many must share one where ids are looked for.
   */
  private static final long LESS = 10;

  /** More columns than that are no id, but all that there is. */
  private static final int MOST_TOGETHER = 4;

  private static final Pattern TIMELY =
      Pattern.compile("time|date|stamp|day|month|year", Pattern.CASE_INSENSITIVE);

  private final List<String> header;
  private final List<ColumnSample> samples;
  private final List<CsvRow> rows;
  private final int time;

  RoleGuess(List<String> header, List<ColumnSample> samples, List<CsvRow> rows, int time) {
    this.header = header;
    this.samples = samples;
    this.rows = rows;
    this.time = time;
  }

  /** A column of texts that name channels; only where there is one of values too. */
  int channel() {
    int channel = named(CHANNELS);
    boolean coded = channel >= 0 && samples.get(channel).lowerName().equals("itemid");
    boolean usable = channel >= 0 && (coded || samples.get(channel).isText()) && value() >= 0;
    return usable ? channel : ColumnPlan.NONE;
  }

  int value() {
    int number = named(Set.of("valuenum"));
    return number >= 0 ? number : named(VALUES);
  }

  private int named(Set<String> names) {
    for (int i = 0; i < header.size(); i++) {
      if (i != time && names.contains(samples.get(i).lowerName())) {
        return i;
      }
    }
    return ColumnPlan.NONE;
  }

  /** Whether a column has texts, or the name of an id. */
  static boolean mayName(ColumnSample sample) {
    return sample.isText() || ID.matcher(sample.name()).find();
  }

  /** Columns of repeating texts, or of whole numbers with the name of an id. */
  List<Integer> candidates(Set<Integer> taken) {
    List<Integer> likely = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      ColumnSample sample = samples.get(i);
      boolean named = isNamed(i);
      boolean code = named && !TIMELY.matcher(sample.name()).find(); // 2133-028 may be a person
      NumberedNames names = new NumberedNames(sample.cells());
      boolean numbered = names.standAmongTexts() || names.differBehindNumbers();
      boolean text =
          (sample.isText() || sample.isCodes() || numbered) && (code || !sample.isDated());
      boolean number = named && (sample.isWithin(0, Integer.MAX_VALUE) || names.areNumbered());
      boolean usable = !taken.contains(i) && !header.get(i).isEmpty() && isFilled(sample);
      if (usable && (text || number) && repeats(sample)) {
        (named && !sample.isCodes() ? likely : others).add(i);
      }
    }
    likely.addAll(others);
    return likely;
  }

  /** An id is told in every row, or nearly. */
  private boolean isFilled(ColumnSample sample) {
    return 10 * sample.cells().size() >= 9 * rows.size();
  }

  private static boolean repeats(ColumnSample sample) {
    return 2 * sample.distinct() <= sample.cells().size();
  }

  /**
   * The first column by which no time occurs twice any more; where fewer than a tenth of them do,
   * as when a clock was put back, one with the name of an id; else none.
   */
  int id(Set<Integer> taken, int channel) {
    long doubled = doubled(List.of(), channel);
    if (doubled == 0) {
      return ColumnPlan.NONE;
    }
    boolean few = doubled * LESS < rows.size();
    int best = ColumnPlan.NONE;
    long least = doubled / 2 + 1;
    for (int candidate : candidates(taken)) {
      boolean may = !few || isNamed(candidate);
      long left = may ? doubled(List.of(candidate), channel) : doubled;
      if (left < least) {
        best = candidate;
        least = left;
      }
    }
    return best;
  }

  /**
   * Columns by which together, but by none alone, hardly a time occurs twice any more, as {@code
   * store} and {@code item} of a table of sales: the one that tells most apart, and again.
   *
   * @return in the order of the table; none where fewer than half of the rows share a time
   */
  List<Integer> idsTogether(Set<Integer> taken, int channel) {
    long doubled = doubled(List.of(), channel);
    if (2 * doubled < rows.size()) {
      return List.of();
    }
    List<Integer> candidates = candidates(taken);
    List<Integer> chosen = new ArrayList<>();
    long left = doubled;
    while (left * LESS >= doubled && chosen.size() < MOST_TOGETHER) {
      int best = ColumnPlan.NONE;
      for (int candidate : candidates) {
        List<Integer> more = new ArrayList<>(chosen);
        more.add(candidate);
        long then = chosen.contains(candidate) ? left : doubled(more, channel);
        if (then < left) {
          best = candidate;
          left = then;
        }
      }
      if (best < 0) {
        return List.of();
      }
      chosen.add(best);
    }
    boolean several = chosen.size() > 1 && left * LESS < doubled;
    return several ? chosen.stream().sorted().toList() : List.of();
  }

  /** In which order the rows stand. */
  TimeOrderOfRows order() {
    return TimeOrderOfRows.of(rows, samples.get(time), time);
  }

  /**
   * A column with the name of an id at whose changes the rows go back in time, within each of whose
   * cells they do not: series that stand one after the other, and share no time. None without.
   */
  int idByOrder(Set<Integer> taken, TimeOrderOfRows order) {
    return candidates(taken).stream()
        .filter(c -> isNamed(c) && order.isKeptWithin(c))
        .findFirst()
        .orElse(ColumnPlan.NONE);
  }

  /** Columns with the name of an id at whose changes most rows that go back in time do. */
  List<Integer> mayBeIdsByOrder(Set<Integer> taken, TimeOrderOfRows order) {
    return candidates(taken).stream()
        .filter(c -> isNamed(c) && order.isMostlyKeptWithin(c))
        .toList();
  }

  private boolean isNamed(int column) {
    return ID.matcher(samples.get(column).name()).find();
  }

  /** A tag of InfluxDB's annotated form; none in other tables. */
  int tag() {
    boolean influx = header.contains("_time") && header.contains("_field");
    for (int i = 0; i < header.size() && influx; i++) {
      String name = header.get(i);
      boolean own = name.isEmpty() || name.startsWith("_") || name.equals("result");
      if (!own && samples.get(i).isText()) {
        return i;
      }
    }
    return ColumnPlan.NONE;
  }

  /** Rows whose time, channel and these columns have occurred before. */
  private long doubled(List<Integer> ids, int channel) {
    Set<List<String>> seen = new HashSet<>();
    long doubled = 0;
    for (CsvRow row : rows) {
      if (!row.isBroken() && !CellValues.USUALLY_MISSING.contains(row.cell(time))) {
        List<String> key = new ArrayList<>();
        key.add(row.cell(time));
        key.add(channel < 0 ? "" : row.cell(channel));
        ids.forEach(id -> key.add(row.cell(id)));
        doubled += seen.add(key) ? 0 : 1;
      }
    }
    return doubled;
  }
}
