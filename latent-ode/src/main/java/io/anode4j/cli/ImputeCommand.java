package io.anode4j.cli;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.MaskedValues;
import io.anode4j.forecast.Forecast;
import io.anode4j.imputation.Imputer;
import io.anode4j.imputation.Mask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills what is missing in a table. */
@Command(
    name = "impute",
    headerHeading =
        "Example: anode4j impute bundled:san-francisco-bay -m bay.anode --out filled.csv%n%n",
    header = "Fill what is missing in a CSV.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "Fills every missing value of every row: the model, trained without --horizon on data like"
          + " these, the straight line, the last value and the mean, weighed by how right they are"
          + " about a fifth of the observed values, hidden for this. What was observed stays; rows without"
          + " any value are left out, and counted.",
      "Writes series,time, each channel, and quantiles of each channel (temperature_q0.05), which"
          + " are empty where the value was observed. With --benchmark it hides more and says how"
          + " well all of them do."
    })
final class ImputeCommand implements Callable<Integer> {
  private static final int BLOCK = 64;
  private static final String QUANTILES = "0.05,0.95";

  @Mixin private final InputParameter input = new InputParameter();
  @Mixin private final ModelFileOption modelFile = new ModelFileOption();

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "The filled CSV, compressed if its name ends in .gz.")
  private @Nullable Path out;

  @Option(
      names = "--quantiles",
      paramLabel = QUANTILES,
      split = ",",
      defaultValue = QUANTILES,
      description = "Quantiles to write. Default: ${DEFAULT-VALUE}.")
  private List<String> quantiles = new ArrayList<>();

  @Option(
      names = "--benchmark",
      paramLabel = "0.1,0.5,0.9",
      split = ",",
      description =
          "Hide these shares of the observed values, each in turn, and print how well model and"
              + " rules say what they were. Default: none.")
  private List<Double> benchmark = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of what is hidden. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final ThreadsOption threads = new ThreadsOption();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();

  @Override
  public Integer call() {
    Console console = consoleOptions.console();
    requireSomethingToDo();
    OutputFile csv = out == null ? null : OutputFile.of("--out", out);
    ModelInput loaded =
        ModelInput.read(modelFile.path(), input.name(), inputOptions, console).covered(console);
    ImputedCsv table = new ImputedCsv(loaded.series(), quantiles);
    if (!loaded.model().interpolates()) {
      console.warn(
          "the model was trained to forecast, not to interpolate; train one without --horizon for"
              + " this");
    }
    if (!benchmark.isEmpty() && isSeen(loaded)) {
      console.warn(
          "the model was trained on some of these series, so it has seen what is hidden now:"
              + " benchmark it on others");
    }
    for (double share : benchmark) {
      score(loaded, share, console);
    }
    if (csv != null) {
      Imputer imputer = imputer(loaded, loaded.series(), seed);
      csv.writeText(text -> fill(imputer, loaded.series(), table, text));
      console.note("filled %,d values in %s".formatted(missing(loaded.series()), csv.path()));
    }
    return 0;
  }

  private void requireSomethingToDo() {
    if (out == null && benchmark.isEmpty()) {
      throw CommandFailure.usage(
          "neither --out nor --benchmark was stated; expected one of them, or both; name a file to"
              + " write with --out",
          null);
    }
    for (double share : benchmark) {
      if (!(share > 0 && share < 1)) {
        throw CommandFailure.usage(
            "--benchmark: found %s; expected shares between 0 and 1 such as 0.1,0.5,0.9; mend the list"
                .formatted(share),
            null);
      }
    }
  }

  private static boolean isSeen(ModelInput loaded) {
    return loaded.series().series().stream()
        .anyMatch(series -> loaded.model().seenUntil(series.id()).isPresent());
  }

  private Imputer imputer(ModelInput loaded, SeriesSet visible, long seed) {
    try {
      return Imputer.fit(loaded.model(), visible, seed, threads.threads());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input(String.valueOf(e.getMessage()), e);
    }
  }

  private void score(ModelInput loaded, double share, Console console) {
    SeriesSet visible = Mask.hide(loaded.series(), share, seed);
    // Another choice than that of the benchmark, so that the two do not hide the same values.
    Imputer imputer = imputer(loaded, visible, seed + 1);
    console.result(
        String.format(Locale.ROOT, "%.0f %% of the observed values hidden at random", 100 * share));
    console.result(
        new MaskedValues(loaded.series(), visible)
            .scores(
                imputer.forecasters(),
                loaded.model().baselines().standardisation(),
                threads.threads())
            .table());
  }

  private static void fill(Imputer imputer, SeriesSet data, ImputedCsv table, Writer text) {
    try {
      CSVPrinter printer = table.begin(text);
      List<TimeSeries> series = data.series();
      for (int from = 0; from < series.size(); from += BLOCK) {
        List<TimeSeries> block = series.subList(from, Math.min(series.size(), from + BLOCK));
        List<Forecast> filled =
            imputer.forecastAll(block, block.stream().map(TimeSeries::times).toList());
        for (int i = 0; i < block.size(); i++) {
          table.write(block.get(i), filled.get(i), printer);
        }
      }
      printer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the filled table cannot be written: " + e, e);
    }
  }

  private static long missing(SeriesSet data) {
    long cells = 0;
    for (TimeSeries series : data) {
      cells += (long) series.length() * data.channels().size();
    }
    return cells - data.observedCount();
  }
}
