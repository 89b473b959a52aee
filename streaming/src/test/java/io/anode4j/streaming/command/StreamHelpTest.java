package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.cli.Anode4j;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Options of the command: each shows its default, and none is taken and ignored. */
class StreamHelpTest {
  /** Required one way or another, or without which something is left undone. */
  private static final Set<String> WITHOUT_DEFAULT =
      Set.of("--model", "--bootstrap", "--config", "--set", "--models", "--models-topic", "--for");

  @Test
  void everyOptionWithADefaultShowsIt() {
    CommandLine stream = Anode4j.commandLine().getSubcommands().get("stream");
    for (OptionSpec option : stream.getCommandSpec().options()) {
      String shown = String.join(" ", option.description());
      if (option.type() != boolean.class && !WITHOUT_DEFAULT.contains(option.longestName())) {
        assertTrue(shown.contains("Default: "), option.longestName() + ": " + shown);
      }
    }
    String help = stream.getUsageMessage().replaceAll("\\s+", " ");
    assertTrue(help.contains("Default: 12."), help);
    assertTrue(help.contains("Default: anode4j-stream-demo."), help);
    assertTrue(help.contains("Default: 127.0.0.1:7070"), help);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--pumps=3",
        "--data=elsewhere",
        "--models-topic=t",
        "--seed=7",
        "--threads=2",
        "--horizon=24h"
      })
  void whatWouldDoNothingIsRefused(String option) {
    StringWriter err = new StringWriter();
    CommandLine command = Anode4j.commandLine().setErr(new PrintWriter(err, true));
    String model = getClass().getProtectionDomain().getCodeSource().getLocation().getPath();
    assertEquals(2, command.execute("stream", "--model", model, "--bootstrap", "b:1", option));
    String message =
        err.toString().lines().filter(l -> l.startsWith("anode4j: ")).findFirst().get();
    assertTrue(message.contains(option.substring(0, option.indexOf('='))), message);
  }
}
