package io.anode4j.filter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.ModelKind;
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
  public int latestFormat() {
    return 1;
  }

  @Override
  public int format(FilterDescription own) {
    return 1;
  }

  @Override
  public List<String> properties() {
    return List.of(
        "formatVersion",
        "kind",
        "library",
        "config",
        "channels",
        "timeFormat",
        "center",
        "scale",
        "timeUnit",
        "horizon",
        "periods",
        "factors",
        "scores",
        "levels",
        "seenUntil",
        "baselines",
        "history",
        "provenance",
        "weightsSha256");
  }

  @Override
  public Class<FilterDescription> ownType() {
    return FilterDescription.class;
  }

  @Override
  public FilterDescription own(NeuralFilter model) {
    return model.description();
  }

  @Override
  public ModelHeader header(NeuralFilter model) {
    return model.header();
  }

  @Override
  public Parameters parameters(NeuralFilter model) {
    return model.parameters();
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
    long most = weights.length / Float.BYTES;
    int largest = Math.max(config.hidden(), config.decoderUnits());
    if (Math.max(largest, header.periods().size()) > most) {
      // Each of them owns weights; what is larger would only cost memory before it is refused.
      throw new IllegalArgumentException("the weights are fewer than the settings say");
    }
    if (!(header.horizon() > 0)) {
      throw new IllegalArgumentException("its horizon is out of range");
    }
    FilterArchitecture architecture =
        FilterArchitecture.of(config, FilterDescription.layout(header));
    Parameters parameters = ModelContainer.weights(weights, architecture.weights());
    return new NeuralFilter(
        header, own.fitting(header.channels().size()), architecture, parameters);
  }
}
