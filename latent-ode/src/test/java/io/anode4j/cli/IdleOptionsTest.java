package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that can do nothing are refused. */
class IdleOptionsTest extends OptionFiles {
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
        plus(filter, "--encoder", "pooling"),
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
}
