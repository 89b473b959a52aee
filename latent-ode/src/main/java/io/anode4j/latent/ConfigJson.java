package io.anode4j.latent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.data.NearNames;
import io.anode4j.latent.dynamics.DynamicsSettings;
import io.anode4j.latent.dynamics.NeuralField;
import io.anode4j.latent.encoder.EncoderSettings;
import io.anode4j.latent.encoder.Gru;
import io.anode4j.latent.likelihood.Gaussian;
import io.anode4j.latent.likelihood.LikelihoodSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@link LatentOdeConfig} as JSON. Settings nest by part; the names they had before there were
 * parts are read for ever, and are what is written while every part is one of that time, so that
 * such a model can be read by the libraries of that time.
 */
final class ConfigJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  private static final String TYPE = "type";
  private static final String TRAINING = "training";
  private static final String ANCHORING = "anchoring";

  /** Names of the first format in the order it wrote them, and where they belong now. */
  private static final Map<String, String> FLAT = flatNames();

  private static Map<String, String> flatNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("latentSize", "/latentSize");
    names.put("augment", "/augment");
    names.put("encoderUnits", "/encoder/units");
    names.put("fieldUnits", "/dynamics/units");
    names.put("fieldLayers", "/dynamics/layers");
    names.put("decoderUnits", "/decoderUnits");
    names.put("timeFrequencies", "/encoder/timeFrequencies");
    names.put("rtol", "/dynamics/rtol");
    names.put("atol", "/dynamics/atol");
    names.put("samples", "/training/samples");
    names.put("forecastSamples", "/forecastSamples");
    for (String name :
        List.of(
            "epochs",
            "batchSize",
            "windowsPerEpoch",
            "learningRate",
            "patience",
            "klWarmup",
            "contextWeight",
            "contextKeep",
            "clipNorm",
            "validationFraction")) {
      names.put(name, "/training/" + name);
    }
    names.put("seed", "/seed");
    return names;
  }

  private ConfigJson() {}

  /** Whether libraries that knew no parts can read such a model. */
  static boolean isFormat1(LatentOdeConfig config) {
    return config.encoder() instanceof Gru
        && config.dynamics() instanceof NeuralField field
        && field.isFormat1()
        && config.likelihood() instanceof Gaussian
        && config.anchoring().equals(AnchoringSettings.NONE);
  }

  /** The defaults of the first format, which a file that states less is completed with. */
  private static LatentOdeConfig first() {
    return LatentOdeConfig.builder()
        .likelihood(new Gaussian())
        .anchoring(AnchoringSettings.NONE)
        .build();
  }

  static JsonNode write(LatentOdeConfig config) {
    ObjectNode nested = nested(config, true);
    if (!isFormat1(config)) {
      return nested;
    }
    ObjectNode flat = JSON.createObjectNode();
    FLAT.forEach((name, place) -> flat.set(name, nested.at(place)));
    return flat;
  }

  private static ObjectNode nested(LatentOdeConfig config) {
    return nested(config, false);
  }

  /** Stored, what was not there before there was a frame is left out where it says so. */
  private static ObjectNode nested(LatentOdeConfig config, boolean stored) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("latentSize", config.latentSize());
    tree.put("augment", config.augment());
    tree.set("encoder", part(config.encoder().type(), config.encoder()));
    tree.set("dynamics", part(config.dynamics().type(), config.dynamics()));
    tree.put("decoderUnits", config.decoderUnits());
    tree.set("likelihood", part(config.likelihood().type(), config.likelihood()));
    if (!config.anchoring().equals(AnchoringSettings.NONE) || !stored) {
      tree.set(ANCHORING, JSON.valueToTree(config.anchoring()));
    }
    tree.set(TRAINING, JSON.valueToTree(config.training()));
    tree.put("forecastSamples", config.forecastSamples());
    tree.put("seed", config.seed());
    return tree;
  }

  private static ObjectNode part(String type, Object settings) {
    ObjectNode tree = JSON.createObjectNode().put(TYPE, type);
    tree.setAll((ObjectNode) JSON.valueToTree(settings));
    return tree;
  }

  /**
   * Settings of a model file: all of the first format's names, or all parts. Only a part may lack a
   * property: one that came after the file was written.
   */
  static LatentOdeConfig readStored(JsonNode stored) {
    LatentOdeConfig base = first();
    for (String name : stored.has("encoder") ? names(nested(base, true)) : FLAT.keySet()) {
      if (!stored.has(name)) {
        throw new IllegalArgumentException("the setting '" + name + "' is missing");
      }
    }
    return read(stored, base);
  }

  /** Settings over others. */
  static LatentOdeConfig read(JsonNode stated, LatentOdeConfig base) {
    if (!stated.isObject()) {
      throw new IllegalArgumentException(
          "Settings are " + stated + "; expected a JSON object such as {\"latentSize\": 8}");
    }
    ObjectNode tree = nested(base);
    stated
        .properties()
        .forEach(
            field -> {
              if (tree.path(field.getKey()).isObject()) {
                overlay(tree, field.getKey(), field.getValue());
              }
            });
    stated
        .properties()
        .forEach(
            field -> {
              if (!tree.path(field.getKey()).isObject()) {
                set(tree, field.getKey(), field.getValue());
              }
            });
    return config(tree);
  }

  /** A part's settings over those of the same type: the base's, or that type's defaults. */
  private static void overlay(ObjectNode tree, String part, JsonNode stated) {
    if (!stated.isObject()) {
      throw new IllegalArgumentException(
          "The setting '%s' is %s; expected an object such as {\"type\": \"%s\"}"
              .formatted(part, stated, tree.path(part).path(TYPE).asText("…")));
    }
    ObjectNode merged = (ObjectNode) tree.get(part);
    String type = stated.path(TYPE).asText(merged.path(TYPE).asText());
    if (!type.equals(merged.path(TYPE).asText())) {
      merged = defaults(part, type);
      tree.set(part, merged);
    }
    ObjectNode known = merged;
    stated
        .properties()
        .forEach(
            field -> {
              requireKnown(part + '.', field.getKey(), names(known));
              requireLike(known.get(field.getKey()), part + '.' + field.getKey(), field.getValue());
              known.set(field.getKey(), field.getValue());
            });
  }

  private static ObjectNode defaults(String part, String type) {
    return switch (part) {
      case "encoder" -> defaults(part, type, EncoderSettings.kinds(), EncoderSettings::type);
      case "dynamics" -> defaults(part, type, DynamicsSettings.kinds(), DynamicsSettings::type);
      default -> defaults(part, type, LikelihoodSettings.kinds(), LikelihoodSettings::type);
    };
  }

  private static <T> ObjectNode defaults(
      String part, String type, List<T> kinds, Function<T, String> typeOf) {
    for (T kind : kinds) {
      if (typeOf.apply(kind).equals(type)) {
        return part(type, kind);
      }
    }
    List<String> known = kinds.stream().map(typeOf).toList();
    throw new IllegalArgumentException(
        "The setting '%s.type' is '%s'; expected one of %s; %s, or use the version of anode4j that wrote it"
            .formatted(part, type, String.join(", ", known), NearNames.remedy(type, known)));
  }

  private static void set(ObjectNode tree, String name, JsonNode value) {
    List<String> known = new ArrayList<>(names(tree));
    FLAT.keySet().stream().filter(flat -> !known.contains(flat)).forEach(known::add);
    requireKnown("", name, known);
    String place = FLAT.getOrDefault(name, "/" + name);
    int end = place.lastIndexOf('/');
    ObjectNode part = end == 0 ? tree : (ObjectNode) tree.at(place.substring(0, end));
    String property = place.substring(end + 1);
    if (!part.has(property)) {
      throw new IllegalArgumentException(
          "The setting '%s' is none of %s '%s'; expected one of %s"
              .formatted(
                  name,
                  place.substring(1, end),
                  part.path(TYPE).asText(),
                  String.join(", ", names(part))));
    }
    requireLike(part.get(property), name, value);
    part.set(property, value);
  }

  private static void requireLike(JsonNode usual, String name, JsonNode value) {
    String expected =
        usual.isIntegralNumber()
            ? value.isIntegralNumber() ? "" : "a whole number"
            : usual.isNumber()
                ? value.isNumber() ? "" : "a number"
                : value.getNodeType() == usual.getNodeType()
                    ? ""
                    : usual.isBoolean() ? "true or false" : "a text";
    if (!expected.isEmpty()) {
      throw new IllegalArgumentException(
          "The setting '%s' is %s; expected %s such as %s".formatted(name, value, expected, usual));
    }
  }

  private static void requireKnown(String prefix, String name, List<String> known) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "The setting '%s%s' is unknown; expected one of %s; %s"
              .formatted(prefix, name, String.join(", ", known), NearNames.remedy(name, known)));
    }
  }

  private static List<String> names(ObjectNode tree) {
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static LatentOdeConfig config(ObjectNode tree) {
    return new LatentOdeConfig(
        value(tree, "latentSize", Integer.class),
        value(tree, "augment", Integer.class),
        part(tree, "encoder", EncoderSettings.kinds(), EncoderSettings::type),
        part(tree, "dynamics", DynamicsSettings.kinds(), DynamicsSettings::type),
        value(tree, "decoderUnits", Integer.class),
        part(tree, "likelihood", LikelihoodSettings.kinds(), LikelihoodSettings::type),
        value(tree, ANCHORING, AnchoringSettings.class),
        value(tree, TRAINING, TrainingSettings.class),
        value(tree, "forecastSamples", Integer.class),
        value(tree, "seed", Long.class));
  }

  private static <T> T part(
      ObjectNode tree, String name, List<T> kinds, Function<T, String> typeOf) {
    ObjectNode properties = tree.get(name).deepCopy();
    String type = properties.remove(TYPE).asText();
    T kind = kinds.stream().filter(k -> typeOf.apply(k).equals(type)).findFirst().orElseThrow();
    @SuppressWarnings("unchecked") // a record's class is that of its instances
    Class<T> record = (Class<T>) kind.getClass();
    return convert(name, properties, record);
  }

  private static <T> T value(ObjectNode tree, String name, Class<T> type) {
    return convert(name, tree.path(name), type);
  }

  private static <T> T convert(String name, JsonNode value, Class<T> type) {
    try {
      T converted = JSON.treeToValue(value, type);
      if (converted == null) {
        throw new IllegalArgumentException("The setting '" + name + "' is null; expected a value");
      }
      return converted;
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalArgumentException(
          "The setting '" + name + "' cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /** The largest size that a setting gives a part: each of them owns weights. */
  static int largestSize(LatentOdeConfig config) {
    int largest = Math.max(config.stateSize(), config.decoderUnits());
    ObjectNode tree = nested(config);
    for (String part : List.of("encoder", "dynamics", "likelihood")) {
      for (JsonNode value : tree.get(part)) {
        largest = value.isInt() ? Math.max(largest, value.intValue()) : largest;
      }
    }
    return largest;
  }
}
