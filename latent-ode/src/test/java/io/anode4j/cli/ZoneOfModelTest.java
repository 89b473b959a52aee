package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local times are read by the clock of those that a model was trained on. */
class ZoneOfModelTest {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Europe/Berlin"));

  @TempDir static Path folder;
  private static Path input;
  private static Path model;

  /** Two weeks of hours until the evening before the clock goes back. */
  @BeforeAll
  static void train() throws IOException {
    List<String> lines = new ArrayList<>(List.of("time,load"));
    Instant first = Instant.parse("2023-10-14T00:00:00Z");
    for (int i = 0; i < 14 * 24 + 20; i++) {
      Instant at = first.plusSeconds(3600L * i);
      lines.add("%s,%.2f".formatted(LOCAL.format(at), 10 + Math.sin(i * 0.2618) + i % 7 * 0.01));
    }
    input = Files.write(folder.resolve("load.csv"), lines);
    model = folder.resolve("m.anode");
    CommandRun run =
        CommandRun.of(
            "train",
            input,
            "--timezone",
            "Europe/Berlin",
            "--horizon",
            "12h",
            "--epochs",
            "1",
            "--quiet",
            "-m",
            model);
    assertEquals(0, run.code(), run.err());
  }

  private static List<String> forecast(String name, String... options) throws IOException {
    Path out = folder.resolve(name);
    List<Object> arguments = new ArrayList<>(List.of("forecast", input, "-m", model, "--out", out));
    arguments.addAll(List.of(options));
    if (!arguments.contains("--horizon")) {
      arguments.addAll(List.of("--horizon", "12h"));
    }
    CommandRun run = CommandRun.of(arguments.toArray());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("Europe/Berlin"), run.err());
    return Files.readAllLines(out);
  }

  @Test
  void aForecastNeedNotSayTheZoneAgain() throws IOException {
    List<String> stated = forecast("a.csv", "--every", "1h", "--timezone", "Europe/Berlin");
    assertEquals(stated, forecast("b.csv", "--every", "1h"));
    assertTrue(String.join("\n", stated).contains("2023-10-29T02:00:00+01:00"), "" + stated);
    assertEquals(
        forecast("c.csv", "--timezone", "Europe/Berlin"), forecast("d.csv"), "in one piece");
  }

  /** From the evening of the 28th, local time: the clock goes back in the night. */
  @Test
  void daysAreThoseOfTheClock() throws IOException {
    for (String horizon : List.of("4d", "96h")) {
      List<String> lines = forecast("e.csv", "--every", "1d", "--horizon", horizon);
      List<String> times = lines.stream().skip(1).map(line -> line.split(",")[1]).toList();
      assertTrue(times.size() >= 3, horizon + times);
      times.forEach(time -> assertTrue(time.contains("T21:00:00"), horizon + times));
    }
  }

  @Test
  void norDoesAnEvaluation() {
    CommandRun run = CommandRun.of("evaluate", input, "-m", model, "--horizon", "12h");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("Europe/Berlin"), run.err());
  }
}
