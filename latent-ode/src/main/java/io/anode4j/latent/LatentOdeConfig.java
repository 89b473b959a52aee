package io.anode4j.latent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.latent.dynamics.DynamicsSettings;
import io.anode4j.latent.dynamics.PointProcess;
import io.anode4j.latent.encoder.EncoderSettings;
import io.anode4j.latent.likelihood.LikelihoodSettings;
import io.anode4j.model.SettingRange;

/**
 * Everything that decides what is trained and how, with defaults that need no tuning. The same
 * record is written into the model file.
 *
 * @param latentSize dimensions L of the latent state z
 * @param augment extra dimensions P of the state, zero at the start (augmented neural ODE)
 * @param encoder what reads the observations
 * @param dynamics what carries the state
 * @param decoderUnits width of the decoder's hidden layer; 0 for a linear decoder
 * @param likelihood how values scatter around what is decoded
 * @param anchoring how forecasts are kept to where a series is
 * @param training how it is trained
 * @param forecastSamples posterior samples of a forecast; one that is weighed draws fewer, see
 *     {@link AnchoringSettings#samples}
 * @param seed seed of every random choice
 */
public record LatentOdeConfig(
    int latentSize,
    int augment,
    EncoderSettings encoder,
    DynamicsSettings dynamics,
    int decoderUnits,
    LikelihoodSettings likelihood,
    AnchoringSettings anchoring,
    TrainingSettings training,
    int forecastSamples,
    long seed) {

  /** No layer is ever that wide; a model file that says so must not be able to fill the memory. */
  private static final int MOST_UNITS = 1 << 16;

  static final int MOST_SAMPLES = 1 << 12;

  /** Checks every range. */
  public LatentOdeConfig {
    SettingRange.within("latentSize", latentSize, 1, MOST_UNITS);
    SettingRange.within("augment", augment, 0, MOST_UNITS);
    SettingRange.require(
        augment > 0 || !(dynamics instanceof PointProcess),
        "augment",
        augment,
        "1 at least with the dynamics point-process, whose integral begins at zero");
    SettingRange.within("decoderUnits", decoderUnits, 0, MOST_UNITS);
    SettingRange.within("forecastSamples", forecastSamples, 1, MOST_SAMPLES);
  }

  /** Settings that do well without tuning. */
  public static LatentOdeConfig defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static LatentOdeConfigBuilder builder() {
    return new LatentOdeConfigBuilder();
  }

  /** A builder that starts from these settings. */
  public LatentOdeConfigBuilder toBuilder() {
    return new LatentOdeConfigBuilder(this);
  }

  /** Dimension of the state, L + P. */
  public int stateSize() {
    return latentSize + augment;
  }

  /**
   * These settings with those that a JSON object states: the parts as objects with a {@code type},
   * or the names that settings had before there were parts.
   *
   * @param stated for instance {@code {"latentSize": 8, "encoder": {"type": "gru", "units": 32}}}
   * @return other settings
   * @throws IllegalArgumentException naming a setting that is unknown or out of range
   */
  public LatentOdeConfig with(JsonNode stated) {
    return ConfigJson.read(stated, this);
  }

  /** What model files hold. */
  @JsonValue
  JsonNode toJson() {
    return ConfigJson.write(this);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static LatentOdeConfig fromJson(JsonNode stored) {
    return ConfigJson.readStored(stored);
  }
}
