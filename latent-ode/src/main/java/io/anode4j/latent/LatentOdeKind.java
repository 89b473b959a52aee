package io.anode4j.latent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.ModelKind;
import io.anode4j.model.ModelParts;
import io.anode4j.model.ModelProperties;
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
    return 4;
  }

  @Override
  public int format(ModelDescription own) {
    if (own.anchored().isPresent()) {
      return latestFormat();
    }
    return ConfigJson.isFormat1(own.config()) ? 1 : 2;
  }

  @Override
  public ModelProperties properties() {
    return new ModelProperties(
        List.of("config"), List.of("context"), List.of("calibration", "anchoring", "unframed"));
  }

  /** Before format 3 there was no anchoring, before format 4 no second network. */
  @Override
  public void upgrade(ObjectNode description) {
    for (String part : List.of("anchoring", "unframed")) {
      if (!description.has(part)) {
        description.putArray(part);
      }
    }
    for (JsonNode anchoring : description.get("anchoring")) {
      if (anchoring instanceof ObjectNode own && !own.has("strangers")) {
        own.put("strangers", false);
        own.findParents("ruleShare").forEach(b -> ((ObjectNode) b).put("disagreement", 0.0));
      }
    }
    for (JsonNode second : description.get("unframed")) {
      if (second instanceof ObjectNode own && !own.has("unframed")) {
        upgrade(own);
      }
    }
  }

  @Override
  public Class<ModelDescription> ownType() {
    return ModelDescription.class;
  }

  @Override
  public ModelParts<ModelDescription> parts(LatentOde model) {
    return new ModelParts<>(model.header(), model.description(), model.parameters());
  }

  @Override
  public LatentOde model(ModelHeader header, ModelDescription own, byte[] weights) {
    LatentArchitecture architecture = architecture(header, own, weights);
    if (own.unframed().isEmpty()) {
      Parameters all = ModelContainer.weights(weights, architecture.layout());
      return new LatentOde(header, own, architecture, all, List.of());
    }
    ModelDescription second = own.unframed().get(0);
    LatentArchitecture unframed = architecture(header, second, weights);
    NetworkWeights both = new NetworkWeights(architecture.layout(), unframed.layout());
    Parameters all = ModelContainer.weights(weights, both.joined());
    return new LatentOde(
        header,
        own,
        architecture,
        both.first(all),
        List.of(new LatentOde(header, second, unframed, both.second(all), List.of())));
  }

  private static LatentArchitecture architecture(
      ModelHeader header, ModelDescription own, byte[] weights) {
    if (own.calibration().size() != header.channels().size()) {
      throw new IllegalArgumentException("its calibration does not fit its channels");
    }
    return ModelContainer.sized(
        ConfigJson.largestSize(own.config()),
        weights,
        () -> LatentArchitecture.of(own.config(), own.layout(header)));
  }
}
