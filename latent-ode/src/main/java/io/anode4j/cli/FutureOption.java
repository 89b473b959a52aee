package io.anode4j.cli;

import io.anode4j.data.Covariate;
import io.anode4j.data.CovariateColumns;
import io.anode4j.data.SeriesSet;
import io.anode4j.model.TrainedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where covariates of the times to come are. */
final class FutureOption {
  @Option(
      names = "--future",
      paramLabel = "FILE.csv",
      description =
          "Another CSV with the model's known covariates at times to come, its series named as in"
              + " the input. Default: rows of the input whose channels are empty.")
  private @Nullable String file;

  boolean isStated() {
    return file != null;
  }

  /** The same data with the covariates of the file. */
  ModelInput on(ModelInput loaded, InputOptions input) {
    if (file == null) {
      return loaded;
    }
    TrainedModel model = loaded.model();
    List<Covariate> ahead = model.covariates().stream().filter(c -> c.kind().isAhead()).toList();
    if (ahead.isEmpty()) {
      throw CommandFailure.usage(
          "--future was stated, but the model reads no covariate that is known ahead; expected one"
              + " trained with --known or --held; leave it out",
          null);
    }
    SeriesSet told = input.readColumns(file, ahead.stream().map(Covariate::name).toList());
    CovariateColumns columns = new CovariateColumns(model.covariates());
    return new ModelInput(model, columns.later(loaded.series(), told), loaded.reading());
  }
}
