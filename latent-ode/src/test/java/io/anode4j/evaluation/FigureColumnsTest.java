package io.anode4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.evaluation.FigureColumns.Figure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FigureColumnsTest {
  private record Pair(double first, double second) {}

  private static final FigureColumns<Pair> COLUMNS =
      new FigureColumns<>(
          "%-5s|%6s%n",
          List.of(
              new Figure<>("first", "one", "%.2f", Pair::first),
              new Figure<>("", "two", "%.2f", Pair::second)));

  @Test
  void tableHasWhatHasATitle() {
    assertEquals("     | first", COLUMNS.heading().stripTrailing());
    assertEquals("a    |  1.25", COLUMNS.row("a", new Pair(1.25, 2)).stripTrailing());
    assertEquals("b    |     -", COLUMNS.row("b", new Pair(Double.NaN, 2)).stripTrailing());
  }

  @Test
  void jsonHasWhatIsDefined() {
    Map<String, Object> row = new LinkedHashMap<>();
    COLUMNS.put(row, new Pair(1.25, Double.NaN));
    assertEquals(Map.of("one", 1.25), row);
  }
}
