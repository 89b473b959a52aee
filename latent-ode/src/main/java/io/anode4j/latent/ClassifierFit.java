package io.anode4j.latent;

import io.anode4j.classification.Classification;
import io.anode4j.classification.Classifier;
import io.anode4j.classification.FeatureForest;
import io.anode4j.classification.Labelled;
import io.anode4j.classification.LogisticRegression;
import io.anode4j.classification.OpinionPool;
import io.anode4j.classification.RandomForest;
import io.anode4j.classification.SeriesFeatures;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.Parameters;
import io.anode4j.period.VariabilityFeatures;
import io.anode4j.tensor.Workers;
import io.anode4j.training.Seeds;
import io.anode4j.training.TrainingRun;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One training of a classifier, from divided series to a weighed model. */
final class ClassifierFit {
  private final HeadTraining training;
  private final ClassifierData plan;
  private final HeadSettings settings;
  private final ModelHeader header;
  private final ClassifierDescription description;
  private final LatentArchitecture architecture;

  ClassifierFit(SeriesSet data, ClassifierData plan, HeadRun run, Workers workers) {
    this.training = new HeadTraining(data, plan.divided(), run, workers);
    this.plan = plan;
    this.settings = run.settings();
    this.header = training.header();
    this.description =
        new ClassifierDescription(
            run.config(),
            settings,
            plan.context(),
            plan.rows(),
            plan.classes(),
            plan.known().counts(),
            List.of(),
            List.of(),
            OpinionPool.equal(1));
    this.architecture = description.architecture(header);
  }

  LatentClassifier model() {
    announce();
    TrainingRun.Result result = training.run(header, architecture, decisive());
    ModelHeader trained = header.withHistory(result.history());
    LatentClassifier model = weighed(trained, result.parameters());
    training.options().discardCheckpoint();
    return model;
  }

  private String decisive() {
    return header.library()
        + ' '
        + training.config()
        + ' '
        + settings
        + ' '
        + plan.context()
        + plan.rows()
        + plan.classes()
        + plan.known().truth()
        + plan.validation().truth();
  }

  private void announce() {
    List<Integer> counts = plan.known().counts();
    String classes =
        IntStream.range(0, counts.size())
            .mapToObj(k -> plan.classes().get(k) + " " + counts.get(k))
            .collect(Collectors.joining(", "));
    training
        .options()
        .listener()
        .onNotice(
            "Classes, with their %s in training: ".formatted(plan.rows() ? "rows" : "series")
                + classes);
  }

  private LatentClassifier weighed(ModelHeader trained, Parameters parameters) {
    ClassifierDescription both = description;
    if (settings.regression()) {
      both = description.with(List.of(regression()), List.of(forest()), OpinionPool.equal(1));
    }
    LatentClassifier raw = new LatentClassifier(trained, both, architecture, parameters);
    Labelled validation = plan.validation();
    int members = 1 + both.regression().size() + both.forest().size();
    List<double[][]> said = new ArrayList<>();
    Collection<Classifier> all = raw.members().values();
    all.stream()
        .limit(members)
        .forEach(member -> said.add(probabilities(member.classifyAll(validation.series()))));
    OpinionPool blend = OpinionPool.fit(said, validation.truths());
    return new LatentClassifier(
        trained, both.with(both.regression(), both.forest(), blend), architecture, parameters);
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

  private FeatureForest forest() {
    List<TimeSeries> known = plan.known().series();
    int frequencies = VariabilityFeatures.frequencies(known);
    double[][] features =
        training
            .workers()
            .map(known.size(), i -> FeatureForest.features(known.get(i), frequencies))
            .toArray(double[][]::new);
    Seeds seeds = new Seeds(training.config().seed());
    RandomForest trees =
        RandomForest.fit(
            features,
            plan.known().truths(),
            plan.classes().size(),
            tree -> seeds.shard(tree).random(),
            training.workers());
    return new FeatureForest(frequencies, trees);
  }

  private static double[][] features(Labelled known) {
    return known.series().stream().map(SeriesFeatures::of).toArray(double[][]::new);
  }
}
