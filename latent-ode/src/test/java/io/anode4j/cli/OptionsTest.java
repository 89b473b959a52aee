package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.latent.LatentOde;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option of every command does something: none is taken and ignored. */
class OptionsTest extends OptionCases {
  /** What command lines did that serve several options. */
  private static final Map<List<String>, String> KNOWN = new HashMap<>();

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
    cases.put("--origin", new Case(base, train("--origin", 30)));
    cases.put("--label-max", new Case(base, train("--label-max", 5)));
    cases.put("--members", new Case(base, train("--members", 2)));
    cases.put("--budget", new Case(base, train("--budget", 1)));
    cases.put("--time-limit", new Case(base, train("--time-limit", 5)));
    cases.put("--encoder", new Case(base, train("--encoder", "pooling")));
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

  private static Map<String, Case> reportCases(List<String> base) {
    List<String> page = plus(base, "--report", out.resolve("r.html"));
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("--report", new Case(base, page));
    cases.put("--report-series", new Case(page, plus(page, "--report-series", "p1")));
    cases.put("--report-channels", new Case(page, plus(page, "--report-channels", "heat")));
    cases.put("--report-charts", new Case(page, plus(page, "--report-charts", 2)));
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

  private static Stream<Arguments> everyOption() {
    return commands().flatMap(c -> options(c).stream().map(option -> Arguments.of(c, option)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyOption")
  void anOptionChangesWhatTheCommandDoes(String command, String option) throws IOException {
    Case one = cases(command).get(option);
    assertTrue(one != null, "say in this test what " + option + " does in " + command);
    String without = KNOWN.get(one.without());
    if (without == null) {
      without = outcome(one.without());
      KNOWN.put(one.without(), without);
    }
    assertNotEquals(without, outcome(one.with()), one.with().toString());
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
