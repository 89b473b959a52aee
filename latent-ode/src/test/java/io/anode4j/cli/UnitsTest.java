package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.filter.AdaptiveSensorModel;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.SensorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units go from the table to the model, to what follows sensors by it, and to the report. */
class UnitsTest {
  @TempDir private Path folder;

  @Test
  void ofATableStandAtTheAxes() throws IOException {
    Workshop workshop = new Workshop(folder);
    StringBuilder rows = new StringBuilder("pump,time,flow,heat [°C]\n,s,m3/h,\n");
    for (int p = 0; p < 4; p++) {
      for (int i = 0; i < 60; i++) {
        double a = Math.sin(i / 6.0 + p);
        rows.append("p%d,%d,%.3f,%.3f%n".formatted(p, i, 20 + a, 50 - 3 * a));
      }
    }
    Path table = workshop.write("units.csv", rows.toString());
    Path model = workshop.file("units.anode");
    CommandRun train =
        CommandRun.of(
            "train",
            table,
            "--mode",
            "filter",
            "-m",
            model,
            "--horizon",
            "6",
            "--epochs",
            "2",
            "--config",
            workshop.write("units.json", Workshop.FILTER),
            "--threads",
            "1");
    assertEquals(0, train.code(), train.err());
    NeuralFilter made = NeuralFilter.load(model);
    Map<String, String> units = Map.of("flow", "m3/h", "heat [°C]", "°C");
    assertEquals(units, made.units());
    assertEquals(units, AdaptiveSensorModel.of(SensorModel.load(model)).units());
    assertTrue(CommandRun.of("inspect", model).out().contains("unit of flow: m3/h"));
    Path report = workshop.file("units.html");
    CommandRun forecast =
        CommandRun.of(
            "forecast",
            table,
            "-m",
            model,
            "--horizon",
            "6",
            "--out",
            workshop.file("units-ahead.csv"),
            "--report",
            report);
    assertEquals(0, forecast.code(), forecast.err());
    String page = Files.readString(report);
    assertTrue(page.contains(">m3/h</text>"), "the unit stands above its axis");
    assertTrue(!page.contains(">°C</text>"), "where the name says it, it is not said twice");
  }
}
