package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.TablesAsTheyAreTest.assertNoted;
import static io.anode4j.data.csv.TablesAsTheyAreTest.at;
import static io.anode4j.data.csv.TablesAsTheyAreTest.only;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSummary;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns are times and ids, in tables of studies, stations and spreadsheets. */
class RolesAsTheyAreTest {
  private static List<String> ids(CsvData data) {
    return data.series().series().stream().map(TimeSeries::id).toList();
  }

  /** {@code 2133-028} is a person, not a day of the year 2133. */
  @Test
  void idsThatLookLikeDatesAreIds() {
    CsvData data =
        read(
            "meal,userID,time,glucose",
            "bread,2133-001,2016-08-04 08:00,81",
            "bread,2133-001,2016-08-04 08:05,82",
            "bread,2133-028,2016-08-04 08:00,91",
            "bread,2133-028,2016-08-04 08:05,92");
    assertEquals(List.of("2133-001", "2133-028"), ids(data));
    assertEquals(91, data.series().series().get(1).value(0, 0));
  }

  /** Persons one after the other, whose times do not coincide. */
  @Test
  void rowsThatGoBackInTimeTellWhoseTheyAre() {
    String[] blocks = {
      "date,person,x",
      "2024-01-03 10:00,4,1",
      "2024-01-03 11:00,4,2",
      "2024-01-01 10:30,7,3",
      "2024-01-01 11:30,7,4",
      "2024-01-02 09:00,5,5",
      "2024-01-02 12:00,5,6"
    };
    assertEquals(List.of("4", "7", "5"), ids(read(blocks)));
  }

  /** Where they go back within persons too it may be disorder: said, not taken. */
  @Test
  void mostlyIsProposed() {
    List<String> lines = new ArrayList<>(List.of("date,person,x"));
    for (int block = 0; block < 6; block++) {
      int day = 20 - 3 * block + (block == 5 ? 10 : 0);
      for (int i = 0; i < 3; i++) {
        lines.add("2024-01-%02d 1%d:00,%d,%d".formatted(day, i, 1 + block % 5, i));
      }
    }
    lines.add("2024-01-01 08:00,1,9");
    CsvData data = read(lines.toArray(String[]::new));
    assertEquals(1, data.series().size());
    assertNoted(
        "rows go back in time where person changes: --id person makes its cells the series", data);
  }

  /** The time at which the maximum was is not that of the row. */
  @Test
  void timesOfExtremesAreNotJoined() {
    TimeSeries one =
        only(read("date,tavg,tmax,tmax_time", "2020-01-10,1,5,14:44", "2020-01-11,2,4,13:10"));
    assertEquals(at("2020-01-10T00:00:00Z"), one.firstTime());
    TimeSeries two =
        only(
            read(
                "date,t1,tmax,t2,tmin",
                "2020-01-10,14:44,5,02:10,1",
                "2020-01-11,13:10,4,03:10,0"));
    assertEquals(at("2020-01-11T00:00:00Z"), two.lastTime());
    TimeSeries joined = only(read("date,taken,x", "2020-01-10,14:44,5", "2020-01-11,13:10,4"));
    assertEquals(at("2020-01-10T14:44:00Z"), joined.firstTime());
  }

  /** Features made of a time must not take its place. */
  @Test
  void aFinerTimeWinsOverItsDateAndHour() {
    CsvData data =
        read(
            "idx,x,date,hour",
            "2019-12-05 16:56:00,1,2019-12-05,16",
            "2019-12-05 17:11:00,2,2019-12-05,17",
            "2019-12-05 17:26:00,3,2019-12-05,17");
    assertEquals(at("2019-12-05T17:26:00Z"), only(data).lastTime());
    assertNoted("times in idx, finer than date", data);
    CsvData other =
        read(
            "created,x,date,hour",
            "2020-01-01 00:00:01,1,2019-12-05,16",
            "2020-01-01 00:00:02,2,2019-12-05,17");
    assertEquals(at("2019-12-05T17:00:00Z"), only(other).lastTime());
  }

  @Test
  void stationsAtOneMomentAreNoSeries() {
    List<String> lines = new ArrayList<>(List.of("time,gauge,level"));
    for (int i = 0; i < 6; i++) {
      lines.add("2024-01-01 12:00,g" + i + "," + i);
    }
    String message =
        assertThrows(CsvException.class, () -> read(lines.toArray(String[]::new))).getMessage();
    assertTrue(message.contains("found 6 rows of one time") && message.contains("--id"), message);
    CsvReader stated = CsvReader.detect().withIdColumn("gauge");
    assertEquals(6, load(stated, lines.toArray(String[]::new)).series().size());
  }

  /** A spreadsheet's name over two lines, beside a time of no usual name. */
  @Test
  void aNameMayGoOnInTheNextLine() {
    CsvData data = read("Fecha,a,\"Mezclas", "oleosas\",c", "2000-01-01,1,2,3", "2000-02-01,4,5,6");
    assertEquals(List.of("a", "Mezclas oleosas", "c"), data.series().channels());
    assertArrayEquals(new double[] {4, 5, 6}, only(data).row(1));
  }

  /** Half-hours of a flux tower under a row of units in which three columns have none. */
  @Test
  void decimalHours() {
    TimeSeries series =
        only(
            read(
                "Year\tDoY\tHour\tNEE\tTair",
                "-\t-\t-\tumolm-2s-1\tdegC",
                "1998\t1\t0.5\t-1.2\t7.4",
                "1998\t1\t1\t1.7\t7.5",
                "1998\t1\t24\t1.8\t7.6"));
    assertArrayEquals(
        new double[] {
          at("1998-01-01T00:30:00Z"), at("1998-01-01T01:00:00Z"), at("1998-01-02T00:00:00Z")
        },
        series.times());
  }

  /** What stands for nothing in a trading platform, and has no sixth digit to be rounded by. */
  @Test
  void theLargestNumbersAreSummarised() {
    CsvData data =
        read(
            "date,rsi,x",
            "2020-01-01,1.7976931348623157E308,1",
            "2020-01-02,-1.7976931348623157E308,2",
            "2020-01-03,1.7976931348623157E308,4");
    assertTrue(SeriesSummary.of(data.series()).table().contains("1.79769313486"));
  }

  /** Rows that are asked for may begin below those that are looked at. */
  @Test
  void rowsThatAreAskedForMayComeLate() {
    List<String> lines = new ArrayList<>(List.of("user,time,x"));
    for (int i = 0; i < 1500; i++) {
      lines.add(
          "%s,2024-01-%02d %02d:00,%d".formatted(i < 1400 ? "a" : "b", 1 + i % 28, i % 24, i));
    }
    CsvReader reader = CsvReader.detect().withIdColumn("user").where("user", "b");
    assertEquals(List.of("b"), ids(load(reader, lines.toArray(String[]::new))));
  }

  @Test
  void linesOfWhiteSpaceAreBlank() {
    assertEquals(2, only(read("date,x", "2020-01-01,1", "\t\t", "2020-01-02,2", " ")).length());
  }

  /** Two patients measured at the same hours, and no column that tells them apart. */
  @Test
  void valuesThatShareTimesWithoutAClockAreNamed() {
    List<String> lines = new ArrayList<>(List.of("time,x"));
    for (int i = 0; i < 400; i++) {
      lines.add("2024-01-%02d %02d:00,%d".formatted(1 + i % 100 / 24, i % 100 % 24, i));
    }
    CsvData data = read(lines.toArray(String[]::new));
    assertNoted(
        "most rows share series and time with another: a column of ids (--id COL) or half of the"
            + " time (--time DATE+TIME) may be missing",
        data);
    CsvData fewer = read(lines.subList(0, 171).toArray(String[]::new));
    assertNoted(
        "70 values share series and time with others: a column of ids (--id COL, --id A+B) may be"
            + " missing, or rows are repeated",
        fewer);
  }

  /** Remarks in some rows are no ids. */
  @Test
  void aColumnWithEmptyCellsIsNoId() {
    CsvData data =
        read(
            "time,notes,x",
            "2020-01-01,walk,1",
            "2020-01-01,,2",
            "2020-01-02,walk,3",
            "2020-01-02,,4",
            "2020-01-03,run,5",
            "2020-01-03,run,6");
    assertEquals(1, data.series().size());
  }

  @ParameterizedTest
  @CsvSource({
    "1975:Q1, 1975:Q2, 1975-04-01T00:00:00Z",
    "2021-06-01T01-00-00, 2021-06-01T02-30-00, 2021-06-01T02:30:00Z"
  })
  void formsOfStatisticsAndFileNames(String first, String second, String instant) {
    assertEquals(at(instant), only(read("when,x", first + ",1", second + ",2")).lastTime());
  }

  /** An example shows the form that is asked for. */
  @Test
  void examplesFollowTheirPattern() {
    CsvReader reader = CsvReader.detect();
    String message =
        assertThrows(
                CsvException.class,
                () -> load(reader, "date,x", "2013-W51,1", "2013-W52,2", "2013-W53,3"))
            .getMessage();
    assertTrue(message.contains("as YYYY-'W'ww shows it, such as 2020-W53"), message);
  }

  /** A device's export in sections, whose table begins where only a person sees it. */
  @Test
  void linesBeforeTheHeaderMayBeStated() {
    String[] lines = {
      "Export 3.0",
      "[USER]",
      "age,41",
      "[DATA]",
      "",
      "Date,Time,Counts",
      "2020-01-01,10:00,5",
      "2020-01-01,10:15,x",
      "2020-01-01,10:30,7"
    };
    TimeSeries series =
        only(load(CsvReader.detect().with(TableOptions.defaults().skipping(5)), lines));
    assertEquals(at("2020-01-01T10:30:00Z"), series.lastTime());
    CsvReader strict = CsvReader.detect().with(TableOptions.defaults().skipping(5).strictly());
    String cell = assertThrows(CsvException.class, () -> load(strict, lines)).getMessage();
    assertTrue(cell.contains("line 8"), cell);
    CsvReader beyond = CsvReader.detect().with(TableOptions.defaults().skipping(10));
    String message = assertThrows(CsvException.class, () -> load(beyond, lines)).getMessage();
    assertTrue(message.contains("found 9 lines") && message.contains("--skip"), message);
  }
}
