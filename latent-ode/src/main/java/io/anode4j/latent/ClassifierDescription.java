package io.anode4j.latent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.anode4j.classification.FeatureForest;
import io.anode4j.classification.LogisticRegression;
import io.anode4j.classification.OpinionPool;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.ModelHeader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What the description of a classifier holds beside the {@link ModelHeader}.
 *
 * @param config settings of its latent ODE
 * @param classifier settings of its own
 * @param context how far back it reads, original time units
 * @param rows whether it was trained on the labels of rows: what is read ends in the row
 * @param classes names of the classes
 * @param counts series (or rows) of each class that gradients saw
 * @param regression the regression beside the network: one or none
 * @param forest the random forest beside them: one or none
 * @param blend how network, regression and forest are weighed, in this order
 */
record ClassifierDescription(
    LatentOdeConfig config,
    HeadSettings classifier,
    double context,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean rows,
    List<String> classes,
    List<Integer> counts,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LogisticRegression> regression,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FeatureForest> forest,
    OpinionPool blend) {

  ClassifierDescription {
    classes = List.copyOf(classes);
    counts = List.copyOf(counts);
    regression = List.copyOf(regression);
    forest = List.copyOf(forest);
    boolean distinct = new HashSet<>(classes).size() == classes.size();
    if (classes.size() < 2 || !distinct || counts.size() != classes.size()) {
      throw new IllegalArgumentException("its classes are not at least two with a count each");
    }
    if (counts.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("one of its classes was never seen");
    }
    int members = blend.weights().size();
    int most = 1 + regression.size() + forest.size();
    if (regression.size() > 1 || forest.size() > 1 || members < 1 || members > most) {
      throw new IllegalArgumentException("its blend does not fit its members");
    }
    for (LogisticRegression one : regression) {
      if (one.weights().size() != classes.size()) {
        throw new IllegalArgumentException("its regression does not fit its classes");
      }
    }
    for (FeatureForest one : forest) {
      if (one.forest().classes() != classes.size()) {
        throw new IllegalArgumentException("its forest does not fit its classes");
      }
    }
    if (!(context > 0 && Double.isFinite(context))) {
      throw new IllegalArgumentException("its context is out of range");
    }
  }

  /** With two classes the one that matters: the rarer in training, of equal ones the second. */
  String positive() {
    int rarest = 0;
    for (int k = 1; k < counts.size(); k++) {
      rarest = counts.get(k) <= counts.get(rarest) ? k : rarest;
    }
    return classes.get(rarest);
  }

  /** How series become numbers: all of a series is its own target. */
  WindowLayout layout(ModelHeader header) {
    return HeadTraining.layout(config, header);
  }

  LatentArchitecture architecture(ModelHeader header) {
    return LatentArchitecture.of(
        config, layout(header), Optional.of(new ClassHead(classifier.units(), classes.size())));
  }

  /** The same with what was fitted after the network. */
  ClassifierDescription with(
      List<LogisticRegression> beside, List<FeatureForest> trees, OpinionPool weights) {
    return new ClassifierDescription(
        config, classifier, context, rows, classes, counts, beside, trees, weights);
  }
}
