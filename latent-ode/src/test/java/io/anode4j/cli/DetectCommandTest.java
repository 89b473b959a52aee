package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {
  @TempDir static Path folder;
  private static Workshop workshop;
  private static Path pumps;

  @BeforeAll
  static void write() throws IOException {
    workshop = new Workshop(folder);
    pumps = workshop.write("pumps.csv", pumps());
  }

  /** Two pumps, noise around a level; in each the flow falls for 40 readings, labelled. */
  private static String pumps() {
    Random random = new Random(4);
    StringBuilder csv = new StringBuilder("id,time,flow,heat,label_fault\n");
    for (int pump = 0; pump < 2; pump++) {
      for (int i = 0; i < 600; i++) {
        boolean fault = i >= 450 && i < 490;
        double flow = 30 + random.nextGaussian() - (fault ? 9 : 0);
        double heat = 60 + random.nextGaussian();
        String time = "2024-03-01T%02d:%02d:00".formatted(i / 60, i % 60);
        csv.append(
            String.format(
                Locale.ROOT, "p%d,%s,%.3f,%.3f,%d\n", pump, time, flow, heat, fault ? 1 : 0));
      }
    }
    return csv.toString();
  }

  @Test
  void oneCommandHoldsScoresAgainstLabels() throws IOException {
    Path json = workshop.file("figures.json");
    CommandRun run =
        CommandRun.of(
            "detect",
            pumps,
            "-m",
            "none",
            "--label",
            "label_fault",
            "--first",
            300,
            "--rate",
            0.01,
            "--json",
            json);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("2 streams, 2 anomalies"), run.out());
    for (String judge :
        List.of("prediction ", "level ", "either ", "adaptive ", "robust z ", "random ")) {
      assertTrue(run.out().lines().anyMatch(line -> line.startsWith(judge)), run.out());
    }
    JsonNode judges = new ObjectMapper().readTree(json.toFile()).get("judges");
    assertEquals(2, judges.get("level").get("found").asInt());
    assertTrue(judges.get("level").get("vusPr").asDouble() > 0.8, judges.toString());
    assertTrue(judges.get("random").get("vusPr").asDouble() < 0.4, judges.toString());
  }

  /** Of noise nothing can be told; of its labels all. */
  @Test
  void theColumnOfLabelsIsNoChannelWhateverItsName() throws IOException {
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("id,time,flow,fault\n");
    for (int i = 0; i < 1000; i++) {
      int fault = i >= 700 && i < 720 ? 1 : 0;
      csv.append(String.format(Locale.ROOT, "p,%d,%.3f,%d\n", i, random.nextGaussian(), fault));
    }
    Path noise = workshop.write("noise.csv", csv.toString());
    Path json = workshop.file("noise.json");
    CommandRun run =
        CommandRun.of("detect", noise, "-m", "none", "--label", "fault", "--json", json);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("1 channels (flow)"), run.err());
    JsonNode judges = new ObjectMapper().readTree(json.toFile()).get("judges");
    for (String judge : List.of("level", "either", "adaptive", "robust z")) {
      assertTrue(judges.get(judge).get("vusPr").asDouble() < 0.4, judges.toString());
    }
  }

  @Test
  void aTrainedModelIsJudgedAndWhatItSawIsSaid() throws IOException {
    Path model = workshop.file("pumps.anode");
    Path settings = workshop.write("filter.json", Workshop.FILTER);
    CommandRun trained =
        CommandRun.of(
            "train",
            pumps,
            "-m",
            model,
            "--mode",
            "filter",
            "--config",
            settings,
            "--epochs",
            1,
            "--quiet");
    assertEquals(0, trained.code(), trained.err());
    CommandRun run = CommandRun.of("detect", pumps, "-m", model, "--label", "label_fault");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("SEEN IN TRAINING"), run.err());
    assertTrue(run.out().contains("wrong a day"), run.out());
  }

  @Test
  void whatCannotBeIsRefused() {
    assertRefused(3, "none of the 2 series", "--label", "label_fault", "--first", "600");
    assertRefused(2, "between 0 and 1", "--label", "label_fault", "--rate", "2");
    assertRefused(3, "nonsense", "--label", "nonsense");
    CommandRun run = CommandRun.of("detect", "-", "-m", "none", "--label", "label_fault");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("pipe"), run.err());
  }

  private static void assertRefused(int code, String words, String... options) {
    Object[] command = new Object[4 + options.length];
    System.arraycopy(new Object[] {"detect", pumps, "-m", "none"}, 0, command, 0, 4);
    System.arraycopy(options, 0, command, 4, options.length);
    CommandRun run = CommandRun.of(command);
    assertEquals(code, run.code(), run.err());
    assertTrue(run.err().contains(words), run.err());
  }
}
