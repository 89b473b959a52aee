package io.anode4j.data.csv;

import static io.anode4j.data.csv.TablesAsTheyAreTest.assertNoted;
import static io.anode4j.data.csv.TablesAsTheyAreTest.at;
import static io.anode4j.data.csv.TablesAsTheyAreTest.only;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times in several columns, with names or without, and in numbers that are years. */
class TimesInColumnsTest {
  private static final TableOptions BARE = TableOptions.defaults().withoutHeader();

  /** Whatever the first day, step and columns, the times are those that were written. */
  @ParameterizedTest
  @CsvSource({
    "2016-01-01T00:00, 1, true, true",
    "2016-01-01T00:00, 60, false, false",
    "2019-02-25T00:00, 1, true, true",
    "2023-12-31T22:00, 60, false, false",
    "2023-12-31T23:57, 1, true, true",
    "2024-02-28T12:00, 720, false, false"
  })
  void columnsWithoutNames(LocalDateTime first, int step, boolean dayOfYear, boolean minutes) {
    List<String> lines = new ArrayList<>();
    double[] times = new double[90];
    for (int i = 0; i < times.length; i++) {
      LocalDateTime t = first.plusMinutes((long) i * step);
      times[i] = t.toEpochSecond(ZoneOffset.UTC);
      lines.add(
          t.getYear()
              + (dayOfYear ? " " + t.getDayOfYear() : "")
              + " %d %d %d ".formatted(t.getMonthValue(), t.getDayOfMonth(), t.getHour())
              + (minutes ? t.getMinute() + " " : "")
              + (i * 7 % 50 - 20.5));
    }
    CsvData data = read(BARE, lines.toArray(String[]::new));
    assertArrayEquals(times, only(data).times());
  }

  @Test
  void datesWithoutNamesBesideHoursAndMinutes() {
    CsvData data =
        read(
            BARE,
            "53131 20190101 2355 20190101 1655 3 4.0",
            "53131 20190102 0000 20190101 1700 3 3.5",
            "53131 20190102 0005 20190101 1705 3 3.4");
    assertEquals(at("2019-01-01T23:55:00Z"), only(data).firstTime());
    assertEquals(at("2019-01-02T00:05:00Z"), only(data).lastTime());
  }

  @Test
  void monthsWithoutNamesAndDays() {
    CsvData data =
        read(
            BARE, "1749;11;1749.875;96.7;-1", "1749;12;1749.958;104.3;-1", "1750;01;1750.042;7;-1");
    assertEquals(at("1750-01-01T00:00:00Z"), only(data).lastTime());
  }

  @Test
  void hoursAndMinutesUnderTheNameOfAZone() {
    CsvData data = read("Year,DOY,MST,x", "2018,291,0,1", "2018,291,1,2", "2018,291,100,3");
    assertEquals(at("2018-10-18T00:01:00Z"), only(data).time(1));
    assertEquals(at("2018-10-18T01:00:00Z"), only(data).time(2));
    CsvData estimated = read("year,month,day,est,x", "2018,1,1,0,5", "2018,1,2,1,6");
    assertEquals(List.of("est", "x"), estimated.series().channels());
  }

  @Test
  void hoursAndMinutesThatBeginAnewAreRefused() {
    CsvException refused =
        assertThrows(
            CsvException.class, () -> read("day,time,x", "346,2340,1", "346,2350,2", "347,0,3"));
    assertTrue(refused.getMessage().contains("times of day that begin anew"));
    assertEquals(3, only(read("time,x", "0,1", "10,2", "2350,3")).length());
    assertEquals(3, only(read("time,x", "0,1", "75,2", "10,3")).length());
  }

  @Test
  void daysThatAreNoneAreRefusedRatherThanMonths() {
    List<String> lines = new ArrayList<>(List.of("year,month,day,births"));
    for (int day = 1; day <= 28; day++) {
      lines.add("1969,2," + day + "," + (4000 + day));
    }
    assertEquals(28, only(read(lines.toArray(String[]::new))).length());
    lines.add(20, "1969,2,99,50");
    CsvException refused =
        assertThrows(CsvException.class, () -> read(lines.toArray(String[]::new)));
    assertTrue(refused.getMessage().contains("'1969-02-99'"), refused.getMessage());
    // one row a month does not need the day
    CsvData bills = read("year,month,day,kwh", "2010,4,30,5", "2010,5,36,6", "2010,6,29,7");
    assertEquals(at("2010-05-01T00:00:00Z"), only(bills).time(1));
  }

  @Test
  void yearsOfSeveralSeries() {
    CsvData data =
        read("country,year,pop", "Chad,1952,1", "Chad,1957,2", "Mali,1952,3", "Mali,1957,4");
    assertEquals(2, data.series().size());
    assertEquals(at("1957-01-01T00:00:00Z"), data.series().series().get(1).lastTime());
  }

  @Test
  void yearsWithFractions() {
    CsvData data =
        read("rownames,time,value", "1,1960,5", "2,1960.25,6", "3,1960.5,7", "4,1960.75,8");
    assertEquals(at("1960-04-01T00:00:00Z"), only(data).time(1));
    // beside year and month they are a second clock
    CsvData both =
        read("year,month,x,date", "2000,1,5,2000", "2000,2,6,2000.083", "2000,3,7,2000.167");
    assertEquals(List.of("x"), both.series().channels());
    assertEquals(at("2000-03-01T00:00:00Z"), only(both).lastTime());
  }

  @ParameterizedTest
  @CsvSource({
    "Q3 2019, 2019-07-01T00:00:00Z",
    "Q4-2019, 2019-10-01T00:00:00Z",
    "Sun Jun 11 07:34:09 PDT 2017, 2017-06-11T14:34:09Z",
    "Thu Jun  1 07:34:09 2017, 2017-06-01T07:34:09Z",
    "Thu Jun  1 07:34:09 +0000 2017, 2017-06-01T07:34:09Z",
    "2020-05-01 00:15:00 to 2020-05-01 00:30:00, 2020-05-01T00:15:00Z",
    "2020-05-01 00:15:00 to\u00A02020-05-01 00:30:00, 2020-05-01T00:15:00Z"
  })
  void datesOfPrograms(String text, String time) {
    assertEquals(at(time), only(read("timestamp,x", text + ",1")).firstTime());
  }

  /** Hours of a day that are counted to their end, and its 48 half hours. */
  @ParameterizedTest
  @CsvSource({"HE, 60, 1", "Hour Ending, 60, 1", "SettlementPeriod, 30, 0"})
  void countedPartsOfTheDay(String name, int minutes, int ends) {
    List<String> lines = new ArrayList<>(List.of("Date," + name + ",MW"));
    LocalDateTime first = LocalDateTime.parse("2024-01-31T00:00");
    double[] times = new double[3 * 1440 / minutes];
    for (int i = 0; i < times.length; i++) {
      int part = i % (1440 / minutes);
      times[i] = first.plusMinutes((long) (i + ends) * minutes).toEpochSecond(ZoneOffset.UTC);
      lines.add(first.plusMinutes((long) i * minutes).toLocalDate() + "," + (part + 1) + "," + i);
    }
    assertArrayEquals(times, only(read(lines.toArray(String[]::new))).times());
  }

  @Test
  void hoursAndMinutesWithTheirZone() {
    CsvData data = read("Data;Hora;T", "13/01/2024;0000 UTC;25,4", "13/01/2024;0130 UTC;24,9");
    assertEquals(at("2024-01-13T01:30:00Z"), only(data).lastTime());
    assertEquals(24.9, only(data).value(1, 0));
  }

  @Test
  void threeMonthsAreTheirMiddle() {
    CsvData data = read("SEAS YR x", "NDJ 1950 1", "DJF 1951 2", "JFM 1951 3", "AMJ 1951 4");
    assertArrayEquals(
        new double[] {
          at("1950-12-01T00:00:00Z"),
          at("1951-01-01T00:00:00Z"),
          at("1951-02-01T00:00:00Z"),
          at("1951-05-01T00:00:00Z")
        },
        only(data).times());
    CsvException refused =
        assertThrows(
            CsvException.class, () -> read("when,YR,x", "a b,1950,1", "a c,1950,2", "c b,1950,3"));
    assertTrue(refused.getMessage().contains("years that occur several times each"));
  }

  /** Only far below the first rows it shows that there are several series. */
  @Test
  void seriesOneAfterTheOther(@TempDir Path folder) throws IOException {
    List<String> lines = new ArrayList<>(List.of("station,date,temp"));
    for (String station : List.of("A", "B", "C")) {
      for (int i = 0; i < 1100; i++) {
        lines.add(station + "," + LocalDateTime.parse("2024-01-01T00:00").plusHours(i) + "," + i);
      }
    }
    Path file = Files.write(folder.resolve("t.csv"), lines);
    CsvData data = CsvReader.detect().load(file);
    assertEquals(3, data.series().size());
    assertEquals(3300, data.report().values());
    assertEquals(0, data.report().changes().merged());
    assertNoted("ids of the series in station, by its content: one series after the other", data);
    // a text that tells no more than the times does not become an id
    List<String> doubled = new ArrayList<>(List.of("note,date,temp"));
    for (int i = 0; i < 2600; i++) {
      doubled.add((i > 1500 ? "b" : "a") + ",2024-01-%02d,1".formatted(1 + i / 100));
    }
    Path other = Files.write(folder.resolve("o.csv"), doubled);
    assertEquals(1, CsvReader.detect().load(other).series().size());
  }

  @Test
  void codesAndClassesAreNoNumbers() {
    List<String> lines = new ArrayList<>(List.of("DateTime,Device ID,age,kWh"));
    String[] codes = {"3a9fb50e", "5c862749", "9f0d5dcd", "c0ffee12", "988cda20"};
    String[] ages = {"00-04", "05-14", "00+", "80+", "15-34"};
    for (int i = 0; i < 25; i++) {
      lines.add("2024-01-0%d 00:00,%s,%s,%d".formatted(1 + i / 5, codes[i % 5], ages[i % 5], i));
    }
    CsvData data = read(lines.toArray(String[]::new));
    assertEquals(List.of("kWh"), data.series().channels());
    assertEquals(5, data.series().size());
    assertNoted("ids of the series in Device ID, by its content", data);
  }
}
