package io.anode4j.filter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.ModelKind;
import io.anode4j.model.ModelParts;
import io.anode4j.model.ModelProperties;
import io.anode4j.nn.Parameters;
import java.util.List;

/** Neural filters in files. */
final class NeuralFilterKind implements ModelKind<FilterDescription, NeuralFilter> {
  static final String NAME = "filter";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ModelProperties properties() {
    return new ModelProperties(
        List.of("config"), List.of(), List.of("factors", "scores", "levels"));
  }

  @Override
  public Class<FilterDescription> ownType() {
    return FilterDescription.class;
  }

  @Override
  public ModelParts<FilterDescription> parts(NeuralFilter model) {
    return new ModelParts<>(model.header(), model.description(), model.parameters());
  }

  /** Files written before levels were scored: a Gaussian's tails around the training values. */
  @Override
  public void upgrade(ObjectNode description) {
    if (!description.has("levels")) {
      int channels = description.path("channels").size();
      description.set(
          "levels", new ObjectMapper().valueToTree(ScoreCalibration.gaussian(channels)));
    }
  }

  @Override
  public NeuralFilter model(ModelHeader header, FilterDescription own, byte[] weights) {
    FilterConfig config = own.config();
    int largest = Math.max(config.hidden(), config.decoderUnits());
    if (header.interpolates()) {
      throw new IllegalArgumentException("its horizon is out of range");
    }
    FilterArchitecture architecture =
        ModelContainer.sized(
            Math.max(largest, header.periods().size()),
            weights,
            () -> FilterArchitecture.of(config, FilterDescription.layout(header)));
    Parameters parameters = ModelContainer.weights(weights, architecture.weights());
    return new NeuralFilter(
        header, own.fitting(header.channels().size()), architecture, parameters);
  }
}
