package io.anode4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anode4j.latent.LatentRegressor;
import io.anode4j.regression.KnownNumbers;
import io.anode4j.regression.RegressionReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which number belongs to each series, or to each of its rows. */
@Command(
    name = "regress",
    headerHeading =
        "Example: anode4j regress engines.csv -m life.anode --out life.csv%n"
            + "Example: anode4j regress engines.csv -m life.anode --label RUL --last%n%n",
    header = "Say which number belongs to each series of a CSV, such as its remaining life.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "Writes series,value,lower,upper; of a model of rows series,time,value,lower,upper for every"
          + " row. lower and upper are to hold 90 %% of the true numbers. The model is one that"
          + " 'anode4j train --task regress' or 'regress-rows' has made.",
      "With --label it prints how good the answers are (RMSE, MAE, bias, R2, share in the"
          + " interval), beside the network alone, a ridge regression on simple features and the"
          + " mean of training. Series that training has seen are left out of this."
    })
final class RegressCommand implements Callable<Integer> {
  @Mixin private final InputParameter input = new InputParameter();
  @Mixin private final ModelFileOption modelFile = new ModelFileOption();

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "The numbers as CSV, compressed if its name ends in .gz.")
  private @Nullable Path out;

  @Option(
      names = "--last",
      description =
          "Of a model of rows: score of each series its last row with a label alone, as those do who"
              + " ask what remains now.")
  private boolean last;

  @Mixin private final ScoresOption json = new ScoresOption();

  @Mixin private final LabelOptions labels = new LabelOptions();
  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();

  @Override
  public Integer call() throws JsonProcessingException {
    Console console = consoleOptions.console();
    labels.requireSomethingToDo(out != null, json.isStated());
    OutputFile csv = out == null ? null : OutputFile.of("--out", out);
    OutputFile scores = json.file();
    labels.readWith(inputOptions);
    LatentRegressor model = LatentRegressor.load(modelFile.path());
    requireRows(model);
    LabelledInput data =
        LabelledInput.read(model, modelFile, input.name(), inputOptions, labels, last, console);
    // A label that is no number is said before anything is written.
    Optional<KnownNumbers> known = data.unseen().map(one -> known(model, one));
    if (csv != null) {
      csv.writeText(new NumbersCsv(model, data.data().series())::write);
      console.note("said of %,d series in %s".formatted(data.data().series().size(), csv.path()));
    }
    if (known.isPresent()) {
      data.unseen().ifPresent(one -> one.tell(console));
      RegressionReport report =
          RegressionReport.of(
              model,
              model.members(),
              known.get(),
              model.isOfRows() ? "rows" : "series",
              model.labelMax());
      console.result(report.table());
      ScoresOption.write(report.toMap(), scores);
    }
    return 0;
  }

  private void requireRows(LatentRegressor model) {
    if (last && !(model.isOfRows() && labels.isStated())) {
      throw CommandFailure.usage(
          model.isOfRows()
              ? "--last was stated without --label; expected the column to compare with; state it, or"
                  + " leave --last out"
              : "--last was stated with a model of whole series; expected one of rows; leave it out",
          null);
    }
  }

  private static KnownNumbers known(LatentRegressor model, UnseenLabels unseen) {
    try {
      return KnownNumbers.of(unseen.scored(), unseen.labels(), model.labelMax());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input(String.valueOf(e.getMessage()), e);
    }
  }
}
