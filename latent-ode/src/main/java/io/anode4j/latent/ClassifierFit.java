package io.anode4j.latent;

import io.anode4j.classification.Classification;
import io.anode4j.classification.Classifier;
import io.anode4j.classification.Labelled;
import io.anode4j.classification.LogisticRegression;
import io.anode4j.classification.OpinionPool;
import io.anode4j.classification.SeriesFeatures;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Workers;
import io.anode4j.training.DataSplit;
import io.anode4j.training.RunFingerprint;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingPlan;
import io.anode4j.training.TrainingRun;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One training of a classifier, from divided series to a weighed model. */
final class ClassifierFit {
  /** A series is about this long in model time: a field of size one moves a state across it. */
  private static final double SERIES_LENGTH = 8;

  private final SeriesSet data;
  private final ClassifierData plan;
  private final LatentOdeConfig config;
  private final RunOptions options;
  private final Workers workers;
  private final ClassifierSettings settings;
  private final ModelHeader header;
  private final ClassifierDescription description;
  private final LatentArchitecture architecture;
  private final TrainingWindows windows;

  ClassifierFit(
      SeriesSet data,
      ClassifierData plan,
      LatentOdeConfig config,
      ClassifierSettings settings,
      RunOptions options,
      Workers workers) {
    this.data = data;
    this.plan = plan;
    this.config = config;
    this.settings = settings;
    this.options = options;
    this.workers = workers;
    this.header = header();
    this.description =
        new ClassifierDescription(
            config,
            settings,
            plan.context(),
            plan.rows(),
            plan.classes(),
            plan.known().counts(),
            List.of(),
            OpinionPool.equal(1));
    this.architecture = description.architecture(header);
    SeriesSet scaled = plan.training().map(header.scaler()::toScaled);
    this.windows = new TrainingWindows(scaled, plan.context(), 0);
  }

  private ModelHeader header() {
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
        options.provenance());
  }

  LatentClassifier model() {
    int perEpoch = Math.min(config.training().windowsPerEpoch(), windows.usableSeries());
    WindowLayout layout = description.layout(header);
    LatentObjective objective =
        new LatentObjective(
            architecture,
            config,
            seed -> queries(perEpoch, seed),
            perEpoch,
            validationQueries(),
            new ElboEvaluation(architecture, layout, workers),
            settings.weight(),
            workers);
    TrainingSettings t = config.training();
    TrainingRun run =
        new TrainingRun(
            objective,
            new TrainingRun.Settings(t.epochs(), t.learningRate(), t.patience(), t.clipNorm(), 0),
            options,
            () -> RunFingerprint.of(data, decisive(), architecture.layout()));
    announce(perEpoch);
    TrainingRun.Result result = run.run();
    ModelHeader trained = header.withHistory(result.history());
    LatentClassifier model = weighed(trained, result.parameters());
    options.discardCheckpoint();
    return model;
  }

  private String decisive() {
    return header.library()
        + ' '
        + config
        + ' '
        + settings
        + ' '
        + plan.context()
        + plan.rows()
        + plan.classes()
        + plan.known().truth()
        + plan.validation().truth();
  }

  private void announce(int perEpoch) {
    Labelled known = plan.known();
    List<Integer> counts = known.counts();
    String classes =
        IntStream.range(0, counts.size())
            .mapToObj(k -> plan.classes().get(k) + " " + counts.get(k))
            .collect(Collectors.joining(", "));
    options
        .listener()
        .onNotice(
            "Classes, with their %s in training: ".formatted(plan.rows() ? "rows" : "series")
                + classes);
    int unlabelled = plan.training().size() - known.series().size();
    if (unlabelled > 0) {
      options
          .listener()
          .onNotice(
              unlabelled
                  + " series without a label teach what series look like, not what they are");
    }
    options
        .listener()
        .onPlan(
            new TrainingPlan(
                plan.split(),
                plan.seen().size(),
                plan.validationSeries(),
                perEpoch,
                plan.validation().series().size(),
                plan.context(),
                0,
                header.periods(),
                architecture.layout().size()));
  }

  private List<WindowQuery> queries(int count, long seed) {
    Map<String, Integer> labels = new HashMap<>();
    for (int i = 0; i < plan.known().series().size(); i++) {
      labels.put(plan.known().series().get(i).id(), plan.known().truth().get(i));
    }
    return windows.queries(
        count,
        config.training().contextKeep(),
        seed,
        (window, random) ->
            WindowQuery.training(window.context(), window.target())
                .labelled(labels.getOrDefault(window.id(), WindowQuery.NO_LABEL)));
  }

  /** They ask no times: all that is judged is the class. */
  private List<WindowQuery> validationQueries() {
    List<WindowQuery> queries = new ArrayList<>();
    Labelled validation = plan.validation();
    for (int i = 0; i < validation.series().size(); i++) {
      TimeSeries scaled = header.scaler().toScaled(validation.series().get(i));
      queries.add(WindowQuery.forecast(scaled, new double[0]).labelled(validation.truth().get(i)));
    }
    return queries;
  }

  private LatentClassifier weighed(ModelHeader trained, Parameters parameters) {
    ClassifierDescription both = description;
    if (settings.regression()) {
      both = description.with(List.of(regression()), OpinionPool.equal(1));
    }
    LatentClassifier raw = new LatentClassifier(trained, both, architecture, parameters);
    Labelled validation = plan.validation();
    int members = 1 + both.regression().size();
    List<double[][]> said = new ArrayList<>();
    Collection<Classifier> all = raw.members().values();
    all.stream()
        .limit(members)
        .forEach(member -> said.add(probabilities(member.classifyAll(validation.series()))));
    OpinionPool blend = OpinionPool.fit(said, validation.truths());
    return new LatentClassifier(
        trained, both.with(both.regression(), blend), architecture, parameters);
  }

  private static double[][] probabilities(List<Classification> said) {
    return said.stream()
        .map(c -> c.probabilities().stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  private LogisticRegression regression() {
    return LogisticRegression.chosen(
        features(plan.known()),
        plan.known().truths(),
        plan.classes().size(),
        features(plan.validation()),
        plan.validation().truths());
  }

  private static double[][] features(Labelled known) {
    return known.series().stream().map(SeriesFeatures::of).toArray(double[][]::new);
  }
}
