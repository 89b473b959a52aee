package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anode4j.latent.LatentOde;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of every command does something: none is taken and ignored. */
class OptionsTest {
  @TempDir static Path folder;
  private static Path out;

  /** What command lines did that serve several options. */
  private static final Map<List<String>, String> KNOWN = new HashMap<>();

  private static Workshop workshop;
  private static Path numbers;
  private static Path duplicates;
  private static Path bad;
  private static Path badCell;
  private static Path parts;
  private static Path model;
  private static Path otherModel;
  private static Path alone;
  private static Path classifier;
  private static Path regressor;
  private static Path filterSettings;
  private static Database database;

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
    database = Database.of("options", numbers, folder);
    Files.writeString(folder.resolve("times.txt"), "90\n91\n");
  }

  private static List<String> words(Object... words) {
    List<String> all = new ArrayList<>();
    for (Object word : words) {
      all.add(word.toString());
    }
    return all;
  }

  private static List<String> plus(List<String> base, Object... more) {
    List<String> all = new ArrayList<>(base);
    all.addAll(words(more));
    return all;
  }

  private static List<String> train(Object... more) {
    return plus(
        words("train", numbers, "-m", out.resolve("m.anode"), "--horizon", "6", "--quiet"),
        plus(words("--config", folder.resolve("tiny.json"), "--channels", "flow,heat"), more)
            .toArray());
  }

  /** A command line without an option and one with it, of which the option is the difference. */
  private record Case(List<String> without, List<String> with) {}

  /** Options of {@link InputOptions} on top of a base whose second word is the input. */
  private static Map<String, Case> input(List<String> base) {
    List<String> repeated = new ArrayList<>(base);
    repeated.set(1, duplicates.toString());
    List<String> broken = new ArrayList<>(base);
    broken.set(1, bad.toString());
    List<String> tolerant = plus(broken, "--max-bad-rows", 1);
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("--id", new Case(base, plus(base, "--id", "site")));
    cases.put("--time", new Case(base, plus(base, "--time", "flow")));
    cases.put("--where", new Case(base, plus(base, "--where", "site=south")));
    cases.put("--layout", new Case(base, plus(base, "--layout", "long")));
    cases.put("--channel-column", new Case(base, plus(base, "--channel-column", "site")));
    cases.put("--value-column", new Case(base, plus(base, "--value-column", "flow")));
    cases.put("--time-format", new Case(base, plus(base, "--time-format", "epoch-seconds")));
    cases.put("--duplicates", new Case(repeated, plus(repeated, "--duplicates", "last")));
    cases.put("--max-bad-rows", new Case(broken, tolerant));
    cases.put("--timezone", new Case(base, plus(base, "--timezone", "Mars/Crater")));
    cases.put("--missing", new Case(repeated, plus(repeated, "--missing", "9")));
    cases.put("--keep", new Case(base, plus(base, "--keep", "nothing")));
    cases.put("--decimal", new Case(base, plus(base, "--decimal", ",")));
    cases.put("--delimiter", new Case(base, plus(base, "--delimiter", "tab")));
    cases.put("--no-header", new Case(base, plus(base, "--no-header")));
    List<String> spoiled = new ArrayList<>(base);
    spoiled.set(1, badCell.toString());
    cases.put("--strict", new Case(spoiled, plus(spoiled, "--strict")));
    List<String> many = new ArrayList<>(base);
    many.set(1, parts.toString());
    cases.put("--file-id", new Case(many, plus(many, "--file-id")));
    List<String> asked = new ArrayList<>(base);
    asked.set(1, database.url());
    asked.addAll(words("--credentials", database.credentials()));
    List<String> rows = plus(asked, "--query", Database.ROWS);
    List<String> unknown = new ArrayList<>(rows);
    unknown.removeAll(words("--credentials", database.credentials()));
    cases.put("--query", new Case(asked, rows));
    cases.put("--credentials", new Case(unknown, rows));
    cases.put("--driver-path", new Case(rows, plus(rows, "--driver-path", parts)));
    cases.put("--fetch-size", new Case(rows, plus(rows, "--fetch-size", 0)));
    cases.put("--rejects", new Case(tolerant, plus(tolerant, "--rejects", out.resolve("r.txt"))));
    return cases;
  }

  private static Map<String, Case> common(List<String> base, List<String> failing) {
    List<String> loud = new ArrayList<>(base);
    loud.remove("--quiet");
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("--quiet", new Case(loud, plus(loud, "--quiet")));
    cases.put("--verbose", new Case(failing, plus(failing, "--verbose")));
    cases.put("--help", new Case(base, plus(base, "--help")));
    cases.put("--version", new Case(base, plus(base, "--version")));
    return cases;
  }

  private static Map<String, Case> trainCases() {
    List<String> base = train();
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, train("--learning-rate", "-1")));
    List<String> unset = new ArrayList<>(base);
    unset.removeAll(words("--config", folder.resolve("tiny.json")));
    List<String> small = plus(unset, "--epochs", 1, "--latent", 2);
    cases.put("--config", new Case(small, plus(base, "--epochs", 1, "--latent", 2)));
    cases.put("--channels", new Case(base, train("--channels", "flow")));
    cases.put("--model", new Case(base, train("--model", out.resolve("other.anode"))));
    cases.put("--report", new Case(base, train("--report", out.resolve("r.html"))));
    List<String> filter = new ArrayList<>(train("--mode", "filter"));
    filter.set(filter.indexOf("--config") + 1, filterSettings.toString());
    cases.put("--mode", new Case(base, plus(filter, "--epochs", 1)));
    cases.put("--threads", new Case(base, train("--threads", 0)));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("--horizon", 5);
    values.put("--context", 9);
    values.put("--seed", 9);
    values.put("--latent", 4);
    values.put("--augment", 0);
    values.put("--epochs", 1);
    values.put("--batch-size", 8);
    values.put("--learning-rate", 0.05);
    values.put("--patience", 1);
    values.forEach((option, value) -> cases.put(option, new Case(base, train(option, value))));
    // Patience is seen only where training goes on without getting better.
    List<String> long8 = train("--epochs", 8, "--learning-rate", 1e-9);
    cases.put("--patience", new Case(long8, plus(long8, "--patience", 1)));
    cases.put("--lower", new Case(base, train("--lower", "nothing=0")));
    cases.put("--upper", new Case(base, train("--upper", "high")));
    cases.put("--task", new Case(base, train("--task", "classify")));
    cases.put("--label", new Case(base, train("--label", "site")));
    cases.put("--labels", new Case(base, train("--labels", "site.csv")));
    for (String covariate : List.of("--known", "--held", "--past")) {
      cases.put(covariate, new Case(base, train(covariate, "heat")));
    }
    cases.put("--static", new Case(base, train("--static", "nothing")));
    cases.put("--label-max", new Case(base, train("--label-max", 5)));
    cases.put("--members", new Case(base, train("--members", 2)));
    cases.put("--budget", new Case(base, train("--budget", 1)));
    cases.put("--time-limit", new Case(base, train("--time-limit", 5)));
    cases.put("--alone", new Case(long8, plus(long8, "--alone")));
    return cases;
  }

  private static Map<String, Case> forecastCases() {
    List<String> base =
        words("forecast", numbers, "-m", model, "--horizon", 6, "--out", out.resolve("f.csv"));
    base.add("--quiet");
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, plus(base, "--every", "7")));
    cases.putAll(reportCases(base));
    cases.put("--channels", new Case(base, plus(base, "--channels", "heat,flow")));
    cases.put("--model", new Case(base, other(base)));
    List<String> shorter = new ArrayList<>(base);
    shorter.set(shorter.indexOf("--horizon") + 1, "3");
    cases.put("--horizon", new Case(base, shorter));
    List<String> elsewhere = new ArrayList<>(base);
    elsewhere.set(elsewhere.indexOf("--out") + 1, "-");
    cases.put("--out", new Case(base, elsewhere));
    cases.put("--every", new Case(base, plus(base, "--every", 2)));
    List<String> stepped = plus(base, "--every", 2);
    cases.put("--resume", new Case(broken(stepped), plus(broken(stepped), "--resume")));
    cases.put("--partition", new Case(base, plus(base, "--partition", 2)));
    cases.put("--times", new Case(base, plus(base, "--times", folder.resolve("times.txt"))));
    cases.put("--quantiles", new Case(base, plus(base, "--quantiles", "0.1")));
    cases.put("--explain", new Case(base, plus(base, "--explain", out.resolve("why.csv"))));
    cases.put("--future", new Case(base, plus(base, "--future", numbers)));
    cases.put("--threads", new Case(base, plus(base, "--threads", 0)));
    return cases;
  }

  /** What is stopped leaves a part only where that is wanted. */
  private static List<String> broken(List<String> line) {
    List<String> broken = new ArrayList<>(line);
    broken.set(1, bad.toString());
    return broken;
  }

  private static Map<String, Case> evaluateCases() {
    List<String> base = words("evaluate", numbers, "-m", model, "--horizon", 6, "--quiet");
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, plus(base, "--origin", "-1000")));
    cases.putAll(reportCases(base));
    cases.put("--channels", new Case(base, plus(base, "--channels", "heat,flow")));
    cases.put("--model", new Case(base, other(base)));
    List<String> shorter = new ArrayList<>(base);
    shorter.set(shorter.indexOf("--horizon") + 1, "3");
    cases.put("--horizon", new Case(base, shorter));
    cases.put("--origins", new Case(base, plus(base, "--origins", 3)));
    cases.put("--origin", new Case(base, plus(base, "--origin", 40)));
    cases.put("--first", new Case(base, plus(base, "--first", 1)));
    cases.put("--json", new Case(base, plus(base, "--json", out.resolve("e.json"))));
    cases.put("--threads", new Case(base, plus(base, "--threads", 0)));
    return cases;
  }

  private static List<String> other(List<String> base) {
    List<String> other = new ArrayList<>(base);
    other.set(other.indexOf("-m") + 1, otherModel.toString());
    return other;
  }

  private static Map<String, Case> reportCases(List<String> base) {
    List<String> page = plus(base, "--report", out.resolve("r.html"));
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("--report", new Case(base, page));
    cases.put("--report-series", new Case(page, plus(page, "--report-series", "p1")));
    cases.put("--report-channels", new Case(page, plus(page, "--report-channels", "heat")));
    cases.put("--report-charts", new Case(page, plus(page, "--report-charts", 2)));
    return cases;
  }

  private static Map<String, Case> imputeCases() {
    List<String> base =
        words("impute", numbers, "-m", model, "--out", out.resolve("i.csv"), "--quiet");
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, words("impute", "none.csv", "-m", model, "--out", out)));
    cases.put("--channels", new Case(base, plus(base, "--channels", "heat,flow")));
    cases.put("--model", new Case(base, other(base)));
    cases.put("--out", new Case(base, words("impute", numbers, "-m", model, "--quiet")));
    cases.put("--quantiles", new Case(base, plus(base, "--quantiles", "0.3")));
    cases.put("--benchmark", new Case(base, plus(base, "--benchmark", "0.5")));
    cases.put("--seed", new Case(base, plus(base, "--seed", 2)));
    cases.put("--threads", new Case(base, plus(base, "--threads", 0)));
    return cases;
  }

  private static Map<String, Case> classifyCases() {
    List<String> base =
        words("classify", numbers, "-m", classifier, "--out", out.resolve("k.csv"), "--quiet");
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, words("classify", "none.csv", "-m", classifier, "--out", out)));
    cases.put("--channels", new Case(base, plus(base, "--channels", "heat,flow")));
    cases.put("--model", new Case(base, other(base)));
    cases.put("--out", new Case(base, words("classify", numbers, "-m", classifier, "--quiet")));
    List<String> scored = plus(base, "--label", "site");
    cases.put("--label", new Case(base, scored));
    cases.put("--labels", new Case(scored, plus(scored, "--labels", "none.csv")));
    cases.put("--json", new Case(scored, plus(scored, "--json", out.resolve("k.json"))));
    return cases;
  }

  private static Map<String, Case> regressCases() {
    List<String> base =
        words("regress", numbers, "-m", regressor, "--out", out.resolve("r.csv"), "--quiet");
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, words("regress", "none.csv", "-m", regressor, "--out", out)));
    cases.put("--channels", new Case(base, plus(base, "--channels", "heat")));
    cases.put("--model", new Case(base, other(base)));
    cases.put("--out", new Case(base, words("regress", numbers, "-m", regressor, "--quiet")));
    List<String> scored = plus(base, "--label", "heat");
    cases.put("--label", new Case(base, scored));
    cases.put("--labels", new Case(scored, plus(scored, "--labels", "none.csv")));
    cases.put("--last", new Case(scored, plus(scored, "--last")));
    cases.put("--json", new Case(scored, plus(scored, "--json", out.resolve("r.json"))));
    return cases;
  }

  private static Map<String, Case> detectCases() {
    List<String> printed =
        words("detect", numbers, "-m", "none", "--label", "heat", "--channels", "flow");
    printed = plus(plus(printed, "--first", 2), "--quiet");
    List<String> base = plus(printed, "--json", out.resolve("d.json"));
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, words("detect", "none.csv", "-m", "none", "--label", "heat")));
    cases.put("--channels", new Case(base, plus(base, "--channels", "heat")));
    cases.put("--model", new Case(base, other(base)));
    List<String> flow = new ArrayList<>(base);
    flow.set(flow.indexOf("--label") + 1, "flow");
    cases.put("--label", new Case(base, flow));
    List<String> later = new ArrayList<>(base);
    later.set(later.indexOf("--first") + 1, "30");
    cases.put("--first", new Case(base, later));
    cases.put("--rate", new Case(base, plus(base, "--rate", 0.2)));
    cases.put("--json", new Case(printed, base));
    return cases;
  }

  private static Map<String, Case> exportCases() {
    List<String> base = words("export", "-m", alone, "--out", out.resolve("graphs"), "--quiet");
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.putAll(common(base, words("export", "-m", "none.anode", "--out", out)));
    cases.put("--model", new Case(base, other(base)));
    cases.put(
        "--out",
        new Case(base, words("export", "-m", alone, "--out", out.resolve("g"), "--quiet")));
    cases.put("--steps", new Case(base, plus(base, "--steps", 8)));
    return cases;
  }

  private static Map<String, Case> importCases() {
    Path spec = Path.of("src/test/resources/io/anode4j/latent/imported-gru/spec.json");
    List<String> base = words("import", "--spec", spec, "--out", out.resolve("i.anode"), "--quiet");
    List<String> failing = words("import", "--spec", "none.json", "--out", out.resolve("i.anode"));
    Map<String, Case> cases = new LinkedHashMap<>(common(base, failing));
    cases.put("--spec", new Case(base, failing));
    cases.put(
        "--out", new Case(base, words("import", "--spec", spec, "--out", out.resolve("j.anode"))));
    return cases;
  }

  private static Map<String, Case> inspectCases() {
    List<String> base = words("inspect", numbers, "--channels", "flow,heat", "--quiet");
    Map<String, Case> cases = new LinkedHashMap<>(input(base));
    cases.putAll(common(base, words("inspect", "none.csv")));
    cases.put("--channels", new Case(base, words("inspect", numbers, "--channels", "flow")));
    return cases;
  }

  private static Map<String, Case> cases(String command) {
    return switch (command) {
      case "train" -> trainCases();
      case "forecast" -> forecastCases();
      case "evaluate" -> evaluateCases();
      case "detect" -> detectCases();
      case "impute" -> imputeCases();
      case "classify" -> classifyCases();
      case "regress" -> regressCases();
      case "export" -> exportCases();
      case "import" -> importCases();
      default -> inspectCases();
    };
  }

  private static Stream<String> commands() {
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

  private static Set<String> options(String command) {
    Set<String> names = new LinkedHashSet<>();
    CommandLine line = Anode4j.commandLine().getSubcommands().get(command);
    for (OptionSpec option : line.getCommandSpec().options()) {
      names.add(option.longestName());
    }
    return names;
  }

  private static Stream<Arguments> everyOption() {
    return commands().flatMap(c -> options(c).stream().map(option -> Arguments.of(c, option)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyOption")
  void anOptionChangesWhatTheCommandDoes(String command, String option) throws IOException {
    Case one = cases(command).get(option);
    assertTrue(one != null, "say in this test what " + option + " does in " + command);
    String without = KNOWN.get(one.without);
    if (without == null) {
      without = outcome(one.without);
      KNOWN.put(one.without, without);
    }
    assertNotEquals(without, outcome(one.with), one.with.toString());
  }

  /** Each option of the demo has its test in {@link DemoCommandTest} or is common. */
  @Test
  void theDemoHasTheseOptions() {
    assertEquals(
        new TreeSet<>(
            Set.of(
                "--out",
                "--epochs",
                "--seed",
                "--threads",
                "--quiet",
                "--verbose",
                "--help",
                "--version")),
        new TreeSet<>(options("demo")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "train", "forecast", "evaluate", "inspect"})
  void optionsOfOtherCommandsAreRefusedWithASentence(String command) {
    Set<String> others = new TreeSet<>();
    Stream.concat(commands(), Stream.of("demo")).forEach(c -> others.addAll(options(c)));
    others.removeAll(options(command));
    assumeTrue(!others.isEmpty());
    for (String option : others) {
      List<String> line = words(command);
      if (!command.equals("demo")) {
        line.add(numbers.toString());
      }
      if (!command.equals("inspect") && !command.equals("demo")) {
        line.addAll(words("-m", model, "--horizon", 6));
      }
      if (command.equals("forecast")) {
        line.addAll(words("--out", "-"));
      }
      CommandRun run = CommandRun.of(plus(line, option + "=7").toArray());
      assertEquals(2, run.code(), option);
      assertTrue(run.err().contains(option + " would change nothing in '" + command), run.err());
    }
  }

  private static Stream<List<String>> idleCombinations() {
    List<String> forecast = words("forecast", numbers, "-m", model, "--horizon", 6, "--out", "-");
    List<String> evaluate = words("evaluate", numbers, "-m", model, "--horizon", 6);
    List<String> filter = words("train", numbers, "-m", out.resolve("m"), "--mode", "filter");
    return Stream.of(
        plus(forecast, "--report-series", "p1"),
        plus(forecast, "--report-charts", 3),
        plus(evaluate, "--report-channels", "flow"),
        plus(forecast, "--every", 2, "--times", folder.resolve("times.txt")),
        plus(forecast, "--every", 7),
        plus(evaluate, "--origin", 40, "--origins", 3),
        plus(filter, "--context", 3),
        plus(filter, "--latent", 3),
        plus(filter, "--augment", 1),
        plus(words("train", numbers, "-m", out.resolve("m"), "--mode", "gru-d"), "--context", 3),
        plus(words("train", numbers, "-m", out.resolve("m"), "--mode", "ode-rnn"), "--alone"),
        words("inspect", numbers, "--layout", "wide", "--channel-column", "site"),
        words("inspect", numbers, "--layout", "wide", "--value-column", "site"),
        words("inspect", model, "--id", "site"),
        words("inspect", model, "--max-bad-rows", 3),
        words("inspect", numbers, "--max-bad-rows", -1),
        words("inspect", numbers, "--query", "select 1"),
        plus(forecast, "--every", 2, "--fetch-size", 5),
        plus(forecast, "--every", 2, "--resume"),
        plus(forecast, "--partition", 2),
        plus(forecast, "--partition", 0),
        words("inspect", database.url(), "--query", "select 1", "--fetch-size", 0),
        words("inspect", numbers, "--time-format", "yesterday"),
        plus(forecast, "--report", out.resolve("r.html"), "--report-series", "p7"),
        plus(forecast, "--report", out.resolve("r.html"), "--report-channels", "flwo"),
        plus(forecast, "--report", out.resolve("r.html"), "--report-charts", 0));
  }

  /** Options that have no effect beside one another; the message names one that was given. */
  @ParameterizedTest
  @MethodSource("idleCombinations")
  void optionsThatWouldDoNothingAreRefused(List<String> line) {
    CommandRun run = CommandRun.of(line.toArray());
    assertEquals(2, run.code(), run.err());
    String message =
        run.err().lines().filter(l -> l.startsWith("anode4j: ")).findFirst().orElse("");
    assertTrue(
        line.stream().anyMatch(word -> word.startsWith("--") && message.contains(word)), run.err());
  }

  /** All that a command did, but for how long it took. */
  private static String outcome(List<String> line) throws IOException {
    CommandRun run = CommandRun.of(line.toArray());
    StringBuilder all = new StringBuilder();
    all.append(run.code()).append('\n').append(run.out()).append(run.err());
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(out.relativize(file)).append('\n');
        all.append(content(file));
        Files.delete(file);
      }
    }
    return all.toString().replaceAll("(?m)^seconds .*|[\\d:]+ left|[\\d,]+ rows/s", "");
  }

  /** A model file names the command line that made it, which would make any option a change. */
  private static String content(Path file) throws IOException {
    if (!file.toString().endsWith(".anode")) {
      return Files.readString(file, StandardCharsets.ISO_8859_1)
          .replaceAll("command[^\n]*\n?[^\n]*", "");
    }
    try {
      LatentOde read = LatentOde.load(file);
      return read.config() + " " + read.context() + " " + read.horizon() + " " + read.history();
    } catch (RuntimeException e) {
      return "a filter";
    }
  }
}
