package io.anode4j.latent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.ModelKind;
import io.anode4j.model.ModelParts;
import io.anode4j.model.ModelProperties;
import java.util.List;

/** Regressors in files. */
final class RegressorKind implements ModelKind<RegressorDescription, LatentRegressor> {
  static final String NAME = "regressor";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ModelProperties properties() {
    return new ModelProperties(
        List.of("config", "regressor", "target"),
        List.of("context", "rows"),
        List.of("regression", "share", "bands"));
  }

  /** Without a regression there is none in the file. */
  @Override
  public void upgrade(ObjectNode description) {
    if (!description.has("regression")) {
      description.putArray("regression");
    }
  }

  @Override
  public Class<RegressorDescription> ownType() {
    return RegressorDescription.class;
  }

  @Override
  public ModelParts<RegressorDescription> parts(LatentRegressor model) {
    return new ModelParts<>(model.header(), model.description(), model.parameters());
  }

  @Override
  public LatentRegressor model(ModelHeader header, RegressorDescription own, byte[] weights) {
    own.regression().forEach(one -> one.scaling().requireOf(header.channels()));
    int largest = Math.max(ConfigJson.largestSize(own.config()), own.regressor().units());
    LatentArchitecture architecture =
        ModelContainer.sized(
            Math.max(largest, header.periods().size()), weights, () -> own.architecture(header));
    return new LatentRegressor(
        header, own, architecture, ModelContainer.weights(weights, architecture.layout()));
  }
}
