package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.Refusals.assertRefused;
import static io.anode4j.data.csv.TablesAsTheyAreTest.assertNoted;
import static io.anode4j.data.csv.TablesAsTheyAreTest.only;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time that has elapsed, in plain numbers: under which names, and with a decimal comma. */
class ElapsedNumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ZEIT",
        "Zeit [s]",
        "Zeit in s",
        "tid",
        "Tid (s)",
        "temps",
        "czas",
        "Tiempo",
        "SECS",
        "seconds",
        "Elapsed",
        "elapsed_time",
        "Time (s)",
        "t",
        "время"
      })
  void areFoundByTheirNames(String name) {
    CsvData data = read(name + ";v", "0;7", "0,5;6", "1;5", "1,25;4", "2;3");
    assertArrayEquals(new double[] {0, 0.5, 1, 1.25, 2}, only(data).times());
    assertEquals(TimeFormat.number(), data.series().timeFormat());
    assertNoted("times by their name in " + name, data);
    assertNoted("the comma is the decimal point of the times", data);
  }

  /** Temperatures that were called {@code temps}, a tempo: what goes up and down is no time. */
  @ParameterizedTest
  @ValueSource(strings = {"temps", "Tempo", "elapsed", "secs"})
  void whatDoesNotGoOnIsNone(String name) {
    String[] lines = {name + ",v", "12.5,7", "11.5,6", "14,5", "12,4", "13,3"};
    String message = assertThrows(CsvException.class, () -> read(lines)).getMessage();
    assertTrue(message.contains("none of them a time column"), message);
  }

  /** Whatever the numbers, however many digits they have, and how the others are written. */
  @Test
  void anyDecimalCommaComesBack() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 200; round++) {
      int digits = 1 + random.nextInt(6);
      double[] times = new double[20];
      List<String> lines = new ArrayList<>(List.of("time;flow"));
      for (int i = 0; i < times.length; i++) {
        double next = i == 0 ? 0.5 : times[i - 1] + random.nextInt(1, 2000) / 1000.0;
        String text = String.format(Locale.ROOT, "%." + digits + "f", next + Math.pow(10, -digits));
        times[i] = Double.parseDouble(text);
        lines.add(text.replace('.', ',') + (round % 2 == 0 ? ";1.5" : ";1,5"));
      }
      assertArrayEquals(times, only(read(lines.toArray(String[]::new))).times());
    }
  }

  /** Three digits behind every comma: the order of the rows or the other columns tell. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "998;1.5 | 999;1.5 | 1,000;2.5 | 1000",
        "1,000;0,5 | 1,125;0,25 | 1,250;0,5 | 1.25",
        "1,000;1 | 1,500;2 | 2,000;3 | --",
      })
  void thousandsAreToldApart(String first, String second, String third, String last) {
    String[] lines = {"time;v", first, second, third};
    if (!last.equals("--")) {
      assertEquals(Double.parseDouble(last), only(read(lines)).lastTime());
      return;
    }
    assertRefused(
        "pumps.csv, column time: found times such as '1,000'; expected one that shows whether the"
            + " comma is the decimal point or stands between thousands; say so with --decimal , or"
            + " --decimal .",
        lines);
    TableOptions options = TableOptions.defaults();
    assertEquals(2, only(read(options.withDecimal(','), lines)).lastTime());
    assertEquals(2000, only(read(options.withDecimal('.'), lines)).lastTime());
  }

  /** A point after so many commas may stand between thousands. */
  @Test
  void aPointAmongCommasIsRefused() {
    List<String> lines = new ArrayList<>(List.of("time;v"));
    for (int i = 0; i < 1100; i++) {
      lines.add(i + ",5;1");
    }
    lines.add("1.200;1");
    assertRefused(
        "pumps.csv, line 1102: found the time '1.200' in column time; expected a decimal comma, as"
            + " other times have it, and no point; write all times in one way",
        lines.toArray(String[]::new));
  }

  /** The command line that repeats the reading does. */
  @Test
  void statedNumbersAreReadAlike() {
    String[] lines = {"timestamp;ECG", "1;-819.2", "1,125;-802.816", "1,25;-802.816"};
    CsvReader stated =
        CsvReader.detect().withTimeColumn("timestamp").withTimeFormat(TimeFormat.number());
    assertEquals(1.25, only(load(stated, lines)).lastTime());
    assertEquals(-802.816, only(read(lines)).value(2, 0));
  }
}
