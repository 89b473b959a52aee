package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.at;
import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.CsvReaderTest.read;
import static io.anode4j.data.csv.CsvReaderTest.series;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.DuplicateTimes;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How texts are written: delimiters, quotes, line ends, times, compression; and what is said of it.
 */
class CsvTextTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void findsTheDelimiter(String delimiter) {
    SeriesSet set =
        read(
            "\"a,b;c\",series,time".replace(",s", delimiter + "s").replace(",t", delimiter + "t"),
            "1.5,x,3".replace(",", delimiter));
    assertEquals(List.of("a,b;c"), set.channels());
    assertEquals(1.5, set.get("x").value(0, 0));
  }

  @Test
  void takesAStatedDelimiter() {
    SeriesSet set =
        load(CsvReader.detect().withDelimiter('|'), "series|time|x,y,z,w", "a|1|2").series();
    assertEquals(List.of("x,y,z,w"), set.channels());
  }

  @Test
  void readsQuotedCellsWithDelimitersQuotesAndNewlines() {
    CsvData data =
        load(
            CsvReader.detect().withMaxBadRows(1),
            "series,time,x",
            "\"pump \"\"7\"\", hall\nnorth\" , 1 , \"2.5\"",
            "b,oops,1");
    assertEquals(2.5, data.series().get("pump \"7\", hall\nnorth").value(0, 0));
    assertEquals(4, data.report().refused().problems().get(0).line());
  }

  @Test
  void readsAnyLineEndAMarkAndBlankLines() {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String text =
          "\uFEFF"
              + end
              + "series,time,x"
              + end
              + end
              + "ä,1,2"
              + end
              + "ä,2,3"
              + end
              + end
              + "ä,z,3";
      CsvData data =
          load(CsvReader.detect().withMaxBadRows(1), text.getBytes(StandardCharsets.UTF_8));
      assertEquals(series("ä", at(1, 2), at(2), at(3)), data.series().get("ä"));
      assertEquals(7, data.report().refused().problems().get(0).line());
      assertEquals(
          2,
          load(CsvReader.detect(), text.replace("z", "9").getBytes(StandardCharsets.UTF_8))
                  .report()
                  .rows()
              - 1);
    }
  }

  @Test
  void readsEveryTimeFormat() {
    assertTimes("2020-01-01T00:00:00", 1577836800, "2020-01-01T12:00:00", "2020-01-01");
    assertTimes("2020-01-01 00:00", 1577836800, "2020-01-01 12:00", "2020-01-01");
    assertTimes(
        "2020-01-01T00:00:00+01:00", 1577833200, "2020-01-01T12:00:00+01:00", "2020-01-01T11:00Z");
    assertTimes("1577836800", 1577836800, "1577880000", "1577836800.5");
    assertTimes("1577836800000", 1577836800, "1577880000000", "1577836800500");
  }

  private static void assertTimes(String first, double seconds, String later, String... more) {
    SeriesSet set =
        read("series,timestamp,x", "a," + first + ",1", "a," + later + ",2", "b," + more[0] + ",3");
    assertTrue(set.timeFormat().isDated());
    assertEquals(seconds, set.get("a").firstTime());
    assertEquals(43_200, set.get("a").lastTime() - seconds);
    assertEquals(first, set.timeFormat().format(set.get("a").firstTime()));
    assertEquals(1, set.get("b").length());
  }

  @Test
  void takesAStatedTimeFormat() {
    SeriesSet set =
        load(
                CsvReader.detect().withTimeFormat(TimeFormat.epochMillis()),
                "series,time,x",
                "a,1500,1")
            .series();
    assertEquals(1.5, set.get("a").firstTime());
  }

  @Test
  void readsCompressedFilesByTheirName() throws IOException {
    Path file = folder.resolve("Hall 7.csv.GZ");
    byte[] first = "time,x\n1,2\n".getBytes(StandardCharsets.UTF_8);
    byte[] second = "2,3\n".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] member : List.of(first, second)) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(member);
      }
    }
    Files.write(file, bytes.toByteArray());
    CsvData data = CsvReader.detect().load(file);
    assertEquals(series("Hall 7", at(1, 2), at(2), at(3)), data.series().series().get(0));
    assertEquals(bytes.size(), data.report().file().bytes());
  }

  @Test
  void digestsTheFileWhileReading() throws IOException {
    Path file = folder.resolve("x.csv");
    Files.writeString(file, "time,x\n1,2\n");
    ReadReport report = CsvReader.detect().load(file).report();
    // printf 'time,x\n1,2\n' | sha256sum
    assertEquals(
        "d1428dc5c45b3a586759765ff62bb12c1b75a2dccc39c15eb2215e2ade4d40f8", report.file().sha256());
    assertEquals(11, report.file().bytes());
    assertEquals(List.of("x"), CsvReader.detect().read(file).channels());
  }

  @Test
  void reportsWhatItDid() {
    CsvReader reader = CsvReader.detect().withMaxBadRows(5).where("site", "N");
    CsvData data =
        load(
            reader,
            "series,time,x,y,site,label_a",
            "a,2,1,2,N,0",
            "a,1,1,,N,0",
            "a,1,3,,N,0",
            "a,1,2,,S,0",
            "a,3,,,N,0",
            "a,9,zzz,,N,0");
    assertEquals(
        """
        pumps.csv: 6 rows, 1 series, 2 channels (x, y); wide layout, times in plain numbers
        3 values; 25.0 % missing at the times there are
        changed: 2 rows sorted into the order of time, 1 values merged with others of the same time\
         (mean), 1 rows without any value left out
        not asked for: 1 rows, columns label_a
        refused: 1 rows; first: pumps.csv, line 7, column x: found 'zzz'; expected a number, or an\
         empty cell for a missing value; mend the cell, or choose other columns with --channels\
        """,
        data.report().toString());
  }

  /** Counts of one moment whose mean is no count would silently cease to be counts. */
  @Test
  void saysWhereAMeanMadeFractionsOfWholeNumbers() {
    String said = "1 whole numbers of the same time have a mean that is none";
    String[] rows = {"time,x", "1,1", "1,2", "2,3", "2,5", "3,0.5", "3,1"};
    assertTrue(load(CsvReader.detect(), rows).report().toString().contains(said));
    CsvReader last = CsvReader.detect().withDuplicates(DuplicateTimes.LAST);
    assertFalse(load(last, rows).report().toString().contains("whole numbers"));
  }

  @Test
  void reportsShortlyWhatNeededNothing() {
    CsvData data =
        load(CsvReader.detect(), "time,a,b,c,d,e,f,g,h,i", "2020-01-01,1,2,3,4,5,6,7,8,9");
    assertEquals(
        """
        pumps.csv: 1 rows, 1 series, 9 channels (a, b, c, d, e, f, g, h, …); wide layout, times in\
         ISO-8601 like 2020-12-31
        9 values; 0.0 % missing at the times there are\
        """,
        data.report().toString());
    assertFalse(data.report().toString().endsWith("\n"));
  }

  @Test
  void readsManyRowsOfManySeries() {
    StringBuilder text = new StringBuilder("series,time,x,y\n");
    int rows = 30_000;
    for (int i = 0; i < rows; i++) {
      text.append('s')
          .append(i % 7)
          .append(',')
          .append(i)
          .append(',')
          .append(i * 0.5)
          .append(",\n");
    }
    SeriesSet set =
        load(CsvReader.detect(), text.toString().getBytes(StandardCharsets.UTF_8)).series();
    assertEquals(7, set.size());
    assertEquals(rows, set.observedCount());
    for (TimeSeries series : set) {
      for (int i = 0; i < series.length(); i++) {
        assertEquals(series.time(i) * 0.5, series.value(i, 0));
      }
    }
    assertArrayEquals(new double[] {0, 7, 14}, set.get("s0").slice(0, 3).times());
  }
}
