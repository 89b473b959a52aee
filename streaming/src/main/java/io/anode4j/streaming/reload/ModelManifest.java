package io.anode4j.streaming.reload;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Announces a model file: {@code {"file": "pumps-2.anode", "sha256": "…"}}, optionally with
 * readings and the log-likelihoods that the model must give them.
 *
 * <p>The file is a plain name: whoever may write manifests still cannot make the stream read
 * outside the directory of models. Unknown fields are passed over.
 *
 * @param file name of the model file in the directory of models
 * @param sha256 hash of the file's bytes, 64 hexadecimal digits
 * @param selfTest readings of one sensor in order; empty for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelManifest(
    @JsonProperty(value = "file", required = true) String file,
    @JsonProperty(value = "sha256", required = true) String sha256,
    @JsonProperty("selfTest") List<Vector> selfTest) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(ModelManifest.class);

  /**
   * A reading and its expected score.
   *
   * @param time time in the model's unit
   * @param values one a channel, null where nothing was observed
   * @param logLikelihood what {@code Score.logLikelihood()} must be, to a part in ten thousand
   */
  public record Vector(
      @JsonProperty(value = "time", required = true) double time,
      @JsonProperty(value = "values", required = true) List<@Nullable Double> values,
      @JsonProperty(value = "logLikelihood", required = true) double logLikelihood) {}

  /** Checks name and hash. */
  public ModelManifest {
    require(file != null && NAME.matcher(file).matches(), "file", file, "a plain file name");
    require(
        sha256 != null && HASH.matcher(sha256).matches(),
        "sha256",
        sha256,
        "64 hexadecimal digits in lower case");
    selfTest = selfTest == null ? List.of() : List.copyOf(selfTest);
  }

  /**
   * A manifest without a self-test of its own.
   *
   * @param file name of the model file
   * @param sha256 hash of its bytes
   */
  public ModelManifest(String file, String sha256) {
    this(file, sha256, List.of());
  }

  private static void require(
      boolean holds, String field, @Nullable Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "a model manifest has the %s %s; expected %s; write the manifest again"
              .formatted(field, value, expected));
    }
  }

  /**
   * Reads a manifest.
   *
   * @param json its bytes
   * @return the manifest
   * @throws IllegalArgumentException when it is no manifest
   */
  public static ModelManifest parse(byte[] json) {
    try {
      return READER.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "a model manifest cannot be read (%s); expected {\"file\": …, \"sha256\": …}; write it again"
              .formatted(Objects.requireNonNullElse(e.getOriginalMessage(), "no JSON")),
          e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  /** The model file in a directory of models. */
  Path in(Path directory) {
    return directory.resolve(file);
  }
}
