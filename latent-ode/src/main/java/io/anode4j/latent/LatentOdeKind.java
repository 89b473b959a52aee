package io.anode4j.latent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.ModelKind;
import io.anode4j.nn.Parameters;
import java.util.List;

/** Latent ODEs in files. */
final class LatentOdeKind implements ModelKind<ModelDescription, LatentOde> {
  @Override
  public String name() {
    return "latent-ode";
  }

  @Override
  public int latestFormat() {
    return 3;
  }

  @Override
  public int format(ModelDescription own) {
    if (own.anchored().isPresent()) {
      return latestFormat();
    }
    return ConfigJson.isFormat1(own.config()) ? 1 : 2;
  }

  /** The kind is not among them: the first release, whose files these are, had one. */
  @Override
  public List<String> properties() {
    return List.of(
        "formatVersion",
        "library",
        "config",
        "channels",
        "timeFormat",
        "center",
        "scale",
        "timeUnit",
        "context",
        "horizon",
        "periods",
        "calibration",
        "anchoring",
        "seenUntil",
        "baselines",
        "history",
        "provenance",
        "weightsSha256");
  }

  /** Before format 3 there was no anchoring. */
  @Override
  public void upgrade(ObjectNode description) {
    if (!description.has("anchoring")) {
      description.putArray("anchoring");
    }
  }

  @Override
  public Class<ModelDescription> ownType() {
    return ModelDescription.class;
  }

  @Override
  public ModelDescription own(LatentOde model) {
    return model.description();
  }

  @Override
  public ModelHeader header(LatentOde model) {
    return model.header();
  }

  @Override
  public Parameters parameters(LatentOde model) {
    return model.parameters();
  }

  @Override
  public LatentOde model(ModelHeader header, ModelDescription own, byte[] weights) {
    if (own.calibration().size() != header.channels().size()) {
      throw new IllegalArgumentException("its calibration does not fit its channels");
    }
    // Sizes own weights; what is larger would only cost memory before it is refused.
    if (ConfigJson.largestSize(own.config()) > weights.length / Float.BYTES) {
      throw new IllegalArgumentException("the weights are fewer than the settings say");
    }
    LatentArchitecture architecture;
    try {
      architecture = LatentArchitecture.of(own.config(), own.layout(header));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the settings ask for too many weights", e);
    }
    Parameters parameters = ModelContainer.weights(weights, architecture.layout());
    return new LatentOde(header, own, architecture, parameters);
  }
}
