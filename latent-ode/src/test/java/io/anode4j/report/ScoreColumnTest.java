package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreColumnTest {
  private static List<ScoreRow> rows(String key, double... values) {
    return Arrays.stream(values).mapToObj(v -> ScoreRow.model("" + v, Map.of(key, v))).toList();
  }

  private static String best(String key, double... values) {
    return new ScoreColumn(key).best(rows(key, values)).map(ScoreRow::name).orElse("nobody");
  }

  @Test
  void hasNamesForReaders() {
    assertEquals("CRPS", new ScoreColumn("crps").label());
    assertEquals("90 % coverage", new ScoreColumn("coverage90").label());
    assertEquals("pinball", new ScoreColumn("pinball").label());
    assertEquals("peak load", new ScoreColumn("peak_load").label());
  }

  @Test
  void knowsWhatIsBetter() {
    assertEquals("0.2", best("crps", 0.3, 0.2, Double.NaN));
    assertEquals("-1.0", best("nll", 0, -1));
    assertEquals("0.88", best("coverage90", 0.97, 0.88, 0.5));
    assertEquals("nobody", best("joy", 1, 2));
    assertEquals("nobody", best("crps", 1));
    assertEquals("nobody", best("crps", 1, Double.NaN));
  }

  @Test
  void alignsColumns() {
    assertEquals(
        List.of("0.301", "0.620", "41.000"),
        new ScoreColumn("mse").column(rows("mse", 0.301, 0.62, 41)));
    assertEquals(
        List.of("90.8 %", "87.0 %"),
        new ScoreColumn("coverage90").column(rows("coverage90", 0.908, 0.87)));
    assertEquals(
        List.of("–", "12.3"), new ScoreColumn("mae").column(rows("mae", Double.NaN, 12.345)));
    assertEquals(
        List.of("123", "20,000"), new ScoreColumn("mae").column(rows("mae", 123.4, 20_000)));
    assertEquals(
        List.of("1.23×10⁻⁷", "0.5"), new ScoreColumn("mae").column(rows("mae", 1.234e-7, 0.5)));
    assertEquals(List.of("0.5", "1×10⁹"), new ScoreColumn("mae").column(rows("mae", 0.5, 1e9)));
    assertTrue(new ScoreColumn("mae").column(rows("mae", 0, 0)).contains("0.00"));
  }
}
