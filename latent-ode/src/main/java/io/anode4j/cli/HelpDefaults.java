package io.anode4j.cli;

import io.anode4j.data.csv.ColumnRole;
import io.anode4j.filter.FilterConfig;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.encoder.EncoderSettings;
import java.util.List;
import java.util.ListResourceBundle;

/** Defaults that the help shows, from where they are kept. */
final class HelpDefaults extends ListResourceBundle {
  static final String SEED = "default.seed";
  static final String LATENT = "default.latent";
  static final String ENCODERS = "encoders";
  static final String ENCODER = "default.encoder";
  static final String AUGMENT = "default.augment";
  static final String EPOCHS = "default.epochs";
  static final String BATCH_SIZE = "default.batchSize";
  static final String LEARNING_RATE = "default.learningRate";
  static final String PATIENCE = "default.patience";
  static final String ID = "default.id";
  static final String TIME = "default.time";
  static final String CHANNEL_COLUMN = "default.channelColumn";
  static final String VALUE_COLUMN = "default.valueColumn";

  @Override
  protected Object[][] getContents() {
    LatentOdeConfig ode = LatentOdeConfig.defaults();
    FilterConfig filter = FilterConfig.defaults();
    return new Object[][] {
      {SEED, either(ode.seed(), filter.seed())},
      {LATENT, String.valueOf(ode.latentSize())},
      {ENCODERS, oneOf(EncoderSettings.kinds().stream().map(EncoderSettings::type).toList())},
      {ENCODER, ode.encoder().type()},
      {AUGMENT, String.valueOf(ode.augment())},
      {EPOCHS, either(ode.training().epochs(), filter.training().epochs())},
      {BATCH_SIZE, either(ode.training().batchSize(), filter.training().batchSize())},
      {LEARNING_RATE, either(ode.training().learningRate(), filter.training().learningRate())},
      {PATIENCE, either(ode.training().patience(), filter.training().patience())},
      {ID, names(ColumnRole.ID)},
      {TIME, names(ColumnRole.TIME)},
      {CHANNEL_COLUMN, names(ColumnRole.CHANNEL)},
      {VALUE_COLUMN, names(ColumnRole.VALUE)},
    };
  }

  /**
   * {@code 150; 60 for a filter or a recurrent network}, or one number where both have the same.
   */
  private static String either(Number ode, Number filter) {
    return ode.equals(filter)
        ? ode.toString()
        : ode + "; " + filter + " for a filter or a recurrent network";
  }

  private static String names(ColumnRole role) {
    return oneOf(role.usualNames());
  }

  private static String oneOf(List<String> names) {
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
