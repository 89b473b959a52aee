package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static io.anode4j.data.csv.TablesAsTheyAreTest.assertNoted;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series that several columns name together, as tables of sales have them. */
class IdsTogetherTest {
  @TempDir Path folder;

  /** One series after the other: store by store, in each item by item, so many days. */
  private static String[] sales(List<String> stores, List<String> items, int days) {
    List<String> lines = new ArrayList<>(List.of("date,store,item,sales"));
    for (String store : stores) {
      for (String item : items) {
        for (int d = 0; d < days; d++) {
          LocalDate day = LocalDate.of(2013, 1, 1).plusDays(d);
          lines.add(day + "," + store + "," + item + "," + (lines.size() % 17 + 3));
        }
      }
    }
    return lines.toArray(String[]::new);
  }

  private static List<String> ids(CsvData data) {
    return data.series().series().stream().map(TimeSeries::id).toList();
  }

  @Test
  void theyMayBeStated() {
    CsvData data =
        load(
            CsvReader.detect().withIdColumn("store+item"),
            sales(List.of("Oslo", "Bergen"), List.of("milk", "bread"), 9));
    assertEquals(List.of("Oslo/milk", "Oslo/bread", "Bergen/milk", "Bergen/bread"), ids(data));
    assertEquals(List.of("sales"), data.series().channels());
    assertEquals(0, data.report().changes().merged());
    List<String> again = data.report().understood().commandLine();
    assertEquals("store+item", again.get(again.indexOf("--id") + 1));
  }

  @Test
  void oneThatIsNotThereIsRefused() {
    CsvReader reader = CsvReader.detect().withIdColumn("store+shelf");
    String[] lines = sales(List.of("Oslo"), List.of("milk"), 3);
    String message = assertThrows(CsvException.class, () -> load(reader, lines)).getMessage();
    assertTrue(message.contains("no column 'store+shelf'"), message);
  }

  /** Texts and numbers alike; neither column alone tells the rows of a day apart. */
  @Test
  void theyAreFoundByContent() {
    CsvData texts = read(sales(List.of("Oslo", "Bergen"), List.of("milk", "bread"), 30));
    assertEquals(List.of("Oslo/milk", "Oslo/bread", "Bergen/milk", "Bergen/bread"), ids(texts));
    assertNoted("ids of the series put together from store+item, by their content", texts);
    CsvData numbers = read(sales(List.of("1", "2", "3"), List.of("1", "2", "3", "4"), 40));
    assertEquals(12, numbers.series().size());
    assertEquals("3/4", ids(numbers).get(11));
    assertEquals(List.of("sales"), numbers.series().channels());
  }

  /** The first 1000 rows are those of one series. */
  @Test
  void theyAreFoundLate() throws IOException {
    Path file = folder.resolve("sales.csv");
    Files.write(file, List.of(sales(List.of("1", "2"), List.of("1", "2", "3"), 1200)));
    CsvData data = CsvReader.detect().load(file);
    assertEquals(List.of("1/1", "1/2", "1/3", "2/1", "2/2", "2/3"), ids(data));
    assertEquals(0, data.report().changes().merged());
    String message =
        assertThrows(
                NotGroupedException.class, () -> CsvReader.detect().readEach(file, new Ignored()))
            .getMessage();
    assertTrue(message.contains("several that store or item names"), message);
  }

  /** Takes nothing: what is read series by series must not be handed over as one. */
  private static final class Ignored implements SeriesSink {
    @Override
    public void begin(List<String> channels, TimeFormat timeFormat) {}

    @Override
    public void take(TimeSeries series) {
      throw new AssertionError(series.id());
    }
  }

  /** Where one column does, others that are texts stay out of it. */
  @Test
  void oneIsEnough() {
    List<String> lines = new ArrayList<>(List.of("date,store,weather,sales"));
    for (int s = 0; s < 3; s++) {
      for (int d = 0; d < 30; d++) {
        lines.add(
            LocalDate.of(2013, 1, 1).plusDays(d)
                + ",shop "
                + s
                + ","
                + (d % 3 == 0 ? "rain" : "sun")
                + ","
                + (d + s));
      }
    }
    assertEquals(List.of("shop 0", "shop 1", "shop 2"), ids(read(lines.toArray(String[]::new))));
  }

  /** A clock that was put back doubles a few times: the texts beside them name no series. */
  @Test
  void aFewDoubledTimesAreNoSeries() {
    List<String> hours = new ArrayList<>(List.of("time,sky,wind,x"));
    for (int h = 0; h < 24; h++) {
      hours.add(
          "2024-03-01T%02d:00,%s,%s,%d"
              .formatted(h, h % 2 == 0 ? "clear" : "cloudy", h % 4 < 2 ? "N" : "S", h));
    }
    hours.add("2024-03-01T05:00,clear,S,7");
    assertEquals(1, read(hours.toArray(String[]::new)).series().size());
  }
}
