package io.anode4j.data.csv;

import io.anode4j.data.csv.JoinedView.Kind;
import io.anode4j.data.csv.JoinedView.Part;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a column of years but numbers of months and days: {@code January}, {@code
 * M01}, {@code Q1}, a quarter, an ISO week.
 *
 * @param samples all columns
 */
record NamedParts(Iterable<ColumnSample> samples) {
  private static final Set<String> MONTH =
      Set.of("month", "mon", "period", "monat", "mois", "mes", "mese", "month_name");
  private static final Set<String> QUARTER =
      Set.of("quarter", "qtr", "quartal", "trimestre", "period");
  private static final Set<String> SEASON = Set.of("seas", "season");

  /** The first letters of the months, from December on. */
  private static final String LETTERS = "DJFMAMJJASONDJ";

  private static final Set<String> WEEK =
      Set.of(
          "week",
          "wk",
          "kw",
          "isoweek",
          "iso_week",
          "week_number",
          "semaine",
          "semana",
          "mmwr_week",
          "mmwr week",
          "mmwrweek",
          "epiweek",
          "epi_week",
          "epi week",
          "epidemiological_week");

  /** The part after the year; null if there is none. */
  @Nullable Part afterYear() {
    Part month = find(MONTH, " ", Kind.TEXT, texts(c -> ColumnResolver.isDated("2000 " + c)));
    month =
        month != null ? month : find(MONTH, "", Kind.TEXT, texts(c -> c.matches("M(0\\d|1[0-2])")));
    month = month != null ? month : find(QUARTER, "-", Kind.TEXT, texts(c -> c.matches("Q[1-4]")));
    month =
        month != null ? month : find(QUARTER, "-", Kind.QUARTER, texts(c -> c.matches("Q0[1-4]")));
    month = month != null ? month : find(QUARTER, "-Q", Kind.TEXT, s -> s.isWithin(1, 4));
    month = month != null ? month : find(SEASON, "-", Kind.SEASON, texts(c -> season(c) > 0));
    return month != null ? month : find(WEEK, "-W", Kind.TWO, s -> s.isWithin(1, 53));
  }

  /** The middle month of three such as {@code DJF}; 0 for another text. */
  static int season(String cell) {
    return cell.length() == 3 ? LETTERS.indexOf(cell) + 1 : 0;
  }

  private static Predicate<ColumnSample> texts(Predicate<String> cell) {
    return sample -> sample.isText() && sample.cells().stream().allMatch(cell);
  }

  private @Nullable Part find(
      Set<String> names, String before, Kind kind, Predicate<ColumnSample> fits) {
    int column = 0;
    for (ColumnSample sample : samples) {
      if (names.contains(sample.lowerName()) && fits.test(sample)) {
        return new Part(column, before, kind);
      }
      column++;
    }
    return null;
  }
}
