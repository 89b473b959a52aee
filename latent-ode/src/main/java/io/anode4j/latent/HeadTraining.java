package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.latent.likelihood.Gaussian;
import io.anode4j.latent.likelihood.HeteroscedasticGaussian;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.ModelHeader;
import io.anode4j.tensor.Workers;
import io.anode4j.training.DataSplit;
import io.anode4j.training.RunFingerprint;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingPlan;
import io.anode4j.training.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Training of a latent ODE with a head: the negative ELBO of whole series with the loss of their
 * labels.
 *
 * @param data all series, as they were given
 * @param plan the same, divided
 * @param head settings and options of the run
 * @param workers threads
 */
record HeadTraining(SeriesSet data, HeadData plan, HeadRun head, Workers workers) {
  /** A series is about this long in model time: a field of size one moves a state across it. */
  private static final double SERIES_LENGTH = 8;

  /** Settings for whole series: nothing is anchored, and the usual likelihood is the Gaussian. */
  static LatentOdeConfig alone(LatentOdeConfig config) {
    boolean usual = config.likelihood().equals(HeteroscedasticGaussian.defaults());
    LatentOdeConfigBuilder alone = config.toBuilder().anchoring(AnchoringSettings.NONE);
    return (usual ? alone.likelihood(new Gaussian()) : alone).build();
  }

  LatentOdeConfig config() {
    return head.config();
  }

  RunOptions options() {
    return head.options();
  }

  /** What the model carries, before it is trained. */
  ModelHeader header() {
    ValueScaler scaler = ValueScaler.robust(plan.training());
    double gap =
        DataSplit.median(plan.training().series().stream().flatMapToDouble(DataSplit::gaps));
    return ModelHeader.untrained(
        data,
        scaler,
        plan.context() / SERIES_LENGTH,
        0,
        DataSplit.periods(plan.training(), gap, 0),
        plan.seen(),
        BaselineStatistics.fit(plan.training(), plan.context(), OptionalDouble.empty(), workers),
        options().provenance());
  }

  /** How series become numbers: all of a series is its own target. */
  static WindowLayout layout(LatentOdeConfig config, ModelHeader header) {
    int frequencies = config.encoder().timeFrequencies();
    int channels = header.channels().size();
    return new WindowLayout(
            channels, true, header.timeUnit(), frequencies, header.phases(), 0, 0, 1, 1)
        .withUnits(header.scaler().scale(), header.scaler().center());
  }

  /**
   * Trains.
   *
   * @param header made by {@link #header}
   * @param architecture the parts
   * @param decisive what decides the run beside data and weights, in words
   * @return the weights that met the labels set apart best
   */
  TrainingRun.Result run(ModelHeader header, LatentArchitecture architecture, String decisive) {
    SeriesSet scaled = plan.training().map(header.scaler()::toScaled);
    TrainingWindows windows = new TrainingWindows(scaled, plan.context(), 0);
    int perEpoch = Math.min(config().training().windowsPerEpoch(), windows.usableSeries());
    LatentObjective objective =
        new LatentObjective(
            architecture,
            config(),
            seed -> queries(windows, perEpoch, seed),
            perEpoch,
            validationQueries(header),
            new ElboEvaluation(architecture, layout(config(), header), workers),
            head.settings().weight(),
            workers);
    TrainingSettings t = config().training();
    TrainingRun run =
        new TrainingRun(
            objective,
            new TrainingRun.Settings(t.epochs(), t.learningRate(), t.patience(), t.clipNorm(), 0),
            options(),
            () -> RunFingerprint.of(data, decisive, architecture.layout()));
    announce(header, perEpoch, architecture.layout().size());
    return run.run();
  }

  private void announce(ModelHeader header, int perEpoch, int weights) {
    int unlabelled = plan.training().size() - plan.labels().size();
    if (unlabelled > 0) {
      options()
          .listener()
          .onNotice(
              unlabelled
                  + " series without a label teach what series look like, not what they are");
    }
    options()
        .listener()
        .onPlan(
            new TrainingPlan(
                plan.split(),
                plan.seen().size(),
                plan.apartSeries(),
                perEpoch,
                plan.apart().size(),
                plan.context(),
                0,
                header.periods(),
                weights));
  }

  private List<WindowQuery> queries(TrainingWindows windows, int count, long seed) {
    return windows.queries(
        count,
        config().training().contextKeep(),
        seed,
        (window, random) ->
            WindowQuery.training(window.context(), window.target())
                .labelled(plan.labels().getOrDefault(window.id(), WindowQuery.NO_LABEL)));
  }

  /** They ask no times: all that is judged is what is said of the series. */
  private List<WindowQuery> validationQueries(ModelHeader header) {
    List<WindowQuery> queries = new ArrayList<>();
    for (int i = 0; i < plan.apart().size(); i++) {
      TimeSeries scaled = header.scaler().toScaled(plan.apart().get(i));
      queries.add(WindowQuery.forecast(scaled, new double[0]).labelled(plan.truth().get(i)));
    }
    return queries;
  }
}
