package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.TablesAsTheyAreTest.assertNoted;
import static io.anode4j.data.csv.TablesAsTheyAreTest.only;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates in one number, as tables of fixed columns have them, alone and beside an hour. */
class ShortDatesTest {
  private static final String SAID = "years of two digits are those from 1970 to 2069";

  /** The ends of years, leap years and centuries. */
  @ParameterizedTest
  @CsvSource({
    "YYMMDD, yyMMdd, HH, H", "YYMMDD, yyMMdd, hour, HH", "date, yyMMdd, HHMM, HHmm",
    "YYDDD, yyDDD, HH, HH", "YRDOY, yyDDD, HHMM, HHmm", "YYYYDDD, yyyyDDD, HR, H",
    "date, yyyyDDD, time, HHmmss"
  })
  void anyMomentComesBack(String date, String day, String time, String clock) {
    for (int start = 1971; start < 2068; start += 3) {
      List<String> lines = new ArrayList<>(List.of(date + " " + time + " v"));
      double[] times = new double[60];
      for (int i = 0; i < times.length; i++) {
        LocalDateTime next = LocalDateTime.of(start, 12, 26, 13, 0).plusHours(4L * i);
        times[i] = next.toEpochSecond(ZoneOffset.UTC);
        lines.add(written(next, day) + " " + written(next, clock) + " 1.5");
      }
      CsvData data = read(lines.toArray(String[]::new));
      assertArrayEquals(times, only(data).times(), lines.get(1));
      assertEquals(!day.startsWith("yyyy"), data.report().notes().contains(SAID));
      assertNoted("times put together from " + date + "+" + time, data);
    }
  }

  private static String written(LocalDateTime time, String pattern) {
    return time.format(DateTimeFormatter.ofPattern(pattern));
  }

  @Test
  void theyStandAlone() {
    CsvData data = read("YYDDD,v", "99365,1", "00001,2");
    assertEquals(86_400, only(data).lastTime() - only(data).firstTime());
    assertEquals("yyDDD", data.series().timeFormat().name());
    assertNoted(SAID, data);
    CsvData padded = read("DATE,SRAD", "07001,4.7", "07002,9.0");
    assertEquals("yyDDD", padded.series().timeFormat().name());
    assertEquals("excel-days", read("DATE,v", "45292,1", "45293,2").series().timeFormat().name());
  }

  /** What was found may be stated again, and is read alike. */
  @Test
  void statedAgain() {
    String[] lines = {"YYMMDD,HH,v", "891101,0,1", "891101,1,2", "891102,24,3"};
    CsvData data = read(lines);
    CsvReader stated =
        CsvReader.detect().withTimeColumn("YYMMDD+HH").withTimeFormat(data.series().timeFormat());
    assertArrayEquals(only(data).times(), only(load(stated, lines)).times());
  }

  /** Numbers that are no such days are not bent into some. */
  @ParameterizedTest
  @CsvSource({"YYDDD, 99366, 99367", "YYMMDD, 991301, 991302"})
  void othersAreNoDates(String name, String first, String second) {
    String[] lines = {name + ",HH,v", first + ",0,1", first + ",1,1", second + ",0,2"};
    String message = assertThrows(CsvException.class, () -> read(lines)).getMessage();
    assertTrue(message.contains("none of them a time column"), message);
    assertFalse(message.contains("year"), message);
  }
}
