package io.anode4j.data.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anode4j.data.DateOrder;
import io.anode4j.data.TimeSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces of public files that lie beside some checkouts, read with no option or one. */
class SharedCasesTest {
  private static Path file(String name) {
    String stated = System.getProperty("anode4j.cases");
    Path found = stated == null ? null : Path.of(stated);
    for (Path p = Path.of("").toAbsolutePath(); p != null && found == null; p = p.getParent()) {
      Path beside = p.resolve("shared/cases/csv");
      found = Files.isDirectory(beside) ? beside : null;
    }
    assumeTrue(found != null, "the cases are not here");
    return found.resolve(name);
  }

  private static CsvReader reader(String option) {
    CsvReader reader = CsvReader.detect();
    TableOptions table = TableOptions.defaults();
    return switch (option) {
      case "dmy" -> reader.with(table.withDates(DateOrder.DMY));
      case "mdy" -> reader.with(table.withDates(DateOrder.MDY));
      case "bare" -> reader.with(table.withoutHeader());
      case "zone" -> reader.with(table.withZone(ZoneId.of("Europe/Berlin")));
      case "-1" -> reader.withMissing("-1");
      default -> reader;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "airquality_orig.csv, dmy, 2004-03-10T18:00:00Z, 1, 13, 65, 2.6",
    "binance.csv, '', 2026-06-01T00:00:00Z, 1, 9, 171, 8.981",
    "bool.csv, '', 2024-01-01T00:00:00Z, 1, 2, 4, 1",
    "buoy.dat, '', 2011-12-31T23:50:00Z, 1, 10, 110, 316",
    "co2_year_month.csv, '', 1959-01-01T00:00:00Z, 1, 1, 9, 315.58",
    "covid_dates_as_columns.csv, '', 2020-01-22T00:00:00Z, 4, 1, 40, 0",
    "date_time_columns.csv, '', 2025-10-29T00:00:00Z, 1, 2, 38, 13.28",
    "decimal_comma.csv, '', 2024-01-01T00:00:00Z, 1, 2, 6, 12.3",
    "dupcol.csv, '', 2024-01-01T00:00:00Z, 1, 3, 6, 1",
    "dst_naive.csv, zone, 2025-10-25T23:00:00Z, 1, 1, 5, 1",
    "dst_offsets.csv, '', 2025-10-25T23:00:00Z, 1, 1, 5, 1",
    "epoch_s.csv, '', 2024-01-01T00:00:00Z, 1, 1, 2, 1",
    "excel_utf16.csv, '', 2014-07-01T00:00:00Z, 1, 1, 29, 10844",
    "fitbit_hourly.csv, mdy, 2016-04-12T00:00:00Z, 1, 1, 19, 373",
    "gtrends.csv, '', 2004-01-01T00:00:00Z, 1, 3, 27, 100",
    "ha_history.csv, '', 2025-12-26T18:00:00Z, 1, 3, 7, 13.249470077349464",
    "household.csv, dmy, 2007-02-05T00:00:00Z, 1, 5, 95, 0.374",
    "influx.csv, '', 2022-11-10T11:08:12Z, 1, 1, 10, 0.5151812141549683",
    "knmi_yyyymmdd.csv, '', 2000-01-01T00:00:00Z, 1, 39, 1131, 237",
    "mesonet.csv, '', 2018-04-01T00:00:00Z, 1, 58, 1102, 90.93",
    "missing.csv, '', 2024-01-01T00:00:00Z, 1, 6, 7, 1",
    "nightscout_noheader.csv, bare, 2026-04-05T19:45:28Z, 1, 1, 10, 166",
    "pdo_year_rows_month_columns.dat, '', 1900-01-01T00:00:00Z, 1, 1, 60, 0.04",
    "percent.csv, '', 2024-01-01T00:00:00Z, 1, 1, 2, 1.71",
    "physionet.csv, -1, 1970-01-01T00:00:00Z, 1, 13, 22, 1",
    "qmark.csv, '', 2024-01-01T00:01:00Z, 1, 1, 1, 2",
    "slash_iso.csv, '', 2024-01-01T00:00:00Z, 1, 1, 2, 1",
    "states.csv, '', 2025-10-26T01:00:00Z, 1, 2, 7, 21.5",
    "taxi.zip, '', 2014-07-01T00:00:00Z, 1, 1, 29, 10844",
    "thousands.csv, '', 2023-05-14T00:00:00Z, 1, 2, 4, 26920",
    "units.csv, '', 2024-01-01T00:00:00Z, 1, 1, 2, 12.3",
    "utcname.csv, '', 2024-01-01T00:00:00Z, 1, 1, 2, 1",
    "week.csv, '', 2024-01-01T00:00:00Z, 1, 1, 2, 1"
  })
  void isRead(
      String name,
      String option,
      String first,
      int series,
      int channels,
      long values,
      double value) {
    CsvData data = reader(option).load(file(name));
    TimeSeries one = data.series().series().get(0);
    assertEquals(Instant.parse(first).getEpochSecond(), one.firstTime());
    assertTrue(data.series().timeFormat().isDated());
    assertEquals(series, data.series().size());
    assertEquals(channels, data.series().channels().size(), data.series().channels().toString());
    assertEquals(values, data.report().values());
    assertEquals(value, one.value(0, 0));
  }

  @Test
  void nanosecondsAreDated() {
    double time = CsvReader.detect().load(file("nanos.csv")).series().series().get(0).firstTime();
    assertEquals(1704067200.123456789, time, 1.3e-7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"airquality_orig.csv", "household.csv", "fitbit_hourly.csv"})
  void isAskedForOrRefused(String name) {
    Path file = file(name);
    assertThrows(CsvException.class, () -> CsvReader.detect().load(file));
  }
}
