package io.anode4j.data.bundled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.SeriesSummary;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundledDataTest {
  private static final double DAY = 86_400;

  @TempDir Path folder;

  @Test
  void theBayHasSixStationsAtIrregularTimes() {
    SeriesSet bay = BundledData.SAN_FRANCISCO_BAY.load();
    assertEquals(6, bay.size());
    assertEquals(List.of("temperature", "salinity", "oxygen", "chlorophyll"), bay.channels());
    TimeSeries bridge = bay.get("Bay Bridge");
    assertEquals("1985-01-23T11:20", bay.timeFormat().format(bridge.firstTime()));
    assertArrayEquals(new double[] {Double.NaN, 28.36, Double.NaN, 4.5}, bridge.row(0));
    SeriesSummary summary = SeriesSummary.of(bay);
    assertEquals(2116, bay.series().stream().mapToInt(TimeSeries::length).sum());
    assertTrue(summary.gaps().max() > 7 * summary.gaps().median(), summary.table());
    assertEquals(List.of(), summary.warnings());
  }

  @Test
  void theWeatherIsHourlyWithGaps() {
    SeriesSet weather = BundledData.NEW_YORK_WEATHER.load();
    assertEquals(List.of("temperature", "dewpoint", "wind", "pressure"), weather.channels());
    TimeSeries kennedy = weather.get("JFK");
    assertEquals(8706, kennedy.length());
    assertEquals("2013-01-01T06:00Z", weather.timeFormat().format(kennedy.firstTime()));
    SeriesSummary summary = SeriesSummary.of(weather);
    assertEquals(3600, summary.gaps().median());
    assertEquals(6 * 3600, summary.gaps().max());
    assertEquals(0.1, summary.channels().get(3).missing(), 0.01);
    assertEquals(101_724, weather.observedCount());
  }

  @Test
  void carbonDioxideHasGapsAndRises() {
    SeriesSet air = BundledData.MAUNA_LOA_CO2.load();
    TimeSeries series = air.get("mauna-loa-co2");
    assertEquals(2225, series.length());
    assertEquals(316.1, series.value(0, 0));
    assertEquals("2001-12-29", air.timeFormat().format(series.lastTime()));
    assertEquals(371.5, series.value(2224, 0));
    assertEquals(7 * DAY, SeriesSummary.of(air).gaps().median());
    assertTrue(SeriesSummary.of(air).gaps().max() > 100 * DAY);
  }

  @ParameterizedTest
  @EnumSource
  void everySetSaysWhatItIsAndIsTheFileThatCanBeCopied(BundledData data) throws IOException {
    assertFalse(data.title().isBlank());
    assertTrue(data.fileName().startsWith(data.id() + ".csv"), data.id());
    assertFalse(data.description().isBlank());
    assertTrue(data.credit().contains("public domain"));
    Path copy = data.copyTo(folder);
    assertEquals(folder.resolve(data.fileName()), copy);
    assertEquals(data.load().series(), CsvReader.detect().read(copy).series());
  }

  @ParameterizedTest
  @EnumSource
  void theProvenanceOfEverySetIsTold(BundledData data) throws IOException {
    try (InputStream in = BundledData.class.getResourceAsStream("PROVENANCE.md")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(text.contains("## " + data.fileName()), data.fileName());
    }
  }
}
