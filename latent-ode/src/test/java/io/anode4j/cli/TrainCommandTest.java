package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.latent.LatentOde;
import io.anode4j.latent.encoder.Gru;
import io.anode4j.latent.encoder.Pooling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder);
  }

  @Test
  void writesModelReportAndSummary() throws IOException {
    Path model = workshop.file("m.anode");
    Path report = workshop.file("m.html");
    CommandRun run =
        CommandRun.of(
            "train",
            workshop.numbers(),
            "-m",
            model,
            "--horizon",
            "6",
            "--context",
            "20",
            "--config",
            workshop.settings(),
            "--latent",
            "4",
            "--augment",
            "2",
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
    assertTrue(run.out().contains(" --horizon 6 --where site=north\n"), run.out());
    LatentOde made = LatentOde.load(model);
    assertEquals(List.of("flow", "heat"), made.channels());
    assertEquals(4, made.config().latentSize());
    assertEquals(2, made.config().augment());
    assertEquals(new Gru(6, 3), made.config().encoder());
    assertEquals(8, made.config().training().batchSize());
    assertEquals(0.01, made.config().training().learningRate());
    assertEquals(9, made.config().training().patience());
    assertEquals(7, made.config().seed());
    assertEquals(20, made.context());
    assertEquals(6, made.horizon());
    assertEquals(3, made.history().size());
    assertTrue(made.seenUntil("p0").isPresent());
    assertTrue(made.seenUntil("p2").isEmpty(), "south was not asked for");
    assertEquals("numbers.csv", made.provenance().get("file"));
    assertEquals("180", made.provenance().get("rows"));
    assertEquals("0", made.provenance().get("rejected"));
    assertEquals(64, made.provenance().get("sha256").length());
    assertFalse(made.provenance().get("command").contains(folder.toString()));
    assertTrue(run.out().contains("validation loss"), run.out());
    assertTrue(run.out().contains("anode4j evaluate"), run.out());
    assertTrue(run.err().contains("numbers.csv: 180 rows"), run.err());
    assertTrue(run.err().contains("epoch 3/3, 0:00 left, loss "), run.err());
    assertTrue(Files.readString(report).contains("<svg"));
    assertFalse(Files.exists(workshop.file("m.anode.checkpoint")));
  }

  @Test
  void quietSaysNothingButTheResult() throws IOException {
    CommandRun run =
        CommandRun.of(
            "train",
            workshop.dates(),
            "-m",
            workshop.file("m"),
            "--config",
            workshop.settings(),
            "--quiet");
    assertEquals(0, run.code());
    assertEquals("", run.err());
    assertTrue(run.out().contains("anode4j inspect"), "no horizon: nothing to evaluate");
  }

  @Test
  void directoryOfModelIsCheckedBeforeTraining() throws IOException {
    CommandRun run = CommandRun.of("train", workshop.numbers(), "-m", workshop.file("no/m.anode"));
    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("anode4j: --model: found no directory"), run.err());
    CommandRun directory = CommandRun.of("train", workshop.numbers(), "-m", folder);
    assertEquals(2, directory.code());
    assertTrue(directory.err().contains("cannot be written"), directory.err());
  }

  @Test
  void unknownSettingIsRefusedWithTheNearest() throws IOException {
    Path settings = workshop.write("bad.json", "{\"latentsize\": 3}");
    CommandRun run = train("--config", settings);
    assertEquals(2, run.code());
    assertTrue(run.err().contains("expected one of latentSize, augment"), run.err());
    assertTrue(run.err().contains("did you mean 'latentSize'?"), run.err());
  }

  /** A file's settings of the same encoder stay, those of another one go. */
  @Test
  void theEncoderIsChosenByName() throws IOException {
    Path settings =
        workshop.write(
            "pool.json", "{\"epochs\": 1, \"encoder\": {\"type\": \"pooling\", \"patches\": 7}}");
    Path model = workshop.file("e.anode");
    for (String type : List.of("pooling", "gru")) {
      CommandRun run =
          CommandRun.of(
              "train", workshop.dates(), "-m", model, "--config", settings, "--encoder", type);
      assertEquals(0, run.code(), run.err());
      Pooling usual = Pooling.defaults();
      assertEquals(
          type.equals("gru")
              ? Gru.defaults()
              : new Pooling(
                  usual.units(),
                  usual.timeFrequencies(),
                  usual.features(),
                  7,
                  usual.patchUnits(),
                  usual.queries()),
          LatentOde.load(model).config().encoder());
    }
    CommandRun unknown = train("--encoder", "poling");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("expected one of gru, ode-rnn"), unknown.err());
    assertTrue(unknown.err().contains("did you mean 'pooling'?"), unknown.err());
  }

  /** What is alone is without an anchor, not without the likelihood that was stated. */
  @Test
  void aloneKeepsTheLikelihoodThatIsStated() throws IOException {
    Path model = workshop.file("alone.anode");
    for (String type : List.of("student-t", "gaussian")) {
      Path settings =
          workshop.write(
              "alone.json", "{\"epochs\": 1, \"likelihood\": {\"type\": \"%s\"}}".formatted(type));
      CommandRun run =
          CommandRun.of(
              "train",
              workshop.numbers(),
              "-m",
              model,
              "--horizon",
              "6",
              "--alone",
              "--config",
              settings);
      assertEquals(0, run.code(), run.err());
      assertEquals(type, LatentOde.load(model).config().likelihood().type());
      assertTrue(LatentOde.load(model).companions().isEmpty());
    }
  }

  @Test
  void otherMistakesInSettingsAreUsage() throws IOException {
    for (String text : List.of("{\"epochs\": \"many\"}", "[1]", "{", "{\"epochs\": 0}")) {
      CommandRun run = train("--config", workshop.write("bad.json", text));
      assertEquals(2, run.code(), text);
      assertTrue(run.err().contains("expected"), run.err());
    }
    assertEquals(2, train("--config", workshop.file("none.json")).code());
    assertEquals(2, train("--epochs", "-1").code());
    assertEquals(2, train("--horizon", "6h").code());
    assertEquals(2, train("--horizon", "soon").code());
  }

  @Test
  void dataThatGiveNoWindowAreInput() throws IOException {
    CommandRun run = train("--horizon", "1e6");
    assertEquals(3, run.code(), run.err());
    assertTrue(run.err().contains("shorten it"), run.err());
  }

  private CommandRun train(Object option, Object value) throws IOException {
    return CommandRun.of(
        "train",
        workshop.numbers(),
        "-m",
        workshop.file("m"),
        "--quiet",
        "--channels",
        "flow,heat",
        option,
        value);
  }
}
