package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.Interrupting;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.SeriesSummary;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.data.csv.CsvWriter;
import io.anode4j.evaluation.BaselineStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts of commands and of large files: a clear word, and no half of a file. */
class InterruptedCommandTest {
  @TempDir Path directory;
  private Path csv;

  @BeforeEach
  void writeData() throws Exception {
    csv = directory.resolve("data.csv");
    CsvWriter.wide().write(data(6, 60), csv);
  }

  private static SeriesSet data(int series, int rows) {
    List<TimeSeries> all =
        Stream.iterate(0, i -> i + 1)
            .limit(series)
            .map(
                s -> {
                  double[] times = new double[rows];
                  double[][] values = new double[rows][1];
                  for (int i = 0; i < rows; i++) {
                    times[i] = i;
                    values[i][0] = Math.sin(0.3 * i + s);
                  }
                  return TimeSeries.of("s" + s, times, values);
                })
            .toList();
    return new SeriesSet(List.of("v"), all, TimeFormat.number(), "data");
  }

  private CommandRun interrupted(String... words) {
    Thread.currentThread().interrupt();
    try {
      return CommandRun.of((Object[]) words);
    } finally {
      assertTrue(Thread.interrupted(), "the flag must stay set");
    }
  }

  private List<String> files() throws Exception {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void commandsSaySoAndLeaveNoFile() throws Exception {
    String model = directory.resolve("m.anode").toString();
    String out = directory.resolve("out.csv").toString();
    CommandRun train =
        interrupted("train", csv.toString(), "--horizon", "5", "--epochs", "1", "--model", model);
    assertSays(train);
    assertEquals(List.of("data.csv"), files());
    CommandRun.of("train", csv.toString(), "--horizon", "5", "--epochs", "1", "--model", model);
    assertSays(
        interrupted("forecast", csv.toString(), "--horizon", "5", "--model", model, "--out", out));
    assertSays(interrupted("evaluate", csv.toString(), "--horizon", "5", "--model", model));
    assertSays(interrupted("inspect", csv.toString()));
    assertEquals(List.of("data.csv", "m.anode"), files());
  }

  private static void assertSays(CommandRun run) {
    assertEquals(1, run.code(), run.err());
    assertTrue(run.err().contains("was interrupted"), run.err());
    assertFalse(run.err().contains("unexpected"), run.err());
  }

  @Test
  void summariesAndScalersEndToo() throws Exception {
    SeriesSet large = data(20, 4000);
    Interrupting.check(() -> SeriesSummary.of(large).toString());
    Interrupting.check(() -> ValueScaler.robust(large).scale()[0]);
    Interrupting.check(() -> BaselineStatistics.fit(large, 20, OptionalDouble.empty()).period());
  }

  @Test
  void largeFilesAreReadAndWrittenWholeOrNotAtAll() throws Exception {
    SeriesSet large = data(20, 4000);
    Path file = directory.resolve("large.csv");
    CsvWriter.wide().write(large, file);
    Interrupting.check(
        () -> {
          SeriesSet read = CsvReader.detect().read(file);
          return List.of(read.observedCount(), read.get("s7").value(99, 0));
        });
    byte[] before = Files.readAllBytes(file);
    Interrupting.check(
        () -> {
          CsvWriter.wide().write(large, file);
          return "written";
        });
    Thread.currentThread().interrupt();
    Assertions.assertThrows(
        CancellationException.class, () -> CsvWriter.longLayout().write(large, file));
    assertTrue(Thread.interrupted(), "the flag must stay set");
    Assertions.assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(List.of("data.csv", "large.csv"), files());
  }
}
