package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read must still be there afterwards. */
class FilesApartTest {
  @TempDir Path folder;
  private Path csv;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    csv = Files.writeString(folder.resolve("in.csv"), "series,time,x\na,0,1\na,1,2\n");
    model = Files.writeString(folder.resolve("m.anode"), "a model");
  }

  private void assertRefused(Object... command) throws IOException {
    CommandRun run = CommandRun.of(command);
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("name the same file"), run.err());
    assertTrue(Files.readString(csv).startsWith("series,time,x"));
    assertEquals("a model", Files.readString(model));
  }

  @Test
  void noInputIsOverwritten() throws IOException {
    assertRefused("inspect", csv, "--rejects", csv);
    assertRefused("forecast", csv, "-m", model, "--horizon", "1", "--out", csv);
    assertRefused("forecast", csv, "-m", model, "--horizon", "1", "--out", model);
    assertRefused("impute", csv, "-m", model, "--out", csv);
    assertRefused("train", csv, "-m", csv);
    assertRefused("evaluate", csv, "-m", model, "--horizon", "1", "--json", csv);
    assertRefused("evaluate", csv, "-m", model, "--horizon", "1", "--report", model);
    assertRefused("import", "--spec", csv, "-o", csv);
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), csv);
    assertRefused("impute", csv, "-m", model, "--out", link);
    assertRefused("impute", csv, "-m", model, "--out", folder.resolve("x/../in.csv"));
  }

  @Test
  void noOutputOverwritesAnother() throws IOException {
    Path out = folder.resolve("out");
    assertRefused("train", csv, "-m", out, "--report", out);
    assertRefused("evaluate", csv, "-m", model, "--horizon", "1", "--json", out, "--report", out);
    assertTrue(Files.notExists(out));
  }

  /** The standard input is not the standard output, though both are called so. */
  @Test
  void streamsAreNoFiles() {
    CommandRun run = CommandRun.of("forecast", "-", "-m", model, "--horizon", "1", "--out", "-");
    assertEquals(4, run.code(), run.err());
  }

  /** One that is read twice is no conflict: the command goes on, to the damaged model. */
  @Test
  void whatIsReadTwiceIsNoConflict() {
    CommandRun run = CommandRun.of("inspect", csv, "--rejects", folder.resolve("rejects.csv"));
    assertEquals(0, run.code(), run.err());
  }
}
