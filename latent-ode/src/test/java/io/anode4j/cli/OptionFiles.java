package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Tables, models and settings that command lines are tried on. */
abstract class OptionFiles {
  @TempDir static Path folder;
  static Path out;

  static Workshop workshop;
  static Path numbers;
  static Path duplicates;
  static Path bad;
  static Path badCell;
  static Path parts;
  static Path model;
  static Path otherModel;
  static Path alone;
  static Path classifier;
  static Path regressor;
  static Path filterSettings;
  static Database database;

  @BeforeAll
  static void prepare() throws IOException {
    out = Files.createDirectory(folder.resolve("out"));
    workshop = new Workshop(folder);
    numbers = workshop.numbers();
    String text = Files.readString(numbers);
    String last = text.lines().reduce((a, b) -> b).orElseThrow();
    String[] cells = last.split(",");
    duplicates = workshop.write("duplicates.csv", text + "p2," + cells[1] + ",9,19,south\n");
    parts = Files.createDirectory(folder.resolve("parts"));
    Files.copy(numbers, parts.resolve("all.csv"));
    Files.copy(numbers, parts.resolve("more.csv"));
    badCell = workshop.write("badcell.csv", text + "p2,999,x,1,south\n");
    bad = workshop.write("bad.csv", text + "p2,oops,1,1,south\n");
    model = workshop.train(numbers, "6");
    otherModel = folder.resolve("other.anode");
    CommandRun run = CommandRun.of(train("--seed", "5", "--epochs", "1").toArray());
    assertEquals(0, run.code(), run.err());
    Files.move(out.resolve("m.anode"), otherModel);
    alone = folder.resolve("alone.anode");
    CommandRun network = CommandRun.of(train("--alone", "--epochs", "1").toArray());
    assertEquals(0, network.code(), network.err());
    Files.move(out.resolve("m.anode"), alone);
    classifier = folder.resolve("classifier.anode");
    CommandRun classes =
        CommandRun.of(
            plus(
                    words("train", numbers, "-m", classifier, "--task", "classify", "--quiet"),
                    "--label",
                    "site",
                    "--config",
                    folder.resolve("tiny.json"))
                .toArray());
    assertEquals(0, classes.code(), classes.err());
    regressor = folder.resolve("regressor.anode");
    CommandRun values =
        CommandRun.of(
            plus(
                    words("train", numbers, "-m", regressor, "--task", "regress-rows", "--quiet"),
                    "--label",
                    "heat",
                    "--channels",
                    "flow",
                    "--config",
                    folder.resolve("tiny.json"))
                .toArray());
    assertEquals(0, values.code(), values.err());
    filterSettings = workshop.write("filter.json", Workshop.FILTER);
    database = Database.of("options-" + folder.getFileName(), numbers, folder);
    Files.writeString(folder.resolve("times.txt"), "90\n91\n");
  }

  static List<String> words(Object... words) {
    List<String> all = new ArrayList<>();
    for (Object word : words) {
      all.add(word.toString());
    }
    return all;
  }

  static List<String> plus(List<String> base, Object... more) {
    List<String> all = new ArrayList<>(base);
    all.addAll(words(more));
    return all;
  }

  static List<String> train(Object... more) {
    return plus(
        words("train", numbers, "-m", out.resolve("m.anode"), "--horizon", "6", "--quiet"),
        plus(words("--config", folder.resolve("tiny.json"), "--channels", "flow,heat"), more)
            .toArray());
  }

  static Stream<String> commands() {
    return Stream.of(
        "train",
        "forecast",
        "evaluate",
        "detect",
        "impute",
        "classify",
        "regress",
        "export",
        "import",
        "inspect");
  }

  static Set<String> options(String command) {
    Set<String> names = new LinkedHashSet<>();
    CommandLine line = Anode4j.commandLine().getSubcommands().get(command);
    for (OptionSpec option : line.getCommandSpec().options()) {
      names.add(option.longestName());
    }
    return names;
  }
}
