package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.Refusals.assertRefused;
import static io.anode4j.data.csv.TablesAsTheyAreTest.assertNoted;
import static io.anode4j.data.csv.TablesAsTheyAreTest.at;
import static io.anode4j.data.csv.TablesAsTheyAreTest.only;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns called {@code Date}, {@code Time}, {@code Datetime}, two or three of them together. */
class DateAndTimeTest {
  /** Two rows and the time of the second, each as programs of some kind write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Date,Time | 01/06/93,0000 | 17/08/93,0900 | 1993-08-17T09:00:00Z",
        "Date,Time | 2020-01-01,930 | 2020-01-02,1000 | 2020-01-02T10:00:00Z",
        "Date,Time | 20200101,93000 | 20200101,161530 | 2020-01-01T16:15:30Z",
        "Date,Time | 2020-01-01,1 | 2020-01-01,24 | 2020-01-02T00:00:00Z",
        "Date,Time | 2020-01-01,10 AM | 2020-01-02,1 PM | 2020-01-02T13:00:00Z",
        "Date,Time | 2020-01-01,10:00:00Z | 2020-01-02,11:00:00Z | 2020-01-02T11:00:00Z",
        "Date,Time | 2020-01-01,10:00:00+02:00 | 2020-01-02,11:00:00+02:00 | 2020-01-02T09:00:00Z",
        "Date,Time | 2020-01-01 00:00:00,10:00 | 2020-01-02 00:00:00,9:30 | 2020-01-02T09:30:00Z",
        "Time,Date | 10:00,2020-01-01T00:00 | 09:30,2020-01-02T00:00 | 2020-01-02T09:30:00Z",
        "Date,Time | 1/31/2020 12:00:00 AM,10:00:00 AM | 2/1/2020 12:00:00 AM,1:00:00 PM"
            + " | 2020-02-01T13:00:00Z",
        "Date,Time | 2020-01-01,1899-12-31 10:00:00 | 2020-01-02,1899-12-31 09:00:00"
            + " | 2020-01-02T09:00:00Z",
        "Date,Time | 1/31/2020 0:00:00,12/30/1899 10:00:00 | 2/1/2020 0:00:00,12/30/1899 9:00:00"
            + " | 2020-02-01T09:00:00Z",
        "Date,Time | 2020-01-01,0.041666667 | 2020-01-01,0.7500115740 | 2020-01-01T18:00:01Z",
        "Date,Datetime | 2017-09-06,2017-09-06 06:23:22 | 2017-09-07,2017-09-07 06:29:04"
            + " | 2017-09-07T06:29:04Z",
        "timestamp,datetime | 1577836800,2020-01-01 00:00:00 | 1577836860,2020-01-01 00:01:00"
            + " | 2020-01-01T00:01:00Z",
        "Date,Time,Timestamp | 2020-01-01,10:00,2020-01-01 10:00:30"
            + " | 2020-01-02,11:00,2020-01-02 11:00:40 | 2020-01-02T11:00:40Z"
      })
  void theyAreOneTime(String names, String first, String second, String instant) {
    CsvData data = read(names + ",v", first + ",1.5", second + ",2");
    assertEquals(at(instant), only(data).lastTime());
    assertEquals(List.of("v"), data.series().channels());
    String said = "times (put together from .*|in .*, which tells those of .*)";
    assertTrue(
        data.report().notes().stream().anyMatch(note -> note.matches(said)),
        data.report().notes()::toString);
  }

  /** Whatever the moments, to the minute, and however date and time of day are written. */
  @Test
  void anyMomentComesBack() {
    List<Function<LocalDateTime, String>> days =
        List.of(
            written("uuuu-MM-dd"),
            written("uuuuMMdd"),
            written("uuuu-MM-dd 00:00:00"),
            written("M/d/uuuu 0:00"));
    List<Function<LocalDateTime, String>> clocks =
        List.of(
            written("HH:mm"),
            written("h:mm a"),
            written("H:mm"),
            written("HHmm"),
            written("HHmmss"),
            written("'1899-12-30' HH:mm:ss"),
            t -> String.format(Locale.ROOT, "%.9f", t.toLocalTime().toSecondOfDay() / 86_400.0));
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 20; round++) {
      List<LocalDateTime> moments = new ArrayList<>();
      LocalDateTime next = LocalDateTime.of(1995, 12, 20, 10, 0);
      for (int i = 0; i < 30; i++) {
        next = next.plusMinutes(1 + random.nextInt(3000));
        moments.add(next);
      }
      double[] times = moments.stream().mapToDouble(t -> t.toEpochSecond(ZoneOffset.UTC)).toArray();
      for (Function<LocalDateTime, String> day : days) {
        for (Function<LocalDateTime, String> clock : clocks) {
          List<String> lines = new ArrayList<>(List.of("Date,Time,v"));
          moments.forEach(t -> lines.add(day.apply(t) + "," + clock.apply(t) + ",1.5"));
          assertArrayEquals(times, only(read(lines.toArray(String[]::new))).times(), lines.get(1));
        }
      }
    }
  }

  private static Function<LocalDateTime, String> written(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US)::format;
  }

  /** What the numbers of {@code Time} were taken for is said, and may be stated again. */
  @Test
  void numbersAreSaid() {
    String[] lines = {"Date,Time,v", "2020-01-01,1,1", "2020-01-01,24,2"};
    CsvData data = read(lines);
    assertNoted("times put together from Date+Time", data);
    assertNoted("the numbers of Time are hours", data);
    CsvReader stated =
        CsvReader.detect().withTimeColumn("Date+Time").withTimeFormat(data.series().timeFormat());
    assertEquals(only(data).lastTime(), only(load(stated, lines)).lastTime());
    assertNoted(
        "the numbers of Time are hours and minutes",
        read("Date,Time,v", "2020-01-01,0001,1", "2020-01-01,0024,2"));
  }

  /** Times that contradict each other, or may be anything, are for people to choose. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Date,Datetime | 2020-01-01,2020-01-01 06:23 | 2020-01-02,2020-01-03 06:29",
        "timestamp,datetime | 1577836800,2020-01-01 01:00:00 | 1577836860,2020-01-01 01:01:00",
        "Date,Time | 2020-01-01 10:00:00,0 | 2020-01-01 10:00:10,10",
        "Date,Time | 2020-01-01,0.1 | 2020-01-01,0.2"
      })
  void othersAreAskedFor(String names, String first, String second) {
    assertRefused(
        "pumps.csv, line 1: found the columns "
            + names.replace(",", " and ")
            + ", which could play the same role; expected one of them; say which with --time",
        names + ",v",
        first + ",1",
        second + ",2");
  }

  /** A date that stands where only times of day do is no time of that row. */
  @Test
  void aDateAmongTimesOfDayIsRefused() {
    List<String> lines = new ArrayList<>(List.of("Date,Time,v"));
    for (int i = 0; i < 40; i++) {
      lines.add("2020-01-01,1899-12-31 %02d:30:00,1".formatted(i % 24));
    }
    lines.add("2020-01-02,2020-01-02 10:30:00,1");
    assertRefused(
        "pumps.csv, line 42, column Date+Time: found '2020-01-02 2020-01-02 10:30:00'; expected an"
            + " ISO-8601 date-time without offset such as 2020-12-31 23:59:59; mend the cell, or"
            + " state how times are written with --time-format",
        lines.toArray(String[]::new));
  }

  /** Not the columns are wrong where no row has as many cells. */
  @Test
  void rowsOfOtherWidthsAreNamedFirst() {
    assertRefused(
        "pumps.csv, line 2: found 4 cells; expected 3 as in the header; mend the row; quote texts"
            + " that contain the delimiter ','",
        "Date,Time,v",
        "2020-01-01,10:00,1,2",
        "2020-01-02,11:00,1,2");
  }
}
