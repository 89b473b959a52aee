package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExitCodesTest {
  @TempDir Path folder;

  @Test
  void faultOfTheProgramSaysHowToFindItsOrigin() {
    StringWriter err = new StringWriter();
    CommandLine command = Anode4j.commandLine().setErr(new PrintWriter(err));
    CommandLine.ParseResult parsed = command.parseArgs("inspect", "x.csv");
    int code = ExitCodes.report(new ArithmeticException("odd"), command, parsed);
    assertEquals(1, code);
    assertTrue(err.toString().contains("ArithmeticException: odd; run"), err.toString());
  }

  @Test
  void fileThatCannotBeWrittenIsAFaultOfAnotherKind() {
    StringWriter err = new StringWriter();
    CommandLine command = Anode4j.commandLine().setErr(new PrintWriter(err));
    OutputFile file = new OutputFile(folder.resolve("x"));
    UncheckedIOException failure =
        org.junit.jupiter.api.Assertions.assertThrows(
            UncheckedIOException.class,
            () ->
                file.writeText(
                    text -> {
                      throw new IOException("disk full");
                    }));
    CommandLine.ParseResult parsed = command.parseArgs("inspect", "x.csv");
    assertEquals(1, ExitCodes.report(failure, command, parsed));
    assertTrue(err.toString().contains("disk full"), err.toString());
    assertEquals(List.of(), List.of(folder.toFile().list()), "no part is left");
  }

  @Test
  void mistypedCommandIsSuggested() {
    CommandRun run = CommandRun.of("forcast");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("Did you mean: anode4j forecast"), run.err());
    CommandRun incomplete = CommandRun.of("forecast", "x.csv");
    assertEquals(2, incomplete.code());
    assertTrue(incomplete.err().contains("See 'anode4j forecast --help'."), incomplete.err());
  }

  private static String provenance(String line) {
    CommandLine command = Anode4j.commandLine().setOverwrittenOptionsAllowed(true);
    command.parseArgs(line.split(" "));
    return Provenance.commandLine(command);
  }

  @Test
  void provenanceKeepsWhatMattersAndNoDirectories() {
    assertEquals(
        "anode4j train a.csv --horizon 3 --timezone Europe/Berlin --time-format=dd/MM/yyyy --config=c.json"
            + " --config d.json",
        provenance(
            "train /home/me/a.csv -m /x/m.anode --horizon 3 --quiet --threads 2 --timezone Europe/Berlin"
                + " --time-format=dd/MM/yyyy --config=/y/c.json --config /z/d.json --report r.html"));
  }
}
