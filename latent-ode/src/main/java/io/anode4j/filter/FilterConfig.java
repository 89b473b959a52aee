package io.anode4j.filter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.model.SettingRange;

/**
 * Everything that decides how a neural filter is trained, with defaults that need no tuning. The
 * same record is written into the model file.
 *
 * @param hidden size of the hidden state, even: half of it are the other half's partners in
 *     rotation
 * @param decoderUnits width of the decoder's hidden layer
 * @param scoring how it follows sensors and scores their readings
 * @param training how it is trained
 * @param seed seed of every random choice
 */
public record FilterConfig(
    int hidden,
    int decoderUnits,
    ScoringSettings scoring,
    FilterTrainingSettings training,
    long seed) {
  /** A state of more would not fit into the 4 KB a sensor may have. */
  private static final int MOST_HIDDEN = 512;

  private static final int MOST_UNITS = 1 << 12;

  /** Checks every range. */
  public FilterConfig {
    SettingRange.within("hidden", hidden, 2, MOST_HIDDEN);
    SettingRange.require(hidden % 2 == 0, "hidden", hidden, "an even number");
    SettingRange.within("decoderUnits", decoderUnits, 1, MOST_UNITS);
  }

  /** Settings that do well without tuning. */
  public static FilterConfig defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static FilterConfigBuilder builder() {
    return new FilterConfigBuilder();
  }

  /** A builder that starts from these settings. */
  public FilterConfigBuilder toBuilder() {
    return new FilterConfigBuilder(this);
  }

  /** What model files hold: one flat object. */
  @JsonValue
  JsonNode toJson() {
    return FilterConfigJson.write(this);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static FilterConfig fromJson(JsonNode stored) {
    return FilterConfigJson.read(stored);
  }
}
