package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anode4j.filter.NeuralFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command on a model of {@code --mode filter}. */
class FilterCommandsTest {
  @TempDir static Path folder;
  private static Workshop workshop;
  private static Path numbers;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    workshop = new Workshop(folder);
    numbers = workshop.numbers();
    model = workshop.trainFilter();
  }

  @Test
  void trainTakesOptionsAndSettings() throws IOException {
    Path file = workshop.file("stated.anode");
    Path report = workshop.file("stated.html");
    CommandRun run =
        CommandRun.of(
            "train",
            numbers,
            "--mode",
            "FILTER",
            "-m",
            file,
            "--horizon",
            "6",
            "--config",
            workshop.write("stated.json", Workshop.FILTER),
            "--epochs",
            "3",
            "--batch-size",
            "8",
            "--learning-rate",
            "0.01",
            "--patience",
            "9",
            "--seed",
            "7",
            "--threads",
            "1",
            "--where",
            "site=north",
            "--report",
            report);
    assertEquals(0, run.code(), run.err());
    NeuralFilter made = NeuralFilter.load(file);
    assertEquals(List.of("flow", "heat"), made.channels());
    assertEquals(8, made.config().hidden());
    assertEquals(4, made.config().scoring().warmUp());
    assertEquals(8, made.config().training().batchSize());
    assertEquals(0.01, made.config().training().learningRate());
    assertEquals(9, made.config().training().patience());
    assertEquals(7, made.config().seed());
    assertEquals(6, made.horizon());
    assertEquals(3, made.history().size());
    assertEquals("numbers.csv", made.provenance().get("file"));
    assertTrue(made.seenUntil("p0").isPresent());
    assertTrue(run.out().contains("anode4j evaluate " + numbers), run.out());
    assertFalse(run.err().contains("NFE"), run.err());
    assertTrue(Files.readString(report).contains("<svg"));
    assertFalse(Files.exists(workshop.file("stated.anode.checkpoint")));
  }

  @Test
  void withoutHorizonTwentyUsualGapsAreForecast() {
    NeuralFilter made = NeuralFilter.load(model);
    assertEquals(20, made.horizon(), 5);
    assertTrue(Double.isInfinite(made.context()));
  }

  @Test
  void optionsOfTheOtherModeAreRefused() {
    assertUsage("--context", "20", "reads all that came");
    assertUsage("--latent", "4", "\"hidden\"");
    assertUsage("--augment", "1", "\"hidden\"");
    assertUsage("--mode", "kalman", "expected window, filter, ");
  }

  private static void assertUsage(String option, String value, String expected) {
    CommandRun run =
        CommandRun.of(
            "train", numbers, "--mode", "filter", "-m", workshop.file("none"), option, value);
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains(expected), run.err());
  }

  @Test
  void settingsOfTheOtherModeAreRefused() throws IOException {
    CommandRun run =
        CommandRun.of(
            "train",
            numbers,
            "--mode",
            "filter",
            "-m",
            workshop.file("none"),
            "--config",
            workshop.write("window.json", Workshop.TINY));
    assertEquals(2, run.code());
    assertTrue(run.err().contains("unknown setting 'latentSize'"), run.err());
    assertTrue(run.err().contains("expected one of hidden, decoderUnits"), run.err());
  }

  @Test
  void inspectSaysWhatItIs() {
    CommandRun run = CommandRun.of("inspect", model);
    assertEquals(0, run.code(), run.err());
    for (String expected :
        List.of(
            "kind        filter",
            "channels    flow, heat",
            "context     all",
            "state       ",
            "hidden: 8",
            "file: numbers.csv")) {
      assertTrue(run.out().contains(expected), run.out());
    }
    assertFalse(run.out().contains("NFE"), run.out());
  }

  @Test
  void forecastsAndEvaluates() throws IOException {
    Path out = workshop.file("filter.csv");
    CommandRun forecast =
        CommandRun.of("forecast", numbers, "-m", model, "--horizon", "6", "--out", out);
    assertEquals(0, forecast.code(), forecast.err());
    List<String> lines = Files.readAllLines(out);
    assertEquals("series,time,channel,mean,std,q0.05,q0.5,q0.95", lines.get(0));
    assertTrue(lines.size() > 3 * 2 * 4, () -> lines.size() + " lines");
    Path json = workshop.file("filter.scores.json");
    CommandRun evaluate =
        CommandRun.of("evaluate", numbers, "-m", model, "--horizon", "3", "--json", json);
    assertEquals(0, evaluate.code(), evaluate.err());
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    assertTrue(root.at("/model/crps").isNumber());
    assertFalse(root.get("seen").asBoolean());
  }
}
