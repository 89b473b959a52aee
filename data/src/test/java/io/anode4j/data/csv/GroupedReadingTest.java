package io.anode4j.data.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupedReadingTest {
  private static final String WIDE = "series,time,x,y\na,2,1,\na,1,2,3\nb,1,,\nc,1,5,6\nc,1,7,8\n";

  @TempDir Path folder;

  private static final class Kept implements SeriesSink {
    final List<TimeSeries> series = new ArrayList<>();
    List<String> channels = List.of();

    @Override
    public void begin(List<String> names, TimeFormat timeFormat) {
      assertTrue(series.isEmpty());
      channels = names;
    }

    @Override
    public void take(TimeSeries one) {
      series.add(one);
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }

  @Test
  void seriesAndReportAreThoseOfTheWholeReading() throws IOException {
    Path file = file(WIDE);
    Kept kept = new Kept();
    ReadReport report = CsvReader.detect().readEach(file, kept);
    CsvData whole = CsvReader.detect().load(file);
    assertEquals(whole.report(), report);
    assertEquals(whole.series().series(), kept.series);
    assertEquals(whole.series().channels(), kept.channels);
  }

  @Test
  void theLongLayoutNeedsItsChannelsStated() throws IOException {
    Path file = file("series,time,channel,value\na,1,x,2\na,1,y,3\nb,1,y,4\n");
    CsvReader stated = CsvReader.detect().withChannels(List.of("y", "x"));
    Kept kept = new Kept();
    stated.readEach(file, kept);
    assertEquals(stated.read(file).series(), kept.series);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> CsvReader.detect().readEach(file, new Kept()))
            .getMessage();
    assertTrue(message.contains("withChannels"), message);
  }

  @Test
  void rowsThatStandApartAreRefusedWithTheirLine() throws IOException {
    Path file = file("series,time,x\na,1,2\nb,1,3\na,2,4\n");
    Kept kept = new Kept();
    String message =
        assertThrows(NotGroupedException.class, () -> CsvReader.detect().readEach(file, kept))
            .getMessage();
    assertTrue(message.contains("line 4") && message.contains("'a'"), message);
    assertEquals(List.of("a", "b"), kept.series.stream().map(TimeSeries::id).toList());
  }

  @Test
  void problemsAreThoseOfTheWholeReading() throws IOException {
    Path file = file("series,time,x\na,1,2\nb,1,three\n");
    CsvReader strict = CsvReader.detect().with(TableOptions.defaults().strictly());
    String whole = assertThrows(CsvException.class, () -> strict.load(file)).getMessage();
    String each =
        assertThrows(CsvException.class, () -> strict.readEach(file, new Kept())).getMessage();
    assertEquals(whole, each);
  }
}
