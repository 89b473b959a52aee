package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.Refusals.assertRefused;
import static io.anode4j.data.csv.TablesAsTheyAreTest.assertNoted;
import static io.anode4j.data.csv.TablesAsTheyAreTest.at;
import static io.anode4j.data.csv.TablesAsTheyAreTest.only;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anode4j.data.DateOrder;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times in the forms that programs write them, and what is said of them. */
class TimesAsTheyAreTest {
  @TempDir Path folder;

  @Test
  void dateAndTimeOfDayInTwoColumns() {
    CsvData data = read("Date;Time;x", "31/12/2023;23.30.00;1,5", "1/1/2024;00.30.00;2,25");
    TimeSeries series = only(data);
    assertArrayEquals(
        new double[] {at("2023-12-31T23:30:00Z"), at("2024-01-01T00:30:00Z")}, series.times());
    assertEquals(2.25, series.value(1, 0));
    assertEquals(List.of("x"), data.series().channels());
    assertNoted("times put together from Date+Time", data);
    assertNoted("the comma is the decimal point", data);
    assertEquals(
        List.of("--time-format", "dd/MM/yyyy HH.mm.ss", "--time", "Date+Time", "--decimal", ","),
        data.report().understood().commandLine());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "year,month,v | 1959,3,7 | 1959-03-01T00:00:00Z",
        "Year,Month,Day,v | 1959,3,2,7 | 1959-03-02T00:00:00Z",
        "YY,MM,DD,hh,mm,v | 99,3,2,4,5,7 | 1999-03-02T04:05:00Z",
        "year,doy,hour,v | 2024,60,24,7 | 2024-03-01T00:00:00Z",
        "year,month,day,hour,minute,second,v | 2024,1,2,3,4,5,7 | 2024-01-02T03:04:05Z",
        "year,month,day,HHMM,v | 2024,1,2,305,7 | 2024-01-02T03:05:00Z",
        "v,ActivityDay,ActivityHour | 7,13/4/2016,1:00:00 | 2016-04-13T01:00:00Z",
        "v,day,clock | 7,2016-04-13,01:30 | 2016-04-13T01:30:00Z"
      })
  void datesInPieces(String header, String row, String instant) {
    TimeSeries series = only(read(header, row));
    assertEquals(at(instant), series.firstTime());
    assertEquals(7, series.value(0, 0));
  }

  @Test
  void columnsOfATimeMayBeStated() {
    CsvReader reader = CsvReader.detect().withTimeColumn("a+b");
    TimeSeries series = only(load(reader, "b,a,x", "07:30,2024-01-02,5"));
    assertEquals(at("2024-01-02T07:30:00Z"), series.firstTime());
    TimeSeries parts =
        only(
            load(
                CsvReader.detect().withTimeColumn("year+month+day+hour"),
                "date,year,month,day,hour,x",
                "?,2024,1,2,3,5"));
    assertEquals(at("2024-01-02T03:00:00Z"), parts.firstTime());
  }

  @Test
  void hoursBesideDatesThatRepeat() {
    CsvData data = read("date,hour,x", "20240101,0,1", "20240101,1,2");
    assertEquals(at("2024-01-01T01:00:00Z"), only(data).lastTime());
    assertEquals(List.of("x"), data.series().channels());
    CsvData channel = read("date,hour,x", "20240101,0,1", "20240102,1,2");
    assertEquals(List.of("hour", "x"), channel.series().channels());
  }

  @Test
  void theWholeFileDecidesOnDayAndMonth() throws IOException {
    StringBuilder text = new StringBuilder("date,x\n");
    for (int i = 0; i < 3000; i++) {
      text.append("5/2/2007 00:%02d:%02d,%d%n".formatted(i / 60, i % 60, i * i % 7));
    }
    Path file = Files.writeString(folder.resolve("h.csv"), text + "13/2/2007 00:00:00,1\n");
    assertEquals(
        at("2007-02-05T00:00:00Z"), CsvReader.detect().read(file).series().get(0).firstTime());
    Path open = Files.writeString(folder.resolve("o.csv"), text);
    var asked = assertThrows(CsvException.class, () -> CsvReader.detect().read(open));
    assertEquals(
        "o.csv, column date: found '5/2/2007 00:00:00', which is 2007-02-05 (DMY) or 2007-05-02"
            + " (MDY); expected a date that only one of the readings allows, or to be told; say"
            + " which with --time-format dmy or --time-format mdy",
        asked.getMessage());
    CsvReader told = CsvReader.detect().with(TableOptions.defaults().withDates(DateOrder.MDY));
    assertEquals(at("2007-05-02T00:00:00Z"), told.read(open).series().get(0).firstTime());
  }

  @Test
  void datesInTheHeader() {
    CsvData data =
        read(
            "Province,Country,Lat,1/22/20,1/23/20,1/24/20,1/25/20",
            ",Chad,1.5,0,1,2,",
            "N,Mali,2.5,5,6,7,8");
    assertEquals(2, data.series().size());
    assertEquals(at("2020-01-24T00:00:00Z"), data.series().get("Chad").lastTime());
    assertEquals(8, data.series().get("N/Mali").value(3, 0));
    assertNoted("4 dates in the header: each row is a series", data);
    CsvData years = read("Country Name,1960,1961,1962", "Chad,1.5,2.5,", "Mali,3,4,5");
    assertEquals(at("1961-01-01T00:00:00Z"), data(years, "Chad").lastTime());
    CsvData months =
        read(
            "YEAR JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC",
            "1900 1 2 3 4 5 6 7 8 9 10 11 12.5",
            "1901 1 2 3 4 5 6 7 8 9 10 11 13");
    assertEquals(24, only(months).length());
    assertEquals(at("1901-12-01T00:00:00Z"), only(months).lastTime());
    assertEquals(12.5, only(months).value(11, 0));
  }

  static TimeSeries data(CsvData data, String id) {
    return data.series().get(id);
  }

  @Test
  void doubledHoursOfALocalClock() {
    String[] lines = {"time,x", "2025-10-26 02:00,1", "2025-10-26 02:00,2", "2025-10-26 03:00,3"};
    CsvData local = read(TableOptions.defaults().withZone(ZoneId.of("Europe/Berlin")), lines);
    assertEquals(3, only(local).length());
    assertEquals(at("2025-10-26T02:00:00Z"), only(local).lastTime());
    assertNoted("2 times in hours that the clock shows twice, told apart by their order", local);
    assertEquals(
        List.of(
            "--timezone", "Europe/Berlin", "--time-format", "2020-12-31 23:59", "--time", "time"),
        local.report().understood().commandLine());
    assertNoted(
        "some times occur twice: where a clock was put back, --timezone tells them apart",
        read(lines));
    CsvData spring =
        read(
            TableOptions.defaults().withZone(ZoneId.of("Europe/Berlin")),
            "time,x",
            "2025-03-30 02:30,1");
    assertEquals(at("2025-03-30T01:30:00Z"), only(spring).firstTime());
    assertNoted("1 times in an hour that the clock skips, moved ahead", spring);
    assertNoted(
        "times are no times of a calendar: the time zone changes nothing",
        read(TableOptions.defaults().withZone(ZoneId.of("Europe/Berlin")), "time,x", "1,1"));
    assertNoted(
        "times are what they say; the time zone tells by which clock days repeat",
        read(
            TableOptions.defaults().withZone(ZoneId.of("Europe/Berlin")),
            "time,x",
            "2025-03-30T02:30:00Z,1"));
  }

  @Test
  void numbersThatAreDatesAreNeverNumbers() {
    assertEquals("yyyyMMdd", read("time,x", "20240131,1").series().timeFormat().name());
    assertEquals(TimeFormat.epochSeconds(), read("Time,x", "1704067200,1").series().timeFormat());
    assertEquals(
        TimeFormat.epochNanos(),
        read("t_ns,time,x", "0,1704067200123456789,1").series().timeFormat());
  }

  @Test
  void timesOfTheDayInTheHeader() {
    CsvData data = read("Meter,Date,0:30,1:00,1:30", "7,1/07/2012,1,2,3", "7,13/07/2012,4,5,6");
    TimeSeries meter = data.series().get("7");
    assertEquals(6, meter.length());
    assertEquals(at("2012-07-01T00:30:00Z"), meter.firstTime());
    assertEquals(at("2012-07-13T01:30:00Z"), meter.lastTime());
  }

  @Test
  void yearsInTheHeaderUnderPreambleAndBesideAnEmptyColumn() {
    CsvData data =
        read(
            "\"Data Source\",\"Indicators\",",
            "",
            "\"Country Name\",\"Code\",\"1960\",\"1961\",\"1962\",",
            "\"Chad, Republic\",\"TCD\",\"5\",\"\",\"7\",",
            "\"Mali\",\"MLI\",\"1\",\"2\",\"3\",");
    assertEquals(2, data.series().get("Chad, Republic/TCD").length());
    assertEquals(at("1962-01-01T00:00:00Z"), data.series().get("Mali/MLI").lastTime());
  }

  @Test
  void monthsInOneNumberAndSecondsWithTheirUnit() {
    CsvData months = read("Period,x", "202401,1", "202402,2");
    assertEquals(at("2024-02-01T00:00:00Z"), only(months).lastTime());
    CsvData seconds = read("Time (s),x", "0.5,1", "1.5,2");
    assertEquals(1.5, only(seconds).lastTime());
    assertNoted("times by their name in Time (s)", seconds);
  }

  @Test
  void timesOfDayThatBeginAnewAreNoElapsedTime() {
    assertRefused(
        "pumps.csv, line 4, column time: found times of day that begin anew, without a date;"
            + " expected a date beside them, or time that has elapsed since one beginning; name both"
            + " columns with --time DATE+TIME",
        "time,x",
        "22:00,1",
        "23:00,2",
        "00:00,3");
    CsvData stays = read("id,time,x", "a,00:00,1", "a,23:00,2", "b,00:00,3", "b,23:00,4");
    assertEquals(2, stays.series().size());
  }

  @Test
  void numbersUnderTheNameOfADate() {
    assertEquals(at("2024-01-31T00:00:00Z"), only(read("date,x", "240131,1")).firstTime());
    assertEquals(at("2024-01-31T00:00:00Z"), only(read("date,x", "45322,1")).firstTime());
    assertNoted(
        "times are plain numbers, though their column is called date", read("date,x", "4532,1"));
  }
}
