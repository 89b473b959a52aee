package io.anode4j.latent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anode4j.data.NearNames;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a model from elsewhere is made of; docs/interop.md describes the file.
 *
 * @param formatVersion 1
 * @param weights name of the safetensors file beside it
 * @param channels names of the channels
 * @param times name of the times' format, {@code number} for plain numbers
 * @param timeUnit original time units in one unit of the model's time
 * @param context how far back the encoder reads, original units
 * @param horizon how far ahead it is meant to forecast, original units; 0 for interpolation
 * @param center of each channel, which is subtracted from its values
 * @param scale of each channel, which they are then divided by
 * @param config settings as {@code train --config} takes them
 * @param names the file's names of tensors by the names used here; what is not in it is named alike
 * @param golden what the model answers where it comes from; one case at least
 */
record ModelSpec(
    int formatVersion,
    String weights,
    List<String> channels,
    String times,
    double timeUnit,
    double context,
    double horizon,
    List<Double> center,
    List<Double> scale,
    JsonNode config,
    Map<String, String> names,
    List<GoldenCase> golden) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** Checks what the model's header does not. */
  ModelSpec {
    require(formatVersion == 1, "its formatVersion is " + formatVersion + ", expected 1");
    require(
        channels.stream().noneMatch(c -> c == null || c.isBlank()),
        "the name of a channel is empty");
    require(new HashSet<>(channels).size() == channels.size(), "two channels have one name");
    GoldenCase.requireNumbers("center", center);
    GoldenCase.requireNumbers("scale", scale);
    int d = channels.size();
    require(d > 0, "it has no channels");
    require(
        center.size() == d && scale.size() == d,
        "its center and scale do not fit " + d + " channels");
    require(scale.stream().allMatch(s -> s > 0), "a scale is not above 0");
    require(names.values().stream().allMatch(Objects::nonNull), "a name of a tensor is null");
    require(!golden.isEmpty(), "it has no golden case, and what is imported must be checked");
    golden.forEach(one -> one.requireChannels(channels.size()));
  }

  static void require(boolean holds, String found) {
    if (!holds) {
      throw new IllegalArgumentException(found);
    }
  }

  /**
   * Reads a specification.
   *
   * @throws IllegalArgumentException saying in a clause what is wrong with it
   */
  static ModelSpec parse(byte[] json) {
    try {
      ModelSpec spec = JSON.readValue(json, ModelSpec.class);
      require(spec != null, "it is null");
      return spec;
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          "it states '%s', which is not known; %s"
              .formatted(
                  e.getPropertyName(),
                  NearNames.remedy(
                      e.getPropertyName(),
                      e.getKnownPropertyIds().stream().map(String::valueOf).toList())),
          e);
    } catch (JsonProcessingException e) {
      // What stands behind a bracket is the parser's own business; a file that is no text at all
      // must not reach the terminal.
      String message =
          String.valueOf(e.getOriginalMessage())
              .split("[(;\n]", 2)[0]
              .replaceAll("[^\\p{Print}]", "?")
              .strip();
      throw new IllegalArgumentException("it is no such specification: " + message, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not UTF-8 text: " + e.getMessage(), e);
    }
  }
}
