package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSummary;
import io.anode4j.data.TimeSeries;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as people write them, what stands for none, and columns that are none. */
class CellsAsTheyAreTest {
  private static CsvData read(String... lines) {
    return load(CsvReader.detect(), lines);
  }

  private static double cell(String... cells) {
    String[] lines = new String[cells.length + 1];
    lines[0] = "time;x";
    for (int i = 0; i < cells.length; i++) {
      lines[i + 1] = i + ";" + cells[i];
    }
    TimeSeries series = load(CsvReader.detect(), lines).series().series().get(0);
    return series.value(0, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,5 | 1.5",
        "-0,125 | -0.125",
        "1.234,5 | 1234.5",
        "1.234.567,25 | 1234567.25",
        "1,234.5 | 1234.5",
        "1,234,567 | 1234567",
        "27,379.8 | 27379.8",
        "1 234,5 | 1234.5",
        "1'234.5 | 1234.5",
        "44.97K | 44970",
        "1.5M | 1500000",
        "2B | 2000000000",
        "12.3 °C | 12.3",
        "100 kWh | 100",
        "300 K | 300",
        "1.71% | 1.71",
        "$1,234.50 | 1234.5",
        "−3.5 | -3.5",
        "1.5e3 W | 1500",
        "true | 1",
        "OFF | 0",
        "yes | 1"
      })
  void numbers(String text, double value) {
    assertEquals(value, cell(text));
  }

  @Test
  void oneCellSaysWhatTheCommaIsForTheWholeFile() {
    assertEquals(1.234, cell("1,234", "0,5"));
    assertEquals(1234, cell("1,234", "1,234.5"));
    assertEquals(1234, cell("1.234", "0,5"));
    assertEquals(1234, cell("1,234", "0.5"));
    assertEquals(1.234, cell("1.234", "0.5"));
  }

  @Test
  void aCommaThatNoCellExplainsIsAskedFor() {
    assertRefused(
        "pumps.csv: found numbers such as '1,234'; expected one that shows whether the comma is the"
            + " decimal point or stands between thousands; say so with --decimal , or --decimal .",
        "time;x",
        "1;1,234");
    for (char decimal : new char[] {',', '.'}) {
      CsvReader told = CsvReader.detect().with(TableOptions.defaults().withDecimal(decimal));
      assertEquals(
          decimal == ',' ? 1.234 : 1234,
          load(told, "time;x", "1;1,234").series().series().get(0).value(0, 0));
    }
    assertThrows(IllegalArgumentException.class, () -> TableOptions.defaults().withDecimal(';'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12:30", "1.2.3", "12 apples and pears", "1,2,3", "abc", "5-7", "1f", "12/5"})
  void noNumbers(String text) {
    CsvData data = read("time;x", "1;5", "2;" + text);
    assertEquals(1, data.series().observedCount());
    assertTrue(
        data.report().notes().get(0).startsWith("x: 1 cells are no numbers and read as missing"),
        data.report().notes().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "-", "--", "#N/A", "\\N", "<NA>", "n.a.", "MM", ".", "NaT", "–"})
  void missingValuesOfManyPrograms(String text) {
    CsvData data = read("time;x", "1;5", "2;" + text);
    assertEquals(1, data.series().observedCount());
    assertEquals(List.of(), data.report().notes());
  }

  @Test
  void statedMissingNumbersInAnyNotation() {
    CsvReader reader = CsvReader.detect().withMissing("-999", "unavailable");
    CsvData data =
        load(reader, "time,x,y", "1,-999.0,-999", "2,1,2", "3,-9.99e2,unavailable", "4,1,-99.9");
    assertEquals(2, data.series().series().get(0).observedCount(0));
    assertEquals(2, data.series().series().get(0).observedCount(1));
    CsvReader one = CsvReader.detect().with(TableOptions.defaults().withMissing("y", "99"));
    CsvData column = load(one, "time,x,y", "1,99,99.00", "2,1,2");
    assertEquals(2, column.series().series().get(0).observedCount(0));
    assertEquals(1, column.series().series().get(0).observedCount(1));
  }

  @Test
  void whatIsStrippedIsSaid() {
    List<String> notes =
        read("time;a;b;c;d", "1;5 °C;5%;$5;on", "2;6 °C;6%;$6;off").report().notes();
    assertEquals(
        List.of(
            "a: '°C' stripped",
            "b: '%' stripped",
            "c: currency stripped",
            "d: on and off (or true and false, yes and no) are 1 and 0"),
        notes);
    assertEquals(
        List.of("v: K, M and B are thousands, millions and billions"),
        read("time;v", "1;5K", "2;6M").report().notes());
  }

  @Test
  void aForeignUnitIsNoNumberOfTheColumn() {
    CsvData data = read("time;a", "1;5 °C", "2;6 °C", "3;43 °F");
    assertEquals(2, data.series().observedCount());
  }

  @Test
  void textsAndOtherTimesAreNoChannels() {
    CsvData data =
        read(
            "open_time,x,close_time,note",
            "1704067200000,1,1704067259999,ok",
            "1704067260000,2,1704067319998,good");
    assertEquals(List.of("x"), data.series().channels());
    assertEquals(List.of("close_time", "note"), data.report().passedOver().columns());
    CsvReader keep =
        CsvReader.detect().with(TableOptions.defaults().keeping(List.of("close_time")));
    assertEquals(
        List.of("x", "close_time"),
        load(keep, "time,x,close_time", "2024-01-01,1,1704067259999").series().channels());
  }

  private static String[] rows(int count) {
    String[] lines = new String[count + 1];
    lines[0] = "time,x,row,constant,epoch,empty,datenum";
    for (int i = 0; i < count; i++) {
      lines[i + 1] =
          "2024-01-%02d,%d,%d,5,%d,,%d"
              .formatted(
                  i + 1, i * i % 7, i + 1, 1704067200 + 86_400L * i + 59, 739252 + 2 * i / 2);
    }
    return lines;
  }

  @Test
  void idleColumnsAreLeftOutWithALineUnlessKept() {
    CsvData data = read(rows(12));
    assertEquals(List.of("x"), data.series().channels());
    assertEquals(
        List.of(
            "left out: datenum has other times, such as '739252'",
            "left out: row counts the rows; --keep row keeps it",
            "left out: constant is always the same number; --keep constant keeps it",
            "left out: epoch is another clock beside the time; --keep epoch keeps it",
            "left out: empty has no number; --keep empty keeps it"),
        data.report().notes());
    CsvReader keep =
        CsvReader.detect().with(TableOptions.defaults().keeping(List.of("row", "constant")));
    assertEquals(List.of("x", "row", "constant"), load(keep, rows(12)).series().channels());
    assertEquals(5, read(rows(9)).series().channels().size());
  }

  @Test
  void namedChannelsStayWhateverTheyHold() {
    CsvReader named = CsvReader.detect().withChannels("constant", "row");
    assertEquals(List.of("constant", "row"), load(named, rows(12)).series().channels());
  }

  @Test
  void suspiciousNumbersAreNamed() {
    CsvData data =
        read(
            "time,a,b,c,d",
            "1,-999,5,99.9,-1",
            "2,3,5.5,1,-1",
            "3,-999,6,2,-1",
            "4,4,6.5,99.9,3",
            "5,5,100,3,4");
    assertEquals(
        List.of(
            "-999 in a, 2 times, may stand for missing values: --missing a=-999",
            "99.9 in c, 2 times, may stand for missing values: --missing c=99.9",
            "-1 in d, 3 times, may stand for missing values: --missing d=-1"),
        SeriesSummary.of(data.series()).warnings());
  }

  /** A fill value or a slip is beyond anything that is measured, even once. */
  @Test
  void absurdNumbersAreNamedAtTheFirst() {
    CsvData data = read("time,a,b", "1,1e30,5", "2,3,5.5", "3,4,6", "4,4,600000");
    assertEquals(
        List.of(
            "1E+30 in a, once and far beyond all others, may stand for missing values: --missing"
                + " a=1E+30"),
        SeriesSummary.of(data.series()).warnings());
  }
}
