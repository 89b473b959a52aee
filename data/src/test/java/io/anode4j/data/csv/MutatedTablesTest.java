package io.anode4j.data.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.anode4j.data.DateOrder;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.SeriesSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;

/**
 * Tables of all kinds with bytes and lines changed at random: read or refused in words, never
 * anything else. More of them by {@code -Danode4j.tables=1000000}.
 */
class MutatedTablesTest {
  private static final String PIECES = "0123456789.,;:-/ \t\n\r\"#|%?TZKM+eE'°é\0";

  private static final List<String> TABLES =
      List.of(
          "time,x,y\n2024-01-01,1,2\n2024-01-02,3,4\n",
          "Date;Time;a;b;;\n31/12/2023;18.00.00;2,6;-200;;\n1/1/2024;19.00.00;2;1.234,5;;\n",
          "#YY MM DD hh mm WDIR\n#yr mo dy hr mn deg\n2024 01 02 03 04 99\n2024 01 02 03 05 MM\n",
          "id,time,channel,value\na,00:00,HR,5\na,26:30,HR,?\n",
          "Land,1/22/20,1/23/20,1/24/20\nChad,0,1,2\nMali,3,4,5\n",
          "YEAR JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC\n1900 1 2 3 4 5 6 7 8 9 10 11 12\n",
          "#group,false,true\n#datatype,dateTime:RFC3339,double\n,_time,_value\n,2024-01-01T00:00:00Z,5\n",
          "entity_id,state,last_changed\nvolt,13.5,2024-01-01T00:00:00Z\nvolt,off,2024-01-01T01:00:00Z\n",
          "\"time\",\"temp\"\n\"2024-01-01 00:00:00 UTC\",\"12.3 °C\"\n\"1 Jan 2024 05:06 PM\",\"5%\"\n",
          "t|v|w\n20240131|44.97K|on\n20240201|1'234.5|off\n",
          "Titel\n\nMois,v\nUTC,m/s\n2004-01,100\n2004-02,$7\n",
          "open_time,close_time,x\n1704067200000,1704067259999,1\n1704067260000,1704067319999,2\n",
          "t,x\n2024-W01,1\n2024-W02-3,2\n2024-Q1,3\n10/Oct/2000:13:55:36 -0700,4\n",
          "t,x\n31.01.2024 00:15-00:30,1\n31.01.2024 00:30-00:45,2\n",
          "Date,x\n45292,1\n45292.041666667,(2)\nTotal,3\nEnd of file\n",
          "id|ts|v\n---+---+---\n1|01022024|5-\n2|31012024|6\n(2 rows)\n",
          "***End_of_Header***\nX_Value\tU\tComment\n0.0\t1\n0.1\t2\nX_Value\tU\n",
          "Date,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24\n2024-01-01"
              + ",7".repeat(24)
              + "\n",
          "rownames,time,value,x,x\n1,1960,5,1,2\n2,1960.25,6,1,2\n3,1960.5,7,1,2\n4,1960.75,8,1,2\n",
          "Site A,CR1000,,,\nDate,HE,SettlementPeriod,rain,T\n,,,mm,C\n2024-01-31,1,1,0,5\n",
          "2019  56  2 25  0  0  0.000  79.30\n2019  56  2 25  0  1  0.017  79.49\n",
          "stamp,a,b\nSun Jun 11 07:34:09 PDT 2017,1,\nThu Jun  1 07:34:09 2017,2\nQ3 2019,3,\n",
          "day,time,Seas,year,x\n346,2350,DJF,1950,1\n347,0,JFM,1950,2\n347,10,FMA,1951,3\n",
          "Year,Month,Week,x\n2024,March,9,1\n2024,April,14,2\n,,,9\n");

  private static byte[] mutated(SplittableRandom random) {
    StringBuilder text = new StringBuilder(TABLES.get(random.nextInt(TABLES.size())));
    for (int changes = 1 + random.nextInt(6); changes > 0 && text.length() > 1; changes--) {
      int at = random.nextInt(text.length());
      char piece = PIECES.charAt(random.nextInt(PIECES.length()));
      switch (random.nextInt(5)) {
        case 0 -> text.setCharAt(at, piece);
        case 1 -> text.insert(at, piece);
        case 2 -> text.deleteCharAt(at);
        case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 9)));
        default -> text.insert(at, TABLES.get(random.nextInt(TABLES.size())).substring(0, 12));
      }
    }
    return switch (random.nextInt(12)) {
      case 0 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
      case 1 -> text.toString().getBytes(StandardCharsets.ISO_8859_1);
      default -> text.toString().getBytes(StandardCharsets.UTF_8);
    };
  }

  private static CsvReader reader(SplittableRandom random) {
    TableOptions table = TableOptions.defaults();
    table = random.nextInt(6) == 0 ? table.withoutHeader() : table;
    table = random.nextInt(6) == 0 ? table.strictly() : table;
    table = random.nextInt(6) == 0 ? table.withZone(ZoneId.of("Europe/Berlin")) : table;
    table = random.nextInt(3) == 0 ? table.withDates(DateOrder.DMY) : table;
    CsvReader reader = CsvReader.detect().with(table);
    return random.nextInt(3) == 0 ? reader.withMaxBadRows(9) : reader;
  }

  /** Plain numbers that all are seconds, milli-, micro- or nanoseconds of our time, or days. */
  private static void assertNoDates(CsvData data) {
    SeriesSet set = data.series();
    if (set.timeFormat().isDated()) {
      return;
    }
    double[] times = set.series().stream().flatMapToDouble(s -> Arrays.stream(s.times())).toArray();
    if (times.length == 0 || times.length < data.report().rows()) {
      return; // some rows were something else
    }
    for (double unit : new double[] {1, 1e3, 1e6, 1e9}) {
      boolean epoch =
          Arrays.stream(times).allMatch(t -> 631_152_000 * unit <= t && t < 4_102_444_800.0 * unit);
      assertFalse(epoch, () -> "numbers, not dates: " + Arrays.toString(times));
    }
    boolean days =
        Arrays.stream(times)
                .allMatch(t -> Long.toString((long) t).matches("20[0-3]\\d[01]\\d[0-2][1-9]"))
            && Arrays.stream(times)
                .allMatch(t -> (long) t / 100 % 100 >= 1 && (long) t / 100 % 100 <= 12);
    assertFalse(days, () -> "numbers, not dates: " + Arrays.toString(times));
  }

  private static boolean isRead(CsvReader reader, byte[] bytes) {
    try {
      CsvData data = reader.load("t.csv", new ByteArrayInputStream(bytes));
      assertFalse(data.report().toString().isEmpty());
      assertFalse(SeriesSummary.of(data.series()).table().isEmpty());
      assertNoDates(data);
      return true;
    } catch (CsvException e) {
      assertTrue(e.getMessage().contains("; expected "), e.getMessage());
      return false;
    } catch (RuntimeException e) {
      return fail(new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  @Test
  void mutatedTablesAreReadOrRefused() {
    int tables = Integer.getInteger("anode4j.tables", 3000);
    SplittableRandom random = new SplittableRandom(Long.getLong("anode4j.seed", 11));
    int read = 0;
    for (int i = 0; i < tables; i++) {
      byte[] bytes = mutated(random);
      CsvReader reader = reader(random);
      read +=
          assertTimeoutPreemptively(Duration.ofSeconds(20), () -> isRead(reader, bytes)) ? 1 : 0;
    }
    assertTrue(read > tables / 20, read + " of " + tables + " were read");
  }

  /** Splitting lines by hand gives what the parser gives. */
  @Test
  void linesWithoutQuotesAreSplitAsTheParserSplitsThem() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2000; i++) {
      StringBuilder line = new StringBuilder("x");
      for (int k = random.nextInt(20); k > 0; k--) {
        line.append("ab1 ,;\t.'".charAt(random.nextInt(9)));
      }
      var format =
          CSVFormat.Builder.create().setDelimiter(',').setIgnoreSurroundingSpaces(true).get();
      try (var parser = CSVParser.parse(line.toString(), format)) {
        List<String> expected = parser.iterator().next().toList();
        char[] chars = line.toString().toCharArray();
        assertEquals(expected, LineCells.plain(chars, 0, chars.length, ',', 3), line.toString());
      }
    }
  }
}
