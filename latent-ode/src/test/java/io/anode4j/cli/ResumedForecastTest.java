package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run over many series that is stopped, and goes on. */
class ResumedForecastTest {
  private static final int SERIES = 500;

  @TempDir static Path folder;

  private static Path model;
  private static Path whole;
  private static String expected;

  private Path out;
  private Path partial;

  @BeforeAll
  static void prepare() throws IOException {
    Workshop workshop = new Workshop(folder);
    model = workshop.train(workshop.numbers(), "6");
    whole = workshop.write("whole.csv", table(SERIES, 0));
    Path file = folder.resolve("expected.csv");
    CommandRun run = forecast(whole, file);
    assertEquals(0, run.code(), run.err());
    expected = Files.readString(file);
  }

  @BeforeEach
  void clean() throws IOException {
    out = folder.resolve("out.csv");
    partial = folder.resolve("out.csv.partial");
    Files.deleteIfExists(out);
    Files.deleteIfExists(partial);
    Files.deleteIfExists(marks());
  }

  private static Path marks() {
    return folder.resolve("out.csv.progress");
  }

  /** Series of six rows; ids with commas, which stand in quotes. */
  private static String table(int series, double shift) {
    StringBuilder csv = new StringBuilder("id,time,flow,heat\n");
    for (int s = 0; s < series; s++) {
      for (int i = 0; i < 6; i++) {
        csv.append("\"s,%d\",%d,%s,%s\n".formatted(s, i, i * 0.5 + s + shift, 20 - i * 0.25));
      }
    }
    return csv.toString();
  }

  private static CommandRun forecast(Path input, Path out, String... more) {
    Object[] words = {
      "forecast", input, "-m", model, "--horizon", 6, "--every", 2, "--threads", 2, "--out", out
    };
    Object[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return CommandRun.of(all);
  }

  /** Stopped by a row that cannot be read, at the end of the table's second half. */
  private Path stopped() throws IOException {
    String text = Files.readString(whole);
    int half = text.indexOf("\"s,300\"");
    Path broken = folder.resolve("broken.csv");
    Files.writeString(broken, text.substring(0, half) + "x,oops,1,1\n" + text.substring(half));
    CommandRun run = forecast(broken, out, "--resume");
    assertEquals(3, run.code(), run.err());
    assertFalse(Files.exists(out));
    assertTrue(Files.size(partial) > 1000);
    return partial;
  }

  @Test
  void theSameCommandGoesOn() throws IOException {
    stopped();
    // As kill -9 leaves it: more bytes than the last mark, and half a mark.
    Files.writeString(partial, "s,999,half a ro", StandardOpenOption.APPEND);
    Files.writeString(marks(), "12345 9", StandardOpenOption.APPEND);
    CommandRun run = forecast(whole, out, "--resume");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().matches("(?s).*going on after (9[6-9]|[12]\\d\\d) series.*"), run.err());
    assertEquals(expected, Files.readString(out));
    assertFalse(Files.exists(partial) || Files.exists(marks()));
  }

  @Test
  void aRunThatIsNotStoppedLeavesNothing() throws IOException {
    CommandRun run = forecast(whole, out, "--resume");
    assertEquals(0, run.code(), run.err());
    assertFalse(run.err().contains("going on"), run.err());
    assertEquals(expected, Files.readString(out));
    assertFalse(Files.exists(partial) || Files.exists(marks()));
  }

  @Test
  void anotherQuestionIsRefused() throws IOException {
    stopped();
    CommandRun run = forecast(whole, out, "--resume", "--quantiles", "0.5");
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("was begun with another model, horizon"), run.err());
    assertEquals(0, forecast(whole, out, "--resume").code());
  }

  @Test
  void otherDataAreRefused() throws IOException {
    stopped();
    Path other = Files.writeString(folder.resolve("other.csv"), table(SERIES, 1e-9));
    CommandRun run = forecast(other, out, "--resume");
    assertEquals(3, run.code(), run.err());
    assertTrue(run.err().contains("series are others than those in"), run.err());
    Path fewer = Files.writeString(folder.resolve("fewer.csv"), table(20, 0));
    run = forecast(fewer, out, "--resume");
    assertEquals(3, run.code(), run.err());
    assertTrue(run.err().contains("the input has 20 series, fewer than"), run.err());
  }

  /** A mixed file is read whole, as without the option. */
  @Test
  void mixedFilesAreReadWhole() throws IOException {
    Path mixed = Files.writeString(folder.resolve("mixed.csv"), table(40, 0) + "\"s,3\",9,1,1\n");
    CommandRun run = forecast(mixed, out, "--resume");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("it is read whole"), run.err());
    assertFalse(Files.exists(partial) || Files.exists(marks()));
  }

  @Test
  void progressSaysHowLongItTakes() {
    StringWriter said = new StringWriter();
    PrintWriter err = new PrintWriter(said);
    AtomicLong clock = new AtomicLong();
    BulkProgress progress = new BulkProgress(new Console(err, err, false), false, 4000, clock::get);
    progress.series();
    progress.read(100, 10);
    assertEquals("", said.toString());
    clock.set(30_000_000_000L);
    progress.series();
    progress.read(1000, 60_000);
    assertEquals("2 series, 60,000 rows, 25 %, 1:30 left, 2,000 rows/s", said.toString().strip());
    progress.read(1001, 60_001);
    progress.close();
    assertEquals(1, said.toString().lines().count());
    BulkProgress rewritten = new BulkProgress(new Console(err, err, false), true, 0, clock::get);
    clock.set(60_000_000_000L);
    rewritten.read(5, 30);
    rewritten.close();
    assertTrue(
        said.toString().contains("\r\u001B[2K0 series, 30 rows, 1 rows/s\n"), said.toString());
  }

  /** Both when read series by series and when read whole. */
  @Test
  void rowsArePartitionedBySeries() throws IOException {
    for (String[] more : new String[][] {{"--every", "2"}, {}}) {
      Path one = folder.resolve("parts.csv");
      Object[] words = {"forecast", whole, "-m", model, "--horizon", 6, "--out", one};
      List<Object> all = new ArrayList<>(List.of(words));
      all.addAll(List.of(more));
      assertEquals(0, CommandRun.of(all.toArray()).code());
      List<String> rows = new ArrayList<>(Files.readAllLines(one));
      Files.delete(one);
      all.addAll(List.of("--partition", "3"));
      CommandRun run = CommandRun.of(all.toArray());
      assertEquals(0, run.code(), run.err());
      assertTrue(run.err().contains("parts-1-of-3.csv and so on"), run.err());
      Set<String> seen = new HashSet<>();
      List<String> found = new ArrayList<>(List.of(rows.get(0)));
      for (int i = 1; i <= 3; i++) {
        List<String> part = Files.readAllLines(folder.resolve("parts-%d-of-3.csv".formatted(i)));
        assertEquals(rows.get(0), part.get(0));
        part.remove(0);
        assertFalse(part.isEmpty());
        Set<String> ids = new HashSet<>();
        part.forEach(row -> ids.add(row.substring(0, row.indexOf('"', 1))));
        ids.forEach(id -> assertTrue(seen.add(id), id));
        found.addAll(part);
      }
      assertFalse(Files.exists(one));
      rows.sort(null);
      found.sort(null);
      assertEquals(rows, found);
    }
  }
}
