package io.anode4j.latent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.ModelKind;
import io.anode4j.model.ModelParts;
import io.anode4j.model.ModelProperties;
import io.anode4j.nn.Parameters;
import java.util.List;

/** Classifiers in files. */
final class ClassifierKind implements ModelKind<ClassifierDescription, LatentClassifier> {
  static final String NAME = "classifier";

  /** The format since which a random forest may stand beside the network. */
  private static final int WITH_FOREST = 2;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ModelProperties properties() {
    return new ModelProperties(
        List.of("config", "classifier", "classes", "counts"),
        List.of("context", "rows"),
        List.of("regression", "forest", "blend"));
  }

  @Override
  public int latestFormat() {
    return WITH_FOREST;
  }

  @Override
  public int format(ClassifierDescription own) {
    return own.forest().isEmpty() ? 1 : WITH_FOREST;
  }

  /**
   * Without a regression or a forest there is none in the file, and nothing of rows where series
   * have labels.
   */
  @Override
  public void upgrade(ObjectNode description) {
    if (!description.has("regression")) {
      description.putArray("regression");
    }
    if (!description.has("forest")) {
      description.putArray("forest");
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
  public ModelParts<ClassifierDescription> parts(LatentClassifier model) {
    return new ModelParts<>(model.header(), model.description(), model.parameters());
  }

  @Override
  public LatentClassifier model(ModelHeader header, ClassifierDescription own, byte[] weights) {
    int largest = Math.max(ConfigJson.largestSize(own.config()), own.classifier().units());
    own.regression().forEach(one -> one.scaling().requireOf(header.channels()));
    own.forest().forEach(one -> one.requireOf(header.channels()));
    LatentArchitecture architecture =
        ModelContainer.sized(
            Math.max(largest, header.periods().size()), weights, () -> own.architecture(header));
    Parameters all = ModelContainer.weights(weights, architecture.layout());
    return new LatentClassifier(header, own, architecture, all);
  }
}
