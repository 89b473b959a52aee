package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.filter.FilterConfig;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.recurrent.Cell;
import io.anode4j.recurrent.RecurrentConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
  private static final Set<String> COMMON =
      Set.of(
          "--id",
          "--time",
          "--channels",
          "--where",
          "--layout",
          "--channel-column",
          "--value-column",
          "--quiet");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "train",
        "forecast",
        "evaluate",
        "detect",
        "impute",
        "classify",
        "regress",
        "export",
        "import",
        "inspect"
      })
  void everyHelpOpensWithAnExampleThatParsesAndTellsTheExitCodes(String name) {
    CommandRun run = CommandRun.of(name, "--help");
    assertEquals(0, run.code());
    String first = run.out().lines().findFirst().orElseThrow();
    assertTrue(first.startsWith("Example: anode4j " + name + " "), first);
    run.out()
        .lines()
        .filter(line -> line.startsWith("Example: "))
        .forEach(line -> isAnExample(line, name));
    for (String code : List.of("0 ", "2 ", "3 ", "4 ", "5 ")) {
      assertTrue(run.out().lines().anyMatch(line -> line.strip().startsWith(code)), run.out());
    }
  }

  private static void isAnExample(String line, String name) {
    String[] example = line.substring("Example: anode4j ".length()).split(" ");
    CommandLine.ParseResult parsed = Anode4j.commandLine().parseArgs(example);
    assertEquals(name, parsed.subcommand().commandSpec().name());
    Arrays.stream(example)
        .filter(word -> word.startsWith("bundled:"))
        .forEach(word -> assertNotNull(Bundled.of(word.substring("bundled:".length()))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "forecast",
        "evaluate",
        "detect",
        "impute",
        "classify",
        "regress",
        "inspect"
      })
  void commonOptionsAreCommon(String name) {
    CommandLine command = Anode4j.commandLine().getSubcommands().get(name);
    assertTrue(command.getCommandSpec().optionsMap().keySet().containsAll(COMMON));
  }

  /** Options that are required, or without which something is left undone. */
  private static final Set<String> WITHOUT_DEFAULT =
      Set.of(
          "--model",
          "--out",
          "--report",
          "--json",
          "--rejects",
          "--where",
          "--config",
          "--query",
          "--credentials",
          "--times",
          "--origin");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "train",
        "forecast",
        "evaluate",
        "detect",
        "impute",
        "classify",
        "regress",
        "export",
        "import",
        "inspect"
      })
  void everyOptionWithADefaultShowsIt(String name) {
    CommandLine command = Anode4j.commandLine().getSubcommands().get(name);
    String help = command.getUsageMessage().replaceAll("\\s+", " ");
    for (OptionSpec option : command.getCommandSpec().options()) {
      String shown = String.join(" ", option.description());
      boolean stated = shown.contains("Default: ");
      Object initial = option.initialValue();
      boolean flag = option.type() == boolean.class;
      boolean required = option.required() && option.group() == null;
      if (flag || required) {
        assertTrue(!stated, option.longestName() + " is off or required");
      } else if (!WITHOUT_DEFAULT.contains(option.longestName())) {
        assertTrue(stated, option.longestName() + ": " + shown);
        assertTrue(option.hidden() || help.contains(shown.replaceAll("\\s+", " ")), shown);
      }
      if (option.defaultValue() != null) {
        assertTrue(shown.contains("Default: " + option.defaultValue() + "."), shown);
      } else if (initial instanceof Number || initial instanceof Enum || isPath(initial)) {
        assertTrue(required || shown.contains("Default: " + initial + "."), shown);
      }
      assertFalse(shown.contains("${"), shown);
    }
  }

  private static boolean isPath(Object initial) {
    return initial instanceof Path && !initial.toString().isEmpty();
  }

  /** The settings' own defaults, and not a copy of them. */
  @Test
  void defaultsOfTheSettingsAreThoseOfTheSettings() {
    String help = CommandRun.of("train", "--help").out().replaceAll("\\s+", " ");
    LatentOdeConfig ode = LatentOdeConfig.defaults();
    FilterConfig filter = FilterConfig.defaults();
    Map<String, Number[]> settings =
        Map.of(
            "--epochs=N Train at most N epochs.",
            new Number[] {ode.training().epochs(), filter.training().epochs()},
            "--batch-size=N Windows an optimiser step.",
            new Number[] {ode.training().batchSize(), filter.training().batchSize()},
            "--learning-rate=X Peak learning rate.",
            new Number[] {ode.training().learningRate(), filter.training().learningRate()},
            "--patience=N Stop after N epochs without improvement on validation.",
            new Number[] {ode.training().patience(), filter.training().patience()});
    RecurrentConfig recurrent = RecurrentConfig.of(Cell.GRU_D);
    assertEquals(filter.training().epochs(), recurrent.epochs());
    assertEquals(filter.training().batchSize(), recurrent.batchSize());
    assertEquals(filter.training().learningRate(), recurrent.learningRate());
    assertEquals(filter.training().patience(), recurrent.patience());
    assertEquals(filter.seed(), recurrent.seed());
    settings.forEach(
        (option, numbers) -> {
          String both =
              numbers[0].equals(numbers[1])
                  ? numbers[0] + "."
                  : numbers[0] + "; " + numbers[1] + " for a filter or a recurrent network.";
          assertTrue(help.contains(option + " Default: " + both), help);
        });
    assertTrue(help.contains("latent state. Default: " + ode.latentSize() + "."), help);
    assertTrue(help.contains("of the ODE. Default: " + ode.augment() + "."), help);
  }

  @Test
  void withoutCommandTheHelpIsShownAsAnError() {
    CommandRun run = CommandRun.of();
    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("Example: anode4j demo"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void versionNamesProgramAndJava() {
    CommandRun run = CommandRun.of("--version");
    assertEquals(0, run.code());
    assertTrue(run.out().matches("anode4j \\S+ on Java \\S+\\s*"), run.out());
  }
}
