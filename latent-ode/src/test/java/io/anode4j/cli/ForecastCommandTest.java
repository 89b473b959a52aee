package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.LatentOde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCommandTest {
  @TempDir static Path folder;
  private static Workshop workshop;
  private static Path numbers;
  private static Path numberModel;
  private static Path dates;
  private static Path dateModel;

  @BeforeAll
  static void train() throws IOException {
    workshop = new Workshop(folder);
    numbers = workshop.numbers();
    numberModel = workshop.train(numbers, "6");
    dates = workshop.dates();
    dateModel = workshop.train(dates, "6h");
  }

  @Test
  void csvHasOneRowPerSeriesTimeAndChannel() throws IOException {
    Path out = workshop.file("f.csv");
    CommandRun run =
        CommandRun.of(
            "forecast",
            numbers,
            "-m",
            numberModel,
            "--horizon",
            "6",
            "--every",
            "2",
            "--out",
            out,
            "--quiet",
            "--threads",
            "2");
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertEquals("", run.out());
    List<String> lines = Files.readAllLines(out);
    assertEquals("series,time,channel,mean,std,q0.05,q0.5,q0.95", lines.get(0));
    assertEquals(1 + 3 * 3 * 2, lines.size());
    LatentOde model = LatentOde.load(numberModel);
    TimeSeries history = CsvReader.detect().withChannels("flow", "heat").read(numbers).get("p1");
    double last = history.lastTime();
    Forecast expected = model.forecast(history, new double[] {last + 2, last + 4, last + 6});
    List<String> row = Arrays.asList(lines.get(1 + 6 + 3).split(","));
    assertEquals(List.of("p1", "heat"), List.of(row.get(0), row.get(2)));
    assertEquals(last + 4, Double.parseDouble(row.get(1)), 0);
    double[] values = {
      expected.mean(1, 1),
      expected.std(1, 1),
      expected.quantile(0.05, 1, 1),
      expected.quantile(0.5, 1, 1),
      expected.quantile(0.95, 1, 1)
    };
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], Double.parseDouble(row.get(3 + i)), 1e-7 * Math.abs(values[i]));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".part")));
    }
  }

  @Test
  void datesStayDatesAndQuantilesAreNamedAsGiven() {
    CommandRun run =
        CommandRun.of(
            "forecast",
            dates,
            "-m",
            dateModel,
            "--horizon",
            "3h",
            "--every",
            "90m",
            "--out",
            "-",
            "--quantiles",
            "0.10,.9",
            "--quiet");
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals("series,time,channel,mean,std,q0.10,q.9", lines.get(0));
    assertEquals(3, lines.size());
    assertTrue(
        lines.get(1).matches("dates,2024-01-\\d\\dT\\d\\d:\\d\\d,flow(,-?[0-9.]+){4}"),
        lines.get(1));
  }

  @Test
  void timesComeFromAFile() throws IOException {
    Path times = workshop.write("times.txt", "10.25\n\n1000\n12\n");
    CommandRun run =
        CommandRun.of(
            "forecast",
            numbers,
            "-m",
            numberModel,
            "--horizon",
            "6",
            "--times",
            times,
            "--out",
            "-",
            "--quiet",
            "--where",
            "site=south");
    assertEquals(0, run.code(), run.err());
    List<String> asked =
        run.out().lines().skip(1).map(line -> line.split(",")[1]).distinct().toList();
    assertEquals(List.of("10.25", "12"), asked, "in their order; 1000 is beyond the horizon");
    for (String text : List.of("soon\n", "")) {
      CommandRun bad =
          CommandRun.of(
              "forecast",
              numbers,
              "-m",
              numberModel,
              "--horizon",
              "6",
              "--out",
              "-",
              "--times",
              workshop.write("bad.txt", text));
      assertEquals(3, bad.code());
      assertTrue(bad.err().contains("bad.txt"), bad.err());
    }
  }

  @Test
  void defaultStepIsTheMedianGap() {
    CommandRun run =
        CommandRun.of(
            "forecast",
            numbers,
            "-m",
            numberModel,
            "--horizon",
            "6",
            "--out",
            "-",
            "--where",
            "site=south");
    assertEquals(0, run.code(), run.err());
    double[] times =
        run.out().lines().skip(1).mapToDouble(l -> Double.parseDouble(l.split(",")[1])).toArray();
    assertEquals(1, times[2] - times[0], 0.2, "gaps are 0.5 to 1.5");
  }

  @Test
  void longLayoutAndOtherOrderOfChannelsGiveTheSame() throws IOException {
    StringBuilder table = new StringBuilder("id,time,variable,value\n");
    for (String line : Files.readAllLines(numbers).subList(1, 181)) {
      String[] cells = line.split(",", -1);
      table.append("%s,%s,heat,%s\n".formatted(cells[0], cells[1], cells[3]));
      table.append("%s,%s,flow,%s\n".formatted(cells[0], cells[1], cells[2]));
    }
    Path other = workshop.write("long.csv", table.toString());
    CommandRun wide = forecast(numbers, "--every", "2", "--where", "site=north");
    CommandRun tall = forecast(other, "--every", "2", "--layout", "long");
    assertEquals(0, tall.code(), tall.err());
    assertTrue(tall.out().startsWith(wide.out()), "the south comes last");
  }

  @Test
  void reportAndCompressedCsvAreWritten() throws IOException {
    Path report = workshop.file("f.html");
    Path out = workshop.file("f.csv.gz");
    CommandRun run =
        CommandRun.of(
            "forecast",
            dates,
            "-m",
            dateModel,
            "--horizon",
            "12h",
            "--out",
            out,
            "--report",
            report);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("warning: the horizon 12h is beyond"), run.err());
    assertTrue(run.err().contains("wrote " + out), run.err());
    byte[] bytes = Files.readAllBytes(out);
    assertEquals(0x1F8B, (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF);
    assertTrue(Files.readString(report).contains("<svg"));
  }

  @Test
  void seriesWithoutValuesAreNamed() throws IOException {
    Path data = workshop.write("gap.csv", "id,time,flow,heat\na,1,2,3\na,2,2,3\nb,1,,\n");
    CommandRun run = forecast(data, "--duplicates", "error");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("warning: series 'b' has no value"), run.err());
  }

  @Test
  void aValueThatCannotBeReckonedWithIsNamed() throws IOException {
    Path data = workshop.write("wild.csv", "id,time,flow,heat\na,1,2,3\na,2,2,1e300\n");
    CommandRun run = forecast(data, "--quiet");
    assertEquals(3, run.code(), run.err());
    assertTrue(run.err().contains("series 'a' has the value 1.0E300 of channel 'heat' at 2"));
  }

  @Test
  void dataThatDoNotFitTheModelAreInput() {
    CommandRun missing = forecast(dates, "--quiet");
    assertEquals(3, missing.code());
    assertTrue(missing.err().contains("heat"), missing.err());
    CommandRun order = forecast(numbers, "--channels", "heat,flow");
    assertEquals(3, order.code());
    assertTrue(order.err().contains("expected the model's, flow,heat"), order.err());
    CommandRun kind =
        CommandRun.of(
            "forecast", numbers, "-m", dateModel, "--horizon", "6h", "--out", "-", "--quiet");
    assertEquals(3, kind.code());
    assertTrue(kind.err().contains("expected times as the model's"), kind.err());
  }

  @Test
  void usageIsRefusedWithAMessage() {
    for (List<String> options :
        List.of(
            List.of("--quantiles", "0.5,1"),
            List.of("--quantiles", "x"),
            List.of("--quantiles", ","),
            List.of("--quantiles", "0.5,0.9,0.50"),
            List.of("--where", "north"),
            List.of("--time-format", "never"),
            List.of("--max-bad-rows", "-1"),
            List.of("--every", "-2"),
            List.of("--threads", "0"),
            List.of("--every", "2", "--times", "x"))) {
      CommandRun run = forecast(numbers, options.toArray());
      assertEquals(2, run.code(), options + run.err());
      assertTrue(run.err().contains("anode4j: "), run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void damagedModelFileIsItsOwnCode() throws IOException {
    byte[] bytes = Files.readAllBytes(numberModel);
    Path cut = workshop.file("cut.anode");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    CommandRun run = CommandRun.of("inspect", cut);
    assertEquals(4, run.code());
    assertFalse(run.err().contains("\tat "), "no stack trace unless asked for");
    CommandRun verbose = CommandRun.of("inspect", cut, "--verbose");
    assertTrue(verbose.err().contains("\tat io.anode4j"), verbose.err());
  }

  private static CommandRun forecast(Path data, Object... options) {
    Object[] all = {"forecast", data, "-m", numberModel, "--horizon", "6", "--out", "-"};
    return CommandRun.of(Stream.concat(Arrays.stream(all), Arrays.stream(options)).toArray());
  }

  @Test
  void seriesBySeriesAndWholeAreTheSameAndSaidApart() throws IOException {
    List<String> lines = Files.readAllLines(numbers);
    List<String> rows = new ArrayList<>(lines.subList(1, lines.size()));
    rows.sort(Comparator.comparing(row -> row.split(",")[1])); // by time: series stand apart
    rows.add(0, lines.get(0));
    Path mixed = Files.write(workshop.file("mixed.csv"), rows);
    Path whole = workshop.file("whole.csv");
    Path each = workshop.file("each.csv");
    CommandRun apart = everyTwo(mixed, "8", whole); // beyond the trained horizon: a warning
    assertEquals(0, apart.code(), apart.err());
    assertTrue(apart.err().contains("stand apart") && apart.err().contains("whole"), apart.err());
    assertEquals(2, apart.err().split("is beyond", -1).length, apart.err());
    CommandRun grouped = everyTwo(numbers, "8", each);
    assertEquals(0, grouped.code(), grouped.err());
    assertFalse(grouped.err().contains("stand apart"), grouped.err());
    assertEquals(2, grouped.err().split("is beyond", -1).length, grouped.err());
    List<String> expected = new ArrayList<>(Files.readAllLines(whole));
    List<String> found = new ArrayList<>(Files.readAllLines(each));
    Collections.sort(expected); // the mixed file names its series in another order
    Collections.sort(found);
    assertEquals(expected, found);
  }

  private static CommandRun everyTwo(Path input, String horizon, Path out) {
    return CommandRun.of(
        "forecast", input, "-m", numberModel, "--horizon", horizon, "--every", "2", "--out", out);
  }

  /** A wrong unit: said by name and by how much, whichever way the file is read. */
  @Test
  void seriesFarOutsideOfTheTrainingDataAreNamed() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(numbers)) {
      String[] cells = line.split(",", -1);
      if (cells[0].equals("p1") && !cells[2].isEmpty()) {
        cells[2] = String.valueOf(1000 * (1 + Double.parseDouble(cells[2])));
      }
      lines.add(String.join(",", cells));
    }
    Path wrong = workshop.file("wrong-unit.csv");
    Files.write(wrong, lines);
    for (String[] way : new String[][] {{}, {"--every", "2"}}) {
      List<Object> command = new ArrayList<>(List.of("forecast", wrong, "-m", numberModel));
      command.addAll(List.of("--horizon", "6", "--out", workshop.file("strange.csv")));
      command.addAll(List.of(way));
      CommandRun run = CommandRun.of(command.toArray());
      assertEquals(0, run.code(), run.err());
      assertTrue(
          run.err().contains("1 of 3 series lie far outside of the training data, farthest 'p1' ("),
          run.err());
      assertTrue(run.err().contains("check the unit"), run.err());
    }
    CommandRun usual =
        CommandRun.of("forecast", numbers, "-m", numberModel, "--horizon", "6", "--out", wrong);
    assertFalse(usual.err().contains("far outside"), usual.err());
  }
}
