package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {
  private static final String SPRINGS = "bundled:worn-springs";

  @TempDir static Path folder;
  private static Workshop workshop;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    workshop = new Workshop(folder);
    model = workshop.file("springs.anode");
    CommandRun run = CommandRun.of(training(model, "--label", "state", "--where", "part=train"));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("classes          sound, worn"), run.out());
    assertTrue(run.err().contains("Classes, with their series in training: sound"), run.err());
  }

  private static Object[] training(Path file, Object... more) throws IOException {
    Object[] base = {
      "train", SPRINGS, "--task", "classify", "-m", file, "--config", workshop.settings()
    };
    Object[] all = java.util.Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return all;
  }

  @Test
  void everySeriesIsGivenItsClass() throws IOException {
    Path out = workshop.file("classes.csv");
    CommandRun run = CommandRun.of("classify", SPRINGS, "-m", model, "--out", out);
    assertEquals(0, run.code(), run.err());
    List<String> lines = Files.readAllLines(out);
    assertEquals("series,class,p_sound,p_worn", lines.get(0));
    assertEquals(401, lines.size());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      double sound = Double.parseDouble(cells[2]);
      assertEquals(1, sound + Double.parseDouble(cells[3]), 2e-6, line);
      assertEquals(sound >= 0.5 ? "sound" : "worn", cells[1], line);
    }
    assertTrue(run.err().contains("classified 400 series"), run.err());
  }

  @Test
  void whatNothingCanBeSaidOfIsWarnedOf() throws IOException {
    Path strange =
        workshop.write(
            "strange.csv",
            "series,time,place,speed\nempty,0,,\nfar,0,1e300,\nfar,1,1e300,\nusual,0,0.1,0\n");
    Path out = workshop.file("strange-classes.csv");
    CommandRun run = CommandRun.of("classify", strange, "-m", model, "--out", out);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("1 of 3 series have no value at all"), run.err());
    assertTrue(run.err().contains("1 of 3 series lie far outside"), run.err());
    assertTrue(run.err().contains("'far' (place)"), run.err());
    assertEquals(4, Files.readAllLines(out).size());
  }

  @Test
  void nothingIsWrittenWhereALabelIsUnknown() throws IOException {
    Path out = workshop.file("never.csv");
    assertRefused(
        3,
        "which was not learnt",
        "classify",
        SPRINGS,
        "-m",
        model,
        "--label",
        "part",
        "--out",
        out);
    assertTrue(Files.notExists(out));
  }

  @Test
  void whatTrainingSawIsNotScored() throws IOException {
    Path json = workshop.file("scores.json");
    CommandRun run =
        CommandRun.of("classify", SPRINGS, "-m", model, "--label", "state", "--json", json);
    assertEquals(0, run.code(), run.err());
    // 300 to train with, of which 15 % were set apart; those chose the epoch, but no gradient.
    assertTrue(run.err().contains("255 series that the model learnt from"), run.err());
    for (String name : List.of("model ", "latent ODE ", "logistic regression ", "prior ")) {
      assertTrue(run.out().lines().anyMatch(line -> line.startsWith(name)), run.out());
    }
    assertTrue(Files.readString(json).contains("\"confusion\""));
    CommandRun seen =
        CommandRun.of(
            "classify", SPRINGS, "-m", model, "--label", "state", "--where", "series=spring-5");
    assertEquals(0, seen.code(), seen.err());
    assertTrue(seen.err().contains("SEEN IN TRAINING"), seen.err());
  }

  @Test
  void labelsMayBeInAFileOfTheirOwn() throws IOException {
    StringBuilder csv = new StringBuilder("spring;verdict\n");
    for (int s = 300; s < 400; s++) {
      csv.append("spring-%d;%s\n".formatted(s, s % 3 == 0 ? "worn" : "sound"));
    }
    Path labels = workshop.write("verdicts.csv", csv.toString());
    CommandRun run =
        CommandRun.of("classify", SPRINGS, "-m", model, "--label", "verdict", "--labels", labels);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("100 series, 2 classes"), run.out());
    CommandRun none =
        CommandRun.of("classify", SPRINGS, "-m", model, "--label", "verdit", "--labels", labels);
    assertEquals(3, none.code(), none.err());
    assertTrue(none.err().contains("verdict"), none.err());
  }

  /**
   * A label that stands in the input as a number would be read as a channel, and tell the answer.
   */
  @Test
  void aLabelInBothFilesIsRefused() throws IOException {
    StringBuilder csv = new StringBuilder("series,time,x,state\n");
    StringBuilder own = new StringBuilder("series,state\n");
    for (int s = 0; s < 12; s++) {
      own.append("s%d,%d\n".formatted(s, s % 2));
      for (int i = 0; i < 5; i++) {
        csv.append("s%d,%d,%d,%d\n".formatted(s, i, i * s, s % 2));
      }
    }
    Path both = workshop.write("both.csv", csv.toString());
    Path labels = workshop.write("own.csv", own.toString());
    CommandRun run =
        CommandRun.of(
            "train",
            both,
            "--task",
            "classify",
            "--label",
            "state",
            "--labels",
            labels,
            "-m",
            workshop.file("both.anode"));
    assertEquals(3, run.code(), run.err());
    assertTrue(run.err().contains("column state of the input"), run.err());
  }

  @Test
  void rowsMayHaveLabels() throws IOException {
    StringBuilder csv = new StringBuilder("series,time,x,phase\n");
    for (int s = 0; s < 3; s++) {
      for (int i = 0; i < 120; i++) {
        boolean up = i / 15 % 2 == 0;
        csv.append("s%d,%d,%d,%s\n".formatted(s, i, up ? i % 15 : 15 - i % 15, up ? "up" : "down"));
      }
    }
    Path table = workshop.write("phases.csv", csv.toString());
    Path rows = workshop.file("rows.anode");
    CommandRun trained =
        CommandRun.of(
            "train",
            table,
            "--task",
            "classify-rows",
            "--label",
            "phase",
            "--context",
            "5",
            "-m",
            rows,
            "--config",
            workshop.settings(),
            "--where",
            "series=s0",
            "--where",
            "series=s1");
    assertEquals(0, trained.code(), trained.err());
    assertTrue(trained.err().contains("Classes, with their rows in training: down"), trained.err());
    assertTrue(trained.err().contains("training on 2 series"), trained.err());
    Path out = workshop.file("phases-out.csv");
    CommandRun run = CommandRun.of("classify", table, "-m", rows, "--label", "phase", "--out", out);
    assertEquals(0, run.code(), run.err());
    List<String> lines = Files.readAllLines(out);
    assertEquals("series,time,class,p_down,p_up", lines.get(0));
    assertEquals(361, lines.size());
    assertTrue(lines.get(1).startsWith("s0,0,"), lines.get(1));
    assertTrue(run.out().contains(" rows, 2 classes"), run.out());
    assertRefused(
        2,
        "--labels was stated for labels of rows",
        "classify",
        table,
        "-m",
        rows,
        "--label",
        "phase",
        "--labels",
        table);
  }

  @Test
  void theModelIsDescribed() {
    CommandRun run = CommandRun.of("inspect", model);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("kind        classifier"), run.out());
    assertTrue(run.out().contains("classes     sound, worn"), run.out());
    assertTrue(run.out().contains("weight: 10.0"), run.out());
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    Path out = workshop.file("x.csv");
    assertRefused(2, "neither --out nor --label", "classify", SPRINGS, "-m", model);
    assertRefused(
        2,
        "--json was stated without --label",
        "classify",
        SPRINGS,
        "-m",
        model,
        "--out",
        out,
        "--json",
        workshop.file("x.json"));
    assertRefused(
        2,
        "--labels was stated without --label",
        "classify",
        SPRINGS,
        "-m",
        model,
        "--out",
        out,
        "--labels",
        workshop.file("labels.csv"));
    assertRefused(
        3,
        "which was not learnt; expected one of sound, worn",
        "classify",
        SPRINGS,
        "-m",
        model,
        "--label",
        "part");
    assertRefused(
        4,
        "use 'anode4j classify'",
        "forecast",
        SPRINGS,
        "-m",
        model,
        "--horizon",
        "3",
        "--out",
        out);
    Path file = workshop.file("y.anode");
    assertRefused(2, "--task classify was stated without --label", training(file));
    assertRefused(
        2,
        "--horizon was stated with --task classify",
        training(file, "--label", "state", "--horizon", "3"));
    assertRefused(
        2, "--label was stated without --task", "train", SPRINGS, "-m", file, "--label", "state");
    assertRefused(3, "no column 'stat'", training(file, "--label", "stat"));
    Path several = workshop.write("several.csv", "series,time,x,kind\na,0,1,u\na,1,2,v\nb,0,1,u\n");
    assertRefused(
        3,
        "series 'a' has the labels u, v",
        "train",
        several,
        "--task",
        "classify",
        "--label",
        "kind",
        "-m",
        file);
    Path same = workshop.write("same.csv", "series,time,x,kind\na,0,1,u\nb,1,2,u\n");
    assertRefused(
        3,
        "no other label than 'u'",
        "train",
        same,
        "--task",
        "classify",
        "--label",
        "kind",
        "-m",
        file);
    Path settings = workshop.write("c.json", "{\"classifier\": {\"wieght\": 2}}");
    assertRefused(
        2,
        "wieght",
        "train",
        SPRINGS,
        "--task",
        "classify",
        "--label",
        "state",
        "-m",
        file,
        "--config",
        settings);
  }

  private static void assertRefused(int code, String why, Object... command) {
    CommandRun run = CommandRun.of(command);
    assertEquals(code, run.code(), run.err());
    assertTrue(run.err().contains(why), run.err());
  }
}
