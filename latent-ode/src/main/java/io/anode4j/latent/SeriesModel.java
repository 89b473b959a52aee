package io.anode4j.latent;

import io.anode4j.model.EpochReport;
import io.anode4j.model.Model;
import java.util.List;

/** A model that says something of whole series, or of rows from what came up to them. */
public sealed interface SeriesModel extends Model permits LatentClassifier, LatentRegressor {
  /** Settings of its latent ODE. */
  @Override
  LatentOdeConfig config();

  /** Settings of its head. */
  HeadSettings settings();

  /** What it can say, where that is one of several names. */
  default List<String> classes() {
    return List.of();
  }

  /** Whether it was trained on the labels of rows. */
  boolean isOfRows();

  /** The epoch that was taken. */
  default EpochReport best() {
    List<EpochReport> epochs = history();
    return epochs.stream()
        .filter(EpochReport::best)
        .reduce((a, b) -> b)
        .orElse(epochs.get(epochs.size() - 1));
  }
}
