package io.anode4j.latent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.classification.LogisticRegression;
import io.anode4j.classification.SeriesFeatures;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.ModelKind;
import io.anode4j.nn.Parameters;
import java.util.List;

/** Classifiers in files. */
final class ClassifierKind implements ModelKind<ClassifierDescription, LatentClassifier> {
  static final String NAME = "classifier";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int latestFormat() {
    return 1;
  }

  @Override
  public int format(ClassifierDescription own) {
    return 1;
  }

  @Override
  public List<String> properties() {
    return List.of(
        "formatVersion",
        "kind",
        "library",
        "config",
        "classifier",
        "classes",
        "counts",
        "channels",
        "timeFormat",
        "center",
        "scale",
        "timeUnit",
        "context",
        "rows",
        "horizon",
        "periods",
        "regression",
        "blend",
        "seenUntil",
        "baselines",
        "history",
        "provenance",
        "weightsSha256");
  }

  /**
   * Without a regression there is none in the file, and nothing of rows where series have labels.
   */
  @Override
  public void upgrade(ObjectNode description) {
    if (!description.has("regression")) {
      description.putArray("regression");
    }
    if (!description.has("rows")) {
      description.put("rows", false);
    }
  }

  @Override
  public Class<ClassifierDescription> ownType() {
    return ClassifierDescription.class;
  }

  @Override
  public ClassifierDescription own(LatentClassifier model) {
    return model.description();
  }

  @Override
  public ModelHeader header(LatentClassifier model) {
    return model.header();
  }

  @Override
  public Parameters parameters(LatentClassifier model) {
    return model.parameters();
  }

  @Override
  public LatentClassifier model(ModelHeader header, ClassifierDescription own, byte[] weights) {
    int most = weights.length / Float.BYTES;
    int largest = Math.max(ConfigJson.largestSize(own.config()), own.classifier().units());
    // Sizes own weights; what is larger would only cost memory before it is refused.
    if (Math.max(largest, header.periods().size()) > most) {
      throw new IllegalArgumentException("the weights are fewer than the settings say");
    }
    for (LogisticRegression one : own.regression()) {
      if (one.center().size() != SeriesFeatures.names(header.channels()).size()) {
        throw new IllegalArgumentException("its regression does not fit its channels");
      }
    }
    LatentArchitecture architecture = architecture(header, own);
    Parameters all = ModelContainer.weights(weights, architecture.layout());
    return new LatentClassifier(header, own, architecture, all);
  }

  private static LatentArchitecture architecture(ModelHeader header, ClassifierDescription own) {
    try {
      return own.architecture(header);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the settings ask for too many weights", e);
    }
  }
}
