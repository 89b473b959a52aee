package io.anode4j.latent;

import io.anode4j.classification.SeriesFeatures;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.Parameters;
import io.anode4j.regression.Prediction;
import io.anode4j.regression.Regressor;
import io.anode4j.regression.ResidualBands;
import io.anode4j.regression.RidgeRegression;
import io.anode4j.tensor.Workers;
import io.anode4j.training.TrainingRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One training of a regressor, from divided series to a weighed model. */
final class RegressorFit {
  private final HeadData plan;
  private final HeadTraining training;
  private final ModelHeader header;
  private final RegressorDescription description;
  private final LatentArchitecture architecture;

  /** The labels of the plan are in their own unit, limited already. */
  RegressorFit(SeriesSet data, HeadData plan, double most, HeadRun run, Workers workers) {
    this.plan = plan;
    RegressorTarget target =
        RegressorTarget.of(
            plan.labels().values().stream().mapToDouble(Double::doubleValue).sorted().toArray(),
            most);
    this.training = new HeadTraining(data, scaled(plan, target), run, workers);
    this.header = training.header();
    this.description =
        new RegressorDescription(
            run.config(),
            run.settings(),
            plan.context(),
            plan.rows(),
            target,
            List.of(),
            1,
            RegressorDescription.NO_BANDS);
    this.architecture = description.architecture(header);
  }

  private static HeadData scaled(HeadData plan, RegressorTarget target) {
    Map<String, Double> labels = new HashMap<>(plan.labels());
    labels.replaceAll((id, label) -> target.scaled(label));
    List<Double> truth = plan.truth().stream().map(target::scaled).toList();
    return new HeadData(
        plan.training(),
        labels,
        plan.apart(),
        truth,
        plan.context(),
        plan.rows(),
        plan.seen(),
        plan.split());
  }

  LatentRegressor model() {
    // The target tells of the labels in training, the sum of those set apart.
    String decisive =
        header.library()
            + ' '
            + description
            + plan.truth().stream().mapToDouble(Double::doubleValue).sum();
    TrainingRun.Result result = training.run(header, architecture, decisive);
    LatentRegressor model = weighed(header.withHistory(result.history()), result.parameters());
    training.options().discardCheckpoint();
    return model;
  }

  private LatentRegressor weighed(ModelHeader trained, Parameters parameters) {
    RegressorDescription both = description;
    if (description.regressor().regression()) {
      both = description.with(List.of(ridge()), 1, RegressorDescription.NO_BANDS);
      Map<String, Regressor> members =
          new LatentRegressor(trained, both, architecture, parameters).members();
      double share =
          share(
              said(members.get(LatentRegressor.NETWORK)),
              said(members.get(LatentRegressor.REGRESSION)));
      both = both.with(both.regression(), share, RegressorDescription.NO_BANDS);
    }
    double[] said = said(new LatentRegressor(trained, both, architecture, parameters));
    ResidualBands bands = ResidualBands.of(said, truth());
    return new LatentRegressor(
        trained, both.with(both.regression(), both.share(), bands), architecture, parameters);
  }

  /** Least squares: {@code min Σ (w·a + (1 − w)·b − y)²}, cut to 0 and 1. */
  private double share(double[] network, double[] ridge) {
    double[] y = truth();
    double product = 0;
    double square = 0;
    for (int i = 0; i < y.length; i++) {
      double apart = network[i] - ridge[i];
      product += apart * (y[i] - ridge[i]);
      square += apart * apart;
    }
    return square > 0 ? Math.max(0, Math.min(1, product / square)) : 1;
  }

  private double[] truth() {
    return plan.truth().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double[] said(Regressor one) {
    return one.predictAll(plan.apart()).stream().mapToDouble(Prediction::value).toArray();
  }

  private RidgeRegression ridge() {
    List<TimeSeries> known =
        plan.training().series().stream().filter(s -> plan.labels().containsKey(s.id())).toList();
    double[] labels =
        known.stream().mapToDouble(s -> plan.labels().getOrDefault(s.id(), 0.0)).toArray();
    return RidgeRegression.chosen(features(known), labels, features(plan.apart()), truth());
  }

  private static double[][] features(List<TimeSeries> series) {
    return series.stream().map(SeriesFeatures::of).toArray(double[][]::new);
  }
}
