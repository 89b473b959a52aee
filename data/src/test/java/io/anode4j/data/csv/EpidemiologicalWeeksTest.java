package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.Refusals.assertRefused;
import static io.anode4j.data.csv.TablesAsTheyAreTest.at;
import static io.anode4j.data.csv.TablesAsTheyAreTest.only;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weeks from Sunday on, as health offices of America number them, beside those of ISO 8601. */
class EpidemiologicalWeeksTest {
  private static final TimeFormat WEEKS = TimeFormat.of("mmwr-weeks");

  /** The same rule in Java's own calendar. */
  private static final WeekFields CDC = WeekFields.of(DayOfWeek.SUNDAY, 4);

  @Test
  void anyWeekIsThatOfTheCalendar() {
    for (LocalDate day = LocalDate.of(1950, 1, 1); day.getYear() < 2070; day = day.plusWeeks(1)) {
      String week =
          "%d-W%02d".formatted(day.get(CDC.weekBasedYear()), day.get(CDC.weekOfWeekBasedYear()));
      double start = at(day + "T00:00:00Z");
      assertEquals(start, WEEKS.parse(week));
      assertEquals(start, WEEKS.parse(week.replace("-W", "")));
      assertEquals(week, WEEKS.format(start));
      assertEquals(start + 3600, WEEKS.parse(WEEKS.format(start + 3600)));
    }
  }

  /** Every year of 53 weeks, by one rule, the other, or both. */
  @Test
  void aWeek53TellsWhoseWeeksTheyAre() {
    for (int year = 1990; year < 2060; year++) {
      boolean ofCdc = LocalDate.of(year, 7, 1).range(CDC.weekOfWeekBasedYear()).getMaximum() == 53;
      boolean ofIso =
          IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(LocalDate.of(year, 7, 1)).getMaximum()
              == 53;
      String[] lines = {
        "year,week,v", year + ",51,1", year + ",52,2", year + ",53,3", (year + 1) + ",1,4"
      };
      if (!ofCdc && !ofIso) {
        String message = assertThrows(CsvException.class, () -> read(lines)).getMessage();
        assertTrue(message.contains("line 4, column year+week: found '" + year + "-W53'"), message);
        continue;
      }
      CsvData data = read(lines);
      String ends = year + "-W53 are those of the CDC";
      assertEquals(ofIso ? "YYYY-'W'ww" : "mmwr-weeks", data.series().timeFormat().name());
      LocalDate start = LocalDate.ofEpochDay((long) only(data).time(2) / 86_400);
      assertEquals(
          53, start.get(ofIso ? IsoFields.WEEK_OF_WEEK_BASED_YEAR : CDC.weekOfWeekBasedYear()));
      assertEquals(ofIso ? 1 : 7, start.getDayOfWeek().getValue());
      boolean said = data.report().notes().toString().contains(year + "-W53 are those of the CDC");
      assertEquals(!ofIso, said, data.report().notes()::toString);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "week | 201452 | 201453 | 2014-12-28",
        "date | 2014-W52 | 2014-W53 | 2014-12-28",
        "date | 2014w52 | 2014w53 | 2014-12-28",
        "epiweek | 202014 | 202015 | 2020-04-05",
        "MMWR Year,MMWR Week | 2020,14 | 2020,15 | 2020-04-05",
        "week | 202014 | 202015 | 2020-04-06"
      })
  void formsAndNames(String names, String first, String second, String day) {
    CsvData data = read(names + ",v", first + ",1", second + ",2");
    assertEquals(at(day + "T00:00:00Z"), only(data).lastTime());
    boolean cdc = data.series().timeFormat().equals(WEEKS);
    assertEquals(cdc, data.report().notes().toString().contains("weeks such as"));
  }

  /** Weeks 53 of both kinds belong to neither. */
  @Test
  void contradictionsAreRefused() {
    String[] lines = {"year,week,v", "2014,52,1", "2014,53,2", "2015,52,3", "2015,53,4"};
    String message = assertThrows(CsvException.class, () -> read(lines)).getMessage();
    assertTrue(message.contains("line 3, column year+week: found '2014-W53'"), message);
  }

  /** Where it stands below the rows that are looked at, the refusal says what to state. */
  @Test
  void aLateWeek53NamesTheRemedy() {
    List<String> lines = new ArrayList<>(List.of("year,week,state,v"));
    for (int week = 1; week <= 53; week++) {
      for (int state = 0; state < 20; state++) {
        lines.add("2014,%d,s%d,%d".formatted(week, state, week));
      }
    }
    String[] all = lines.toArray(String[]::new);
    assertRefused(
        "pumps.csv, line 1042, column year+week: found '2014-W53'; expected a time as YYYY-'W'ww"
            + " shows it, such as 2020-W53; state --time-format mmwr-weeks if these are weeks of the"
            + " CDC, from Sunday on; else mend the cell",
        all);
    CsvData stated = load(CsvReader.detect().withTimeFormat(WEEKS), all);
    assertEquals(20, stated.series().size());
    assertEquals(at("2014-12-28T00:00:00Z"), stated.series().series().get(0).lastTime());
  }

  @Test
  void aDayBeyond31IsThatOfItsYear() {
    CsvData data = read("year,day,v", "2004,59,1", "2004,60,2", "2004,366,3");
    assertEquals(at("2004-12-31T00:00:00Z"), only(data).lastTime());
  }
}
