package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Anode4j.asked(arguments).setErr(new PrintWriter(err, true)).execute(arguments);
  }

  @Test
  void onlyTheCommandThatIsAskedForIsPrepared() {
    assertEquals(Set.of("train"), Anode4j.asked("train", "x.csv").getSubcommands().keySet());
    Set<String> all = Anode4j.commandLine().getSubcommands().keySet();
    assertEquals(all, Anode4j.asked().getSubcommands().keySet());
    assertEquals(all, Anode4j.asked("--help").getSubcommands().keySet());
    assertEquals(all, Anode4j.asked("trian").getSubcommands().keySet());
  }

  @Test
  void itsHelpIsTheSame() {
    for (String name : Anode4j.commandLine().getSubcommands().keySet()) {
      CommandLine alone = Anode4j.asked(name).getSubcommands().get(name);
      CommandLine amongAll = Anode4j.commandLine().getSubcommands().get(name);
      assertEquals(amongAll.getUsageMessage(), alone.getUsageMessage(), name);
    }
  }

  @Test
  void anOptionOfAnotherCommandIsStillKnown() {
    assertEquals(
        2, run("forecast", "x.csv", "-m", "m", "--horizon", "1", "--out", "-", "--benchmark=0.1"));
    assertTrue(err.toString().contains("it is one of impute"), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "dlq", "experiments"})
  void commandsOfOtherModulesAreListedAndSayWhatTheyNeed(String name) {
    assertTrue(Anode4j.commandLine().getUsageMessage().contains("  " + name + " "));
    assertEquals(2, run(name, "--whatever", "x"));
    String said = err.toString();
    assertTrue(said.contains(name + " needs the module anode4j-"), said);
    assertTrue(said.contains("./anode4j " + name + " --whatever x"), said);
  }
}
