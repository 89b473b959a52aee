package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.Refusals.assertRefused;
import static io.anode4j.data.csv.TimesAsTheyAreTest.data;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables in the forms their programs write, and what they say. */
class TablesAsTheyAreTest {
  static CsvData read(String... lines) {
    return load(CsvReader.detect(), lines);
  }

  static CsvData read(TableOptions table, String... lines) {
    return load(CsvReader.detect().with(table), lines);
  }

  static double at(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }

  static TimeSeries only(CsvData data) {
    assertEquals(1, data.series().size());
    return data.series().series().get(0);
  }

  static void assertNoted(String note, CsvData data) {
    assertTrue(data.report().notes().contains(note), data.report().notes().toString());
    assertTrue(data.report().toString().contains(note));
  }

  @Test
  void linesBeforeTheHeaderAndUnitsUnderIt() {
    CsvData data =
        read(
            "Station Nord",
            "Alle Werte: vorläufig",
            "",
            "Zeitpunkt;Wind;Regen",
            "UTC;m/s;mm",
            "2024-01-01 00:00;5,5;0,1",
            "2024-01-01 01:00;6;0");
    assertEquals(List.of("Wind", "Regen"), data.series().channels());
    assertEquals(5.5, only(data).value(0, 0));
    assertNoted("2 lines before the header passed over", data);
    assertNoted("1 row of units or types passed over", data);
    assertNoted("times by their content in Zeitpunkt", data);
  }

  @Test
  void headersInComments() {
    CsvData data =
        read(
            "# data of a buoy",
            "#YY MM DD hh  WSPD GST",
            "#yr mo dy hr m/s  m/s",
            "2024 01 02 03   5.5  6",
            "2024 01 02 04   MM   7");
    assertEquals(List.of("WSPD", "GST"), data.series().channels());
    assertEquals(at("2024-01-02T03:00:00Z"), only(data).firstTime());
    assertTrue(Double.isNaN(only(data).value(1, 0)));
    CsvData one = read("# STN,YYYYMMDD,  TG,   TN", "  260,20240131,   61,   35");
    assertEquals(at("2024-01-31T00:00:00Z"), only(one).firstTime());
    assertEquals(35, only(one).value(0, one.series().channel("TN")));
  }

  @Test
  void commentsAmongTheRows() {
    CsvData data = read("time,x", "1,5", "# the pump was off", "2,6");
    assertEquals(2, only(data).length());
    assertNoted("1 comment lines among the rows", data);
    CsvData ids = read("id,time,x", "#7,1,5", "#8,1,6");
    assertEquals(2, ids.series().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"|", "\t", ";", "  ", " \t"})
  void delimiters(String delimiter) {
    CsvData data =
        read(
            "t,x,y".replace(",", delimiter),
            "2024-01-01,1,2".replace(",", delimiter),
            "2024-01-02,3,4".replace(",", delimiter));
    assertEquals(List.of("x", "y"), data.series().channels());
    assertEquals(4, only(data).value(1, 1));
  }

  @Test
  void tablesWithoutHeader() {
    TableOptions bare = TableOptions.defaults().withoutHeader();
    CsvData data = read(bare, "2024-01-01,5,up", "2024-01-02,6,up");
    assertEquals(List.of("column2"), data.series().channels());
    assertEquals(2, only(data).length());
    assertNoted("left out: column3 is text, such as 'up'", data);
  }

  @Test
  void annotatedByInflux() {
    CsvData data =
        read(
            "#group,false,false,false,false,true,true",
            "#datatype,string,long,dateTime:RFC3339,double,string,string",
            "#default,_result,,,,,",
            ",result,table,_time,_value,_field,room",
            ",,0,2024-01-01T00:00:00Z,20.5,temp,hall",
            ",,1,2024-01-01T00:00:00Z,40,rh,hall",
            "",
            "#group,false,false,false,false,true,true",
            "#datatype,string,long,dateTime:RFC3339,double,string,string",
            "#default,_result,,,,,",
            ",result,table,_time,_value,_field,room",
            ",,2,2024-01-01T00:00:00Z,19,temp,attic");
    assertEquals(List.of("temp", "rh"), data.series().channels());
    assertEquals(20.5, data.series().get("hall").value(0, 0));
    assertEquals(19, data.series().get("attic").value(0, 0));
  }

  @Test
  void otherEncodings() throws IOException {
    String text = "time\tgröße\n2024-01-01\t1,5\n2024-01-02\t2\n";
    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      CsvData data = load(CsvReader.detect(), ("\uFEFF" + text).getBytes(charset));
      assertEquals(List.of("größe"), data.series().channels());
      assertEquals(1.5, only(data).value(0, 0));
    }
    CsvData latin = load(CsvReader.detect(), text.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of("größe"), latin.series().channels());
    assertNoted("1 lines are not UTF-8, read as Windows-1252", latin);
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(
            name.endsWith("/") ? new byte[0] : "time,x\n1,2\n".getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void oneFileInAZip() throws IOException {
    byte[] bytes = zip("a/", "a/b.csv");
    CsvData data = CsvReader.detect().load("t.zip", new ByteArrayInputStream(bytes));
    assertEquals(2, only(data).value(0, 0));
    assertEquals("t", only(data).id());
    assertEquals(bytes.length, data.report().file().bytes());
    assertRefused(
        "pumps.csv: found a zip with several files, b.csv and c.csv; expected one CSV file; unpack"
            + " it and name the files",
        CsvReader.detect(),
        zip("b.csv", "c.csv"));
    assertRefused(
        "pumps.csv: found a zip without a file; expected one CSV file; check the zip",
        CsvReader.detect(),
        zip("b/"));
  }

  @Test
  void idsAreFoundByContentWhereTimesRepeat() {
    CsvData data =
        read("day,place,x", "2024-01-01,N,1", "2024-01-01,S,2", "2024-01-02,N,3", "2024-01-02,S,4");
    assertEquals(3, data.series().get("N").value(1, 0));
    assertNoted("ids of the series in place, by its content", data);
    CsvData numbers =
        read(
            "day,station,x",
            "2024-01-01,7,1",
            "2024-01-01,8,2",
            "2024-01-02,7,3",
            "2024-01-02,8,4");
    assertEquals(4, numbers.series().get("8").value(1, 0));
    CsvData one = read("day,place,x", "2024-01-01,N,1", "2024-01-02,N,2");
    assertNoted("place repeats its texts: --id place makes them the series", one);
    assertEquals("pumps", only(one).id());
  }

  @Test
  void longTablesOfOtherNames() {
    CsvData data =
        read(
            "entity_id,state,last_changed",
            "volt,13.5,2024-01-01T00:00:00Z",
            "volt,unavailable,2024-01-01T01:00:00Z",
            "door,off,2024-01-01T00:00:00Z",
            "door,on,2024-01-01T02:00:00Z");
    assertEquals(Layout.LONG, data.report().layout());
    assertEquals(List.of("volt", "door"), data.series().channels());
    assertArrayEquals(
        new double[] {13.5, 0}, new double[] {only(data).value(0, 0), only(data).value(0, 1)});
    assertEquals(1, only(data).value(1, 1));
    assertNoted(
        "volt: 1 cells are no numbers and read as missing, first 'unavailable' in line 3; --strict"
            + " refuses them",
        data);
    CsvData stay = read("Time,Parameter,Value", "00:00,Age,54", "26:30,HR,73");
    assertEquals(95_400, only(stay).lastTime());
    CsvData numeric = read("time,parameter,value", "1,5,6");
    assertEquals(Layout.WIDE, numeric.report().layout());
  }

  @Test
  void unitsOfLoggers() {
    CsvData campbell =
        read(
            "\"TOA5\",\"CR1000\",\"7\",\"x\",\"y\"", "\"TIMESTAMP\",\"RECORD\",\"volt\"",
            "\"TS\",\"RN\",\"Volts\"", "\"\",\"\",\"Min\"",
            "\"2024-01-01 00:00:00\",1,12.5", "\"2024-01-01 00:01:00\",2,\"NAN\"");
    assertEquals(12.5, only(campbell).value(0, campbell.series().channel("volt")));
    CsvData usgs =
        read(
            "# some words",
            "site\tdatetime\tflow",
            "15s\t20d\t14n",
            "North\t2024-01-01 00:00\t15",
            "North\t2024-01-01 00:15\t16");
    assertEquals(16, only(usgs).value(1, 0));
  }

  @Test
  void whatSpreadsheetsLeaveBehind() {
    CsvData data = read("sep=;", "Datum;Wert", "2024-01-01;1,5", ";", "2024-01-02;2,5", ";");
    assertEquals(2, only(data).length());
    assertEquals(2.5, only(data).value(1, 0));
    assertNoted("2 rows of empty cells passed over", data);
    assertEquals(at("2024-01-01T00:00:00Z"), only(read("ts,x", "1704067200.0,1")).firstTime());
  }

  @Test
  void rowsWithACellMoreThanTheHeader() {
    CsvData ends = read("Datum,x,y", "2024-01-01,1,2,", "2024-01-02,3,4,");
    assertEquals(List.of("x", "y"), ends.series().channels());
    assertEquals(4, only(ends).value(1, 1));
    CsvData numbered = read("time value", "1 2024-01-01 5", "2 2024-01-02 6");
    assertEquals(6, only(numbered).value(1, 0));
    assertThrows(CsvException.class, () -> read("time,x", "2024-01-01,5,6", "2024-01-02,7,8"));
  }
}
