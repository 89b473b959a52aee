package io.anode4j.latent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.ModelKind;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import java.util.List;
import java.util.stream.IntStream;

/** Latent ODEs in files. */
final class LatentOdeKind implements ModelKind<ModelDescription, LatentOde> {
  @Override
  public String name() {
    return "latent-ode";
  }

  @Override
  public int latestFormat() {
    return 5;
  }

  @Override
  public int format(ModelDescription own) {
    if (own.anchored().isPresent()) {
      return own.further().isEmpty() ? 4 : 5;
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
        "unframed",
        "further",
        "seenUntil",
        "baselines",
        "history",
        "provenance",
        "weightsSha256");
  }

  /** Before format 3 there was no anchoring, before 4 no second network, before 5 no others. */
  @Override
  public void upgrade(ObjectNode description) {
    for (String part : List.of("anchoring", "unframed", "further")) {
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
    for (String part : List.of("unframed", "further")) {
      for (JsonNode network : description.get(part)) {
        if (network instanceof ObjectNode own && !own.has(part)) {
          upgrade(own);
        }
      }
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
    LatentArchitecture architecture = architecture(header, own, weights.length);
    List<ModelDescription> unframed = own.unframed();
    List<ModelDescription> further =
        own.anchored()
            .map(anchoring -> own.further().stream().map(one -> one.onThe(anchoring)).toList())
            .orElse(List.of());
    List<LatentArchitecture> ofUnframed = architectures(header, unframed, weights.length);
    List<LatentArchitecture> ofFurther = architectures(header, further, weights.length);
    NetworkWeights layouts =
        new NetworkWeights(architecture.layout(), layouts(ofUnframed), layouts(ofFurther));
    List<Parameters> all = layouts.split(ModelContainer.weights(weights, layouts.joined()));
    int others = 1 + unframed.size();
    Beside beside =
        new Beside(
            networks(header, further, ofFurther, all.subList(others, all.size())),
            networks(header, unframed, ofUnframed, all.subList(1, others)));
    return new LatentOde(header, own, architecture, all.get(0), beside);
  }

  private static List<LatentOde> networks(
      ModelHeader header,
      List<ModelDescription> descriptions,
      List<LatentArchitecture> architectures,
      List<Parameters> weights) {
    return IntStream.range(0, descriptions.size())
        .mapToObj(
            i ->
                new LatentOde(
                    header, descriptions.get(i), architectures.get(i), weights.get(i), Beside.NONE))
        .toList();
  }

  private static List<LatentArchitecture> architectures(
      ModelHeader header, List<ModelDescription> descriptions, int bytes) {
    return descriptions.stream().map(own -> architecture(header, own, bytes)).toList();
  }

  private static List<ParameterLayout> layouts(List<LatentArchitecture> architectures) {
    return architectures.stream().map(LatentArchitecture::layout).toList();
  }

  private static LatentArchitecture architecture(
      ModelHeader header, ModelDescription own, int bytes) {
    if (own.calibration().size() != header.channels().size()) {
      throw new IllegalArgumentException("its calibration does not fit its channels");
    }
    // Sizes own weights; what is larger would only cost memory before it is refused.
    if (ConfigJson.largestSize(own.config()) > bytes / Float.BYTES) {
      throw new IllegalArgumentException("the weights are fewer than the settings say");
    }
    try {
      return LatentArchitecture.of(own.config(), own.layout(header));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the settings ask for too many weights", e);
    }
  }
}
