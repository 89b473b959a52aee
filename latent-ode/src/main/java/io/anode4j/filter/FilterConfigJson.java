package io.anode4j.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.data.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@link FilterConfig} as JSON: one flat object, in the order of the first release. A model's
 * identity is the hash of its file, so the bytes are the same for ever.
 */
final class FilterConfigJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** What the flat object holds of no part. */
  private record Whole(int hidden, int decoderUnits, long seed) {}

  private FilterConfigJson() {}

  static ObjectNode write(FilterConfig config) {
    ObjectNode training = JSON.valueToTree(config.training());
    ObjectNode flat = JSON.createObjectNode();
    flat.put("hidden", config.hidden());
    flat.put("decoderUnits", config.decoderUnits());
    flat.set("leads", training.get("leads"));
    flat.set("chunk", training.get("chunk"));
    flat.setAll(JSON.<ObjectNode>valueToTree(config.scoring()));
    flat.setAll(training);
    flat.put("seed", config.seed());
    return flat;
  }

  /**
   * All settings.
   *
   * @throws IllegalArgumentException naming one that is missing, unknown or out of range
   */
  static FilterConfig read(JsonNode stored) {
    List<String> known = new ArrayList<>();
    write(FilterConfig.defaults()).fieldNames().forEachRemaining(known::add);
    stored.fieldNames().forEachRemaining(name -> requireKnown(name, known));
    Whole whole = part(stored, Whole.class);
    return new FilterConfig(
        whole.hidden(),
        whole.decoderUnits(),
        part(stored, ScoringSettings.class),
        part(stored, FilterTrainingSettings.class),
        whole.seed());
  }

  private static void requireKnown(String name, List<String> known) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "The setting '%s' is unknown; expected one of %s; %s"
              .formatted(name, String.join(", ", known), NearNames.remedy(name, known)));
    }
  }

  private static <T> T part(JsonNode stored, Class<T> type) {
    try {
      return JSON.treeToValue(stored, type);
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      String names =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .collect(Collectors.joining("."));
      throw new IllegalArgumentException(
          "The setting '%s' cannot be read: %s".formatted(names, e.getOriginalMessage()), e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is read without parsing", e);
    }
  }
}
