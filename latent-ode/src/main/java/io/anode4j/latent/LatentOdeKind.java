package io.anode4j.latent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.ModelKind;
import io.anode4j.model.ModelParts;
import io.anode4j.model.ModelProperties;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import java.util.List;
import java.util.stream.IntStream;

/** Latent ODEs in files. */
final class LatentOdeKind implements ModelKind<ModelDescription, LatentOde> {
  private static final int OF_FURTHER = 5;
  private static final int OF_COVARIATES = 6;

  @Override
  public String name() {
    return "latent-ode";
  }

  @Override
  public int latestFormat() {
    return 14;
  }

  @Override
  public int format(ModelDescription own) {
    int anchored = own.anchored().map(Anchoring::format).orElse(0);
    if (anchored > OF_COVARIATES) {
      return anchored;
    }
    if (!own.covariates().isEmpty()) {
      return OF_COVARIATES;
    }
    if (anchored > 0) {
      return own.further().isEmpty() ? anchored : Math.max(OF_FURTHER, anchored);
    }
    return ConfigJson.isFormat1(own.config()) ? 1 : 2;
  }

  @Override
  public ModelProperties properties() {
    return new ModelProperties(
        List.of("config"),
        List.of("context"),
        List.of("calibration", "anchoring", "unframed", "further", "covariates"));
  }

  /**
   * Before format 3 there was no anchoring, before 4 no second network, before 5 no others, before
   * 6 neither covariates nor shapes of errors, before 7 no anchor of one series or of logarithms,
   * nor lags of what is driven, before 8 no seasons brought to the level of now, before 9 no
   * counts, before 10 nothing of what comes after stillness, before 11 no shared origin, before 12
   * no errors that are not measured in widths, before 13 no sizes of series after stillness, before
   * 14 no trees.
   */
  @Override
  public void upgrade(ObjectNode description) {
    for (String part : List.of("anchoring", "unframed", "further", "covariates")) {
      if (!description.has(part)) {
        description.putArray(part);
      }
    }
    description.get("anchoring").forEach(LatentOdeKind::upgradeAnchoring);
    for (String part : List.of("unframed", "further")) {
      for (JsonNode network : description.get(part)) {
        if (network instanceof ObjectNode own && !own.has(part)) {
          upgrade(own);
        }
      }
    }
  }

  private static void upgradeAnchoring(JsonNode anchoring) {
    if (anchoring instanceof ObjectNode own && !own.has("strangers")) {
      own.put("strangers", false);
      own.findParents("ruleShare").forEach(b -> ((ObjectNode) b).put("disagreement", 0.0));
    }
    if (anchoring instanceof ObjectNode own && !own.has("localPrior")) {
      own.put("localPrior", 0.0);
    }
    for (String list : List.of("logarithmic", "origin", "trees")) {
      if (anchoring instanceof ObjectNode own && !own.has(list)) {
        own.putArray(list);
      }
    }
    for (JsonNode bounds : anchoring.path("bounds")) {
      if (bounds instanceof ObjectNode own && !own.has("whole")) {
        own.put("whole", false);
      }
    }
    for (JsonNode stack : anchoring.path("stacks")) {
      if (stack instanceof ObjectNode own && !own.has("shapes")) {
        own.putArray("shapes");
      }
    }
    for (JsonNode shape : anchoring.findParents("offsets")) {
      if (shape instanceof ObjectNode own && !own.has("far")) {
        own.putArray("far");
      }
    }
    for (JsonNode frames : anchoring.findParents("shrinkage")) {
      for (String list : List.of("afterStillness", "moves")) {
        if (frames instanceof ObjectNode own && !own.has(list)) {
          own.putArray(list);
        }
      }
    }
    for (JsonNode rules : anchoring.findParents("periods")) {
      if (rules instanceof ObjectNode own && !own.has("covariates")) {
        own.put("covariates", 0);
      }
      if (rules instanceof ObjectNode own && !own.has("zone")) {
        own.put("zone", "");
      }
      if (rules instanceof ObjectNode own && !own.has("calendar")) {
        own.putArray("calendar");
      }
      for (String later : List.of("lagged", "levelled")) {
        if (rules instanceof ObjectNode own && !own.has(later)) {
          own.put(later, false);
        }
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
    List<ModelDescription> unframed = own.unframed();
    List<ModelDescription> further =
        own.anchored()
            .map(anchoring -> own.further().stream().map(one -> one.onThe(anchoring)).toList())
            .orElse(List.of());
    List<LatentArchitecture> ofUnframed = architectures(header, unframed, weights);
    List<LatentArchitecture> ofFurther = architectures(header, further, weights);
    NetworkWeights layouts =
        new NetworkWeights(architecture.layout(), layouts(ofUnframed), layouts(ofFurther));
    List<Parameters> all = layouts.split(ModelContainer.weights(weights, layouts.joined()));
    int others = 1 + unframed.size();
    Beside beside =
        new Beside(
            networks(header, further, ofFurther, all.subList(others, all.size())),
            networks(header, unframed, ofUnframed, all.subList(1, others)));
    return new LatentOde(new LatentNetwork(header, own, architecture, all.get(0)), beside);
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
                    new LatentNetwork(
                        header, descriptions.get(i), architectures.get(i), weights.get(i)),
                    Beside.NONE))
        .toList();
  }

  private static List<LatentArchitecture> architectures(
      ModelHeader header, List<ModelDescription> descriptions, byte[] weights) {
    return descriptions.stream().map(own -> architecture(header, own, weights)).toList();
  }

  private static List<ParameterLayout> layouts(List<LatentArchitecture> architectures) {
    return architectures.stream().map(LatentArchitecture::layout).toList();
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
