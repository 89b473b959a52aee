package io.anode4j.data.csv;

import static io.anode4j.data.csv.Refusals.assertRefused;
import static io.anode4j.data.csv.TablesAsTheyAreTest.assertNoted;
import static io.anode4j.data.csv.TablesAsTheyAreTest.at;
import static io.anode4j.data.csv.TablesAsTheyAreTest.only;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that are repeated, filled up, too long, or none; rows that end early. */
class HeadersAsTheyAreTest {
  @Test
  void namesThatOccurTwiceAreTwoColumns() {
    CsvData data = read("YR MON A ANOM B ANOM", "1950 1 23.1 -1.4 23.7 -1.7", "1950 2 24 -1 25 0");
    assertEquals(List.of("A", "ANOM", "B", "ANOM.1"), data.series().channels());
    assertArrayEquals(new double[] {23.1, -1.4, 23.7, -1.7}, only(data).row(0));
    assertEquals(at("1950-02-01T00:00:00Z"), only(data).time(1));
    assertNoted("ANOM once more in column 6: it is called ANOM.1", data);
    CsvData taken = read("time,x,x,x.1", "2024-01-01,1,2,3", "2024-01-02,4,5,6");
    assertEquals(List.of("x", "x.2", "x.1"), taken.series().channels());
  }

  @Test
  void numbersThatOccurTwiceAreNoHeader() {
    assertRefused(
        "pumps.csv, line 1: found data in the first line ('A,20240101,0,20240101,0'); expected a"
            + " header line with the names of the columns; add one, such as series,time,value, or"
            + " state --no-header",
        "A,20240101,0,20240101,0",
        "A,20240101,5,20240101,9");
    assertRefused(
        "pumps.csv, line 1: found data in the first line ('A,20240101,PRCP,0'); expected a header"
            + " line with the names of the columns; add one, such as series,time,value, or state"
            + " --no-header",
        "A,20240101,PRCP,0",
        "A,20240102,PRCP,5");
    // years among other numbers are numbers too
    CsvException refused =
        assertThrows(
            CsvException.class,
            () -> read("942 2018 10 0 2010 0 2011 0", "1 1 0 12 0 12 0 12", "1 2 0 12 5 12 5 12"));
    assertTrue(refused.getMessage().contains("data in the first line"), refused.getMessage());
  }

  /** As spreadsheets save what stood above a table. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20})
  void linesFilledUpWithDelimitersAreNoHeader(int lines) {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      text.add(i % 3 == 2 ? ",,,,," : "Station " + i + ",CR1000,,,,");
    }
    text.add("Timestamp,RECORD,10 m Wind,Rain,RH,T");
    text.add("TS,RN,m/s,mm,%,degC");
    text.add("2024-01-01 00:00:00,7,1.5,0,80,3");
    text.add("2024-01-01 00:10:00,8,2.5,0,81,4");
    CsvData data = read(text.toArray(String[]::new));
    assertEquals(List.of("RECORD", "10 m Wind", "Rain", "RH", "T"), data.series().channels());
    assertEquals(2.5, only(data).value(1, 1));
    assertEquals("m/s", data.report().units().get("10 m Wind"));
    // a header with few names above rows with as few cells stays one
    CsvData sparse = read("time,x,,,,", "2024-01-01,1,,,,", "2024-01-02,2,,,,");
    assertEquals(List.of("x"), sparse.series().channels());
  }

  @Test
  void formsOfDatesUnderTheHeader() {
    CsvData data =
        read(
            "Made by hand",
            "Name,ISO_time,Wind,Pres",
            "N/A,YYYY-MM-DD HH:MM:SS,kt,mb",
            "A,2024-01-01 06:00:00,30,1000",
            "A,2024-01-01 12:00:00,35,990");
    assertEquals(at("2024-01-01T06:00:00Z"), only(data).firstTime());
    assertEquals(35, only(data).value(1, 0));
  }

  @Test
  void unitsThatAreFewerThanTheColumns() {
    CsvData data =
        read(
            "Town",
            "yyyy  mm  tmax  rain",
            "           degC    mm",
            "1948 1 8.9 85.0",
            "1948 2 7.9 26.0");
    assertEquals(at("1948-02-01T00:00:00Z"), only(data).lastTime());
    assertEquals(List.of("tmax", "rain"), data.series().channels());
  }

  @Test
  void aDelimiterTooManyBehindTheHeader() {
    CsvData data =
        read("Series id: x", "", "id,Year,Period,Value,", "x,1959,Q01,5.8", "x,1959,Q02,5.1");
    assertEquals(List.of("Value"), data.series().channels());
    assertEquals(at("1959-04-01T00:00:00Z"), only(data).time(1));
    assertEquals(5.1, only(data).value(1, 0));
  }

  @Test
  void rowsMayEndWhereAllAreEmpty() {
    CsvData data = read("date;a;b;none", "13/01/2024;1;2;", "14/01/2024;3;4", "15/01/2024;5;6;");
    assertEquals(4, only(data).value(1, 1));
    assertNoted("1 rows end before their last columns, empty there", data);
    // where it may have been cut off it is refused
    assertThrows(CsvException.class, () -> read("date;a;b", "13/01/2024;1;2", "14/01/2024;3"));
    assertThrows(
        CsvException.class,
        () -> read("date;a;b", "13/01/2024;1;2", "14/01/2024;3", "15/01/2024;5;6"));
    assertThrows(CsvException.class, () -> read("date;a;b", "13/01/2024;1;", "14/01/2024;3"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 11})
  void theYearInProgressEndsATableOfMonths(int months) {
    String full = " 1 2 3 4 5 6 7 8 9 10 11 12";
    String part = full.substring(0, full.indexOf(" " + months + " ") + 1 + ("" + months).length());
    String header = "Year Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    CsvData data = read(header, "2007" + full, "2008" + full, "2009" + part);
    assertEquals(24 + months, only(data).length());
    assertEquals(months, only(data).value(23 + months, 0));
    assertThrows(CsvException.class, () -> read(header, "2007" + part, "2008" + full));
  }

  @Test
  void aSecondTableIsNamed() {
    assertRefused(
        "pumps.csv, line 4: found the header of another table; expected one table in a file; put"
            + " what begins here into a file of its own",
        "date,time,glucose",
        "2024-01-31,10:00,120",
        "2024-01-31,10:05,121",
        "date,time,carbs",
        "2024-01-31,10:00,20");
    CsvData same =
        read(
            "i;date;time;x",
            "1;2024-01-31;10:00;5",
            "-----;Sensor;A;-----",
            "i;date;time;x",
            "2;2024-01-31;11:00;6");
    assertEquals(2, only(same).length());
  }
}
