package io.anode4j.data.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvWriterTest {
  private static final double NAN = Double.NaN;

  @TempDir Path folder;

  private static String text(CsvWriter writer, SeriesSet set) throws IOException {
    StringWriter text = new StringWriter();
    writer.write(set, text);
    return text.toString();
  }

  @Test
  void writesBothLayouts() throws IOException {
    SeriesSet set =
        new SeriesSet(
            List.of("flow", "a \"b\", c"),
            List.of(
                TimeSeries.of(
                    "p,7", new double[] {0, 43_200}, new double[][] {{1.5, NAN}, {-0.0, 1e-9}}),
                TimeSeries.empty("none", 2)),
            TimeFormat.isoDate(),
            "test");
    assertEquals(
        """
        series,time,flow,"a ""b"", c"
        "p,7",1970-01-01,1.5,
        "p,7",1970-01-01T12:00,-0.0,1E-9
        """,
        text(CsvWriter.wide(), set));
    assertEquals(
        """
        series,time,channel,value
        "p,7",1970-01-01,flow,1.5
        "p,7",1970-01-01T12:00,flow,-0.0
        "p,7",1970-01-01T12:00,"a ""b"", c",1E-9
        """,
        text(CsvWriter.longLayout(), set));
  }

  @ParameterizedTest
  @CsvSource({
    "WIDE, number, x.csv",
    "LONG, number, x.csv.gz",
    "WIDE, 2020-12-31T23:59:59, x.csv.gz",
    "LONG, 2020-12-31 23:59+02:00, x.csv",
    "WIDE, epoch-millis, x.csv"
  })
  void whatIsWrittenIsReadBackToTheBit(Layout layout, String format, String name)
      throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    TimeFormat times = TimeFormat.of(format);
    TimeSeries[] series = new TimeSeries[5];
    for (int s = 0; s < series.length; s++) {
      double[] at = new double[200];
      double[][] values = new double[at.length][3];
      double time = times.isDated() ? 1_600_000_000 : -3;
      for (int i = 0; i < at.length; i++) {
        time += times.isDated() ? 1 + random.nextInt(100_000_000) / 1e3 : random.nextDouble();
        at[i] = times.isDated() ? Math.rint(time * 1000) / 1000 : time;
        values[i][0] = random.nextGaussian();
        values[i][1] =
            random.nextInt(3) == 0
                ? NAN
                : Math.scalb(random.nextDouble(), random.nextInt(-900, 900));
        values[i][2] = random.nextInt(3) == 0 ? NAN : random.nextInt(-5, 5);
      }
      series[s] = TimeSeries.of("series " + s + (s == 3 ? "\n\"" : ""), at, values);
    }
    SeriesSet set = new SeriesSet(List.of("a", "b", "c;"), List.of(series), times, name);
    Path file = folder.resolve(name);
    new CsvWriter(layout).write(set, file);
    CsvData back = CsvReader.detect().withTimeFormat(times).load(file);
    assertEquals(set.series(), back.series().series());
    assertEquals(layout, back.report().layout());
    byte[] once = Files.readAllBytes(file);
    assertEquals(name.endsWith(".gz"), once[0] == 0x1F);
    new CsvWriter(layout).write(back.series(), file);
    assertArrayEquals(once, Files.readAllBytes(file));
    assertTrue(back.report().file().bytes() == once.length);
  }
}
