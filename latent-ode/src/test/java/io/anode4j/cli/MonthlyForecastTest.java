package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Months step by the calendar, not by 31 days. */
class MonthlyForecastTest {
  @TempDir static Path folder;
  private static Workshop workshop;
  private static Path months;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    workshop = new Workshop(folder);
    StringBuilder text = new StringBuilder("Year,Month,flow,heat\n");
    for (int i = 0; i < 47; i++) {
      text.append(2010 + i / 12).append(',').append(1 + i % 12).append(',').append(i % 12);
      text.append(",").append(i % 5).append('\n');
    }
    months = workshop.write("months.csv", text.toString());
    model = workshop.train(months, "4mo");
  }

  private static List<String> times(String... more) throws IOException {
    Path out = workshop.file("f.csv");
    List<Object> words = new ArrayList<>(List.of("forecast", months, "-m", model, "--out", out));
    words.addAll(List.of(more));
    CommandRun run = CommandRun.of(words.toArray());
    assertEquals(0, run.code(), run.err());
    return Files.readAllLines(out).stream()
        .skip(1)
        .map(line -> line.split(",")[1])
        .distinct()
        .toList();
  }

  @Test
  void monthlyDataAreForecastByTheMonth() throws IOException {
    assertEquals(List.of("2013-12", "2014-01", "2014-02", "2014-03"), times("--horizon", "4mo"));
    assertEquals(List.of("2013-12", "2014-01", "2014-02"), times("--horizon", "92d"));
  }

  @Test
  void stepsMayBeStated() throws IOException {
    assertEquals(List.of("2014-01", "2014-03"), times("--horizon", "P4M", "--every", "2mo"));
    assertEquals(List.of("2013-12-02"), times("--horizon", "1mo", "--every", "31d"));
  }
}
