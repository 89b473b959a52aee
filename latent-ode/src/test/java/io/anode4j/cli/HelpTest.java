package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

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
          "--seed",
          "--threads",
          "--quiet");

  @ParameterizedTest
  @ValueSource(strings = {"demo", "train", "forecast", "evaluate", "inspect"})
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
  @ValueSource(strings = {"train", "forecast", "evaluate", "inspect"})
  void commonOptionsAreCommon(String name) {
    CommandLine command = Anode4j.commandLine().getSubcommands().get(name);
    assertTrue(command.getCommandSpec().optionsMap().keySet().containsAll(COMMON));
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
