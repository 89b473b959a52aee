package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StatedReadingTest {
  private static String words(String... arguments) {
    CommandLine all = Anode4j.commandLine();
    return StatedReading.words(
        all.parseArgs(arguments).subcommand().commandSpec().commandLine().getCommandSpec());
  }

  /** Flags, lists, repeated options and what a shell would take apart; not what is no reading. */
  @Test
  void optionsOfReadingAreSaidAgain() {
    Path model = Path.of("m.anode");
    assertEquals(
        " --channels a,b --time-format 'dd/MM/yyyy HH:mm' --where 'x=it'\\''s' --where y=2",
        words(
            "train",
            "f.csv",
            "-m",
            model.toString(),
            "--channels",
            "a,b",
            "--time-format=dd/MM/yyyy HH:mm",
            "--where",
            "x=it's",
            "--where",
            "y=2",
            "--rejects",
            "bad.csv",
            "--epochs",
            "2"));
    assertEquals("", words("train", "f.csv", "-m", model.toString(), "--seed", "1"));
    assertEquals(
        " --no-header --timezone Europe/Berlin",
        words("train", "f", "-m", "m", "--no-header", "--timezone", "Europe/Berlin"));
  }
}
