package io.anode4j.cli;

import io.anode4j.latent.LatentRegressor;
import io.anode4j.regression.KnownNumbers;
import io.anode4j.regression.RegressionReport;
import java.nio.file.Path;
import picocli.CommandLine.Command;
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
final class RegressCommand extends AnswerCommand<LatentRegressor, KnownNumbers> {
  @Option(
      names = "--last",
      description =
          "Of a model of rows: score of each series its last row with a label alone, as those do who"
              + " ask what remains now.")
  private boolean last;

  @Override
  LatentRegressor load(Path file) {
    return LatentRegressor.load(file);
  }

  @Override
  void requireFitting(LatentRegressor model, boolean labelled) {
    if (last && !(model.isOfRows() && labelled)) {
      throw CommandFailure.usage(
          model.isOfRows()
              ? "--last was stated without --label; expected the column to compare with; state it, or"
                  + " leave --last out"
              : "--last was stated with a model of whole series; expected one of rows; leave it out",
          null);
    }
  }

  @Override
  boolean lastAlone() {
    return last;
  }

  @Override
  KnownNumbers known(LatentRegressor model, UnseenLabels unseen) {
    return KnownNumbers.of(unseen.scored(), unseen.labels(), model.labelMax());
  }

  @Override
  AnswersCsv<?> answers(LatentRegressor model) {
    return AnswersCsv.of(model);
  }

  @Override
  String done() {
    return "said of";
  }

  @Override
  Report report(LatentRegressor model, KnownNumbers known, String unit) {
    RegressionReport report =
        RegressionReport.of(model, model.members(), known, unit, model.labelMax());
    return new Report(report.table(), report.toMap());
  }
}
