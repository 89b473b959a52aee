package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.DateOrder;
import io.anode4j.data.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables as spreadsheets, loggers, databases and agencies export them; instants by hand. */
class TablesOfProgramsTest {
  @TempDir Path folder;

  private static CsvData read(String... lines) {
    return load(CsvReader.detect(), lines);
  }

  private static TimeSeries only(CsvData data) {
    assertEquals(1, data.series().size(), data.report().toString());
    return data.series().series().get(0);
  }

  private static double at(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }

  private static void assertNoted(String note, CsvData data) {
    assertTrue(data.report().notes().contains(note), data.report().notes().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Date,x | 45292,1 | 45292.041666667,2 | 2024-01-01T01:00:00Z",
        "Timestamp;x | 45292,5;1 | 45292,75;2 | 2024-01-01T18:00:00Z",
        "datenum,x | 739252,1 | 739252.5,2 | 2024-01-01T12:00:00Z",
        "JD,mag | 2460310.5,1 | 2460311,2 | 2024-01-01T12:00:00Z",
        "MJD,mag | 60310,1 | 60310.25,2 | 2024-01-01T06:00:00Z",
        "date,x | 30012024,1 | 31012024,2 | 2024-01-31T00:00:00Z",
        "Date,Hour,x | 2024-01-01,23,1 | 2024-01-01,24,2 | 2024-01-02T00:00:00Z",
        "DATE,HOUR,x | 20240101,2300,1 | 20240101,2400,2 | 2024-01-02T00:00:00Z",
        "Year,Month,x | 2024,February,1 | 2024,March,2 | 2024-03-01T00:00:00Z",
        "Year,Period,x | 2024,M02,1 | 2024,M12,2 | 2024-12-01T00:00:00Z",
        "Year,Quarter,x | 2024,1,1 | 2024,4,2 | 2024-10-01T00:00:00Z",
        "Year,Quarter,x | 2024,Q1,1 | 2024,Q3,2 | 2024-07-01T00:00:00Z",
        "Day,Month,Year,Time,x | 5,1,2024,06:00,1 | 6,1,2024,18:30,2 | 2024-01-06T18:30:00Z",
        "Year,Week,x | 2024,1,1 | 2024,2,2 | 2024-01-08T00:00:00Z",
        "Time,x | '\"=\"\"2024-01-01\"\"\",1' | '\"=\"\"2024-01-02\"\"\",2' | 2024-01-02T00:00:00Z"
      })
  void dates(String header, String first, String second, String instant) {
    CsvData data = read(header.strip(), first.strip(), second.strip());
    assertEquals(at(instant.strip()), only(data).lastTime());
    assertTrue(data.series().timeFormat().isDated());
  }

  @Test
  void daysOfSpreadsheetsAreWrittenAsTheyAreRead() {
    var format = read("Date,x", "45292.041666667,1").series().timeFormat();
    assertEquals("excel-days", format.name());
    double time = at("2024-02-29T13:37:42Z") + 0.125;
    assertEquals(time, format.parse(format.format(time)));
    assertThrows(IllegalArgumentException.class, () -> format.parse("soon"));
    assertEquals("number", read("time,x", "45292.5,1").series().timeFormat().name());
  }

  @Test
  void dayAndMonthInOneNumberAreAskedFor() {
    assertRefused(
        "pumps.csv, column date: found '01022024', which is 2024-02-01 (DMY) or 2024-01-02 (MDY);"
            + " expected a date that only one of the readings allows, or to be told; say which with"
            + " --time-format dmy or --time-format mdy",
        "date,x",
        "01022024,1");
    CsvReader told = CsvReader.detect().with(TableOptions.defaults().withDates(DateOrder.MDY));
    assertEquals(at("2024-01-02T00:00:00Z"), only(load(told, "date,x", "01022024,1")).firstTime());
  }

  @Test
  void datesThatAreTheSameInEveryOrderNeedNoWord() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(file, "t,x\n01/01/2024 00:00,1\n01/01/2024 01:00,2\n02/02/2024,3\n");
    TimeSeries series = only(CsvReader.detect().load(file));
    assertEquals(at("2024-02-02T00:00:00Z"), series.lastTime());
  }

  @Test
  void yearsOfTwoDigitsInFrontAreAskedFor() {
    CsvException asked =
        assertThrows(CsvException.class, () -> read("Date,x", "24/01/13,1", "24/01/14,2"));
    assertTrue(
        asked.getMessage().contains("2013-01-24 (DMY) or 2024-01-13 (YMD)"), asked::getMessage);
    CsvData days = read("Date,x", "13.01.24,1", "14.01.24,2");
    assertEquals(at("2024-01-14T00:00:00Z"), only(days).lastTime());
  }

  @Test
  void secondsAndMillisecondsInOneColumnAreRefused() {
    assertRefused(
        "pumps.csv, column time: found times of different kinds: epoch-seconds, epoch-millis;"
            + " expected one kind of time in all rows; mend the column, or state number with"
            + " --time-format if they are no dates",
        "time,x",
        "1704067200,1",
        "1704067260000,2");
  }

  /** One lost digit must not make numbers of all dates. */
  @Test
  void aBadNumberAmongDatesIsNamed() {
    assertRefused(
        "pumps.csv, column time: found times of different kinds: yyyyMMdd, other numbers such as"
            + " '2024013'; expected one kind of time in all rows; mend the column, or state number"
            + " with --time-format if they are no dates",
        "time,x",
        "20240131,1",
        "2024013,2");
    String[] clock =
        IntStream.range(0, 60)
            .mapToObj(i -> i == 0 ? "time,x" : 60_000_000L * i + "," + i % 3)
            .toArray(String[]::new);
    assertEquals("number", read(clock).series().timeFormat().name());
  }

  @Test
  void linesUnderTheTable() {
    CsvData data = read("Date,x,y", "2024-01-01,1,2", "Total,1,2", "Source: agency, 2024");
    assertArrayEquals(new double[] {at("2024-01-01T00:00:00Z")}, only(data).times());
    assertNoted(
        "2 lines under the table passed over, first 'Total,1,2' in line 3; --strict refuses them",
        data);
    assertEquals(1, data.report().rows());
    assertNoted(
        "1 lines under the table passed over, first 'End of file' in line 3; --strict refuses them",
        read("Date,x", "2024-01-01,1", "End of file"));
  }

  @Test
  void aLineAmongTheRowsIsNoLineUnderTheTable() {
    String found =
        "pumps.csv, line 3, column Date: found 'Total'; expected an ISO-8601 date such as"
            + " 2020-12-31; mend the cell, or state how times are written with --time-format";
    assertRefused(found, "Date,x", "2024-01-01,1", "Total,1", "2024-01-02,2");
    CsvReader strict = CsvReader.detect().with(TableOptions.defaults().strictly());
    CsvException refused =
        assertThrows(CsvException.class, () -> load(strict, "Date,x", "2024-01-01,1", "Total,1"));
    assertEquals(found, refused.getMessage());
    assertThrows(CsvException.class, () -> read("Date,x", "2024-01-01,1", "2024-0"));
    assertThrows(CsvException.class, () -> read("id,Date,x", "a,2024-01-01,1", "a,2024-0"));
    assertThrows(CsvException.class, () -> read("id,Date,x", "a,2024-01-01,1", "a"));
    assertThrows(CsvException.class, () -> read("x,Date,y", "-1,2024-01-01,1", "-2"));
  }

  @Test
  void rowsWithoutATimeAndRepeatedHeaders() {
    CsvData data = read("time,x", "2024-01-01,1", "NaT,2", ",3", "time,x", "2024-01-02,4");
    assertArrayEquals(
        new double[] {at("2024-01-01T00:00:00Z"), at("2024-01-02T00:00:00Z")}, only(data).times());
    assertNoted("2 rows without a time passed over, first in line 3; --strict refuses them", data);
    assertNoted("1 repetitions of the header passed over", data);
    assertThrows(
        CsvException.class,
        () ->
            load(
                CsvReader.detect().with(TableOptions.defaults().strictly()),
                "time,x",
                "2024-01-01,1",
                "NaT,2"));
  }

  @Test
  void tablesOfDatabases() {
    CsvData data = read(" id |   ts   | v ", "----+-----+---", "  1 | 2024-01-01 | 2", "(1 row)");
    assertEquals(2, only(data).value(0, 0));
    String[] rows =
        IntStream.range(0, 13)
            .mapToObj(i -> i == 0 ? "id,t,v" : (1000 + 3 * i) + ",2024-01-%02d,%d".formatted(i, i))
            .toArray(String[]::new);
    assertEquals(12, only(read(rows)).length());
    assertNoted("left out: id numbers the rows; --id id makes each a series", read(rows));
    CsvReader told = CsvReader.detect().withIdColumn("id");
    assertEquals(12, load(told, rows).series().size());
  }

  @Test
  void hoursInTheHeader() {
    String header =
        "Date," + String.join(",", IntStream.rangeClosed(1, 24).mapToObj(h -> "H" + h).toList());
    String row = "," + String.join(",", IntStream.range(0, 24).mapToObj(String::valueOf).toList());
    CsvData data = read(header, "2024-01-01" + row, "2024-01-02" + row);
    TimeSeries series = only(data);
    assertEquals(48, series.length());
    assertEquals(at("2024-01-01T05:00:00Z"), series.time(5));
    assertEquals(5, series.value(5, 0));
    assertNoted(
        "24 times of a year or day in the header, the first 00:00: each row is one of them", data);
  }

  @Test
  void headersOfLabView() {
    CsvData data =
        read(
            "LabVIEW Measurement",
            "Separator\tTab",
            "***End_of_Header***",
            "",
            "Channels\t2",
            "***End_of_Header***\t\t",
            "X_Value\tU\tI\tComment",
            "0.0\t1.5\t2",
            "0.1\t1.6\t3");
    assertEquals(List.of("U", "I"), data.series().channels());
    assertEquals(0.1, only(data).lastTime());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"(1,234.5)\"' | -1234.5",
        "'234.5-' | -234.5",
        "'\"12,34,500\"' | 1234500",
        "'1.5' | 1.5"
      })
  void numbersOfAccountants(String cell, double value) {
    assertEquals(value, only(read("Date,x,y", "2024-01-01," + cell + ",1.5")).value(0, 0));
  }

  /** Agencies write a value and its quality into one cell. */
  @Test
  void commasThatContradictPointsAreAskedFor() {
    assertThrows(
        CsvException.class,
        () -> read("DATE,LAT,SLP", "2024-01-01,40.77,\"10208,1\"", "2024-01-02,40.77,\"10210,5\""));
    CsvData data =
        read("DATE,y,TMP", "2024-01-01,40.77,\"+0056,5\"", "2024-01-02,40.78,\"-0012,1\"");
    assertEquals(List.of("y"), data.series().channels());
    CsvData mixed = read("date;a;b", "2024-01-01;1,5;2.25");
    assertEquals(1.5, only(mixed).value(0, 0));
    assertEquals(2.25, only(mixed).value(0, 1));
    assertNoted("b: the point is the decimal point", mixed);
  }

  @Test
  void whatIsNoNumberIsNotTakenApart() {
    CsvData data = read("Date,y,x", "2024-01-01,1,0x09", "2024-01-02,2,0x1F");
    assertEquals(List.of("y"), data.series().channels());
    CsvData spans = read("Date,y,x", "2024-01-01,1,3h 30m", "2024-01-02,2,3h 45m");
    assertEquals(List.of("y"), spans.series().channels());
  }

  @Test
  void doubtsAreSaid() {
    assertNoted(
        "three digits follow every point: where it stands between thousands, state --decimal ,",
        read("Datum;x", "31.01.2024;1.100", "01.02.2024;2.200"));
    assertNoted("years of two digits are those from 1970 to 2069", read("Date,x", "31-Jan-49,1"));
    assertNoted(
        "most rows share series and time with another: a column of ids (--id COL) or half of the"
            + " time (--time DATE+TIME) may be missing",
        read("Date,x", "2024-01-01,1", "2024-01-01,2", "2024-01-01,3"));
  }
}
