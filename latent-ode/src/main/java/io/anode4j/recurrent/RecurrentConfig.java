package io.anode4j.recurrent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.anode4j.data.NearNames;
import io.anode4j.latent.likelihood.LikelihoodSettings;
import io.anode4j.model.SettingRange;
import java.util.List;

/**
 * Everything that decides how a recurrent model is trained. The same record is written into the
 * model file.
 *
 * @param cell which cell
 * @param likelihood name of the density of the values: {@code gaussian}, {@code
 *     heteroscedastic-gaussian} or {@code student-t}
 * @param hidden size of the state
 * @param decoderUnits width of the decoder's hidden layer
 * @param fieldUnits width of the field's hidden layer; of an ODE-RNN alone
 * @param leads farther readings within the horizon that each reading's state must forecast in
 *     training, beside the next
 * @param readings most readings in a row that a training window holds, and that a forecast reads
 * @param epochs at most so many passes
 * @param batchSize windows an optimiser step
 * @param learningRate peak learning rate of Adam
 * @param patience epochs without improvement on validation before training stops
 * @param seed seed of every random choice
 */
public record RecurrentConfig(
    Cell cell,
    String likelihood,
    int hidden,
    int decoderUnits,
    int fieldUnits,
    int leads,
    int readings,
    int epochs,
    int batchSize,
    double learningRate,
    int patience,
    long seed) {
  private static final int MOST_UNITS = 1 << 12;

  /** Checks every range. */
  public RecurrentConfig {
    density(likelihood);
    SettingRange.within("hidden", hidden, 1, MOST_UNITS);
    SettingRange.within("decoderUnits", decoderUnits, 1, MOST_UNITS);
    SettingRange.within("fieldUnits", fieldUnits, 1, MOST_UNITS);
    SettingRange.within("leads", leads, 0, 64);
    SettingRange.within("readings", readings, 2, 1 << 16);
    SettingRange.within("epochs", epochs, 1, Integer.MAX_VALUE);
    SettingRange.within("batchSize", batchSize, 1, 1 << 16);
    SettingRange.above("learningRate", learningRate);
    SettingRange.within("patience", patience, 1, Integer.MAX_VALUE);
  }

  /** Settings that do well without tuning. */
  public static RecurrentConfig of(Cell cell) {
    return new RecurrentConfigBuilder(cell).build();
  }

  /** A builder that starts from the defaults. */
  public static RecurrentConfigBuilder builder(Cell cell) {
    return new RecurrentConfigBuilder(cell);
  }

  /** A builder that starts from these settings. */
  public RecurrentConfigBuilder toBuilder() {
    return new RecurrentConfigBuilder(this);
  }

  /** The density of the values. */
  @JsonIgnore
  LikelihoodSettings density() {
    return density(likelihood);
  }

  private static LikelihoodSettings density(String name) {
    List<LikelihoodSettings> kinds = LikelihoodSettings.kinds();
    for (LikelihoodSettings kind : kinds) {
      if (kind.type().equals(name)) {
        return kind;
      }
    }
    List<String> known = kinds.stream().map(LikelihoodSettings::type).toList();
    throw new IllegalArgumentException(
        "The setting likelihood is '%s'; expected one of %s; %s"
            .formatted(name, String.join(", ", known), NearNames.remedy(name, known)));
  }
}
