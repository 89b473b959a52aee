package io.anode4j.latent;

import io.anode4j.model.EpochReport;
import io.anode4j.model.ModelHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** A model that says something of whole series, or of rows from what came up to them. */
public sealed interface SeriesModel permits LatentClassifier, LatentRegressor {
  /** What it carries beside its weights and its own settings. */
  ModelHeader header();

  /** Settings of its latent ODE. */
  LatentOdeConfig config();

  /** Settings of its head. */
  HeadSettings settings();

  /** How far back it reads, in the series' unit of time. */
  double context();

  /** Whether it was trained on the labels of rows. */
  boolean isOfRows();

  /** Number of weights of the network. */
  int parameterCount();

  /**
   * Writes the model file; it appears whole or not at all.
   *
   * @param file where to
   * @throws java.io.UncheckedIOException when the file system refuses
   */
  void save(Path file);

  /** Names of the channels, in the order of a series' values. */
  default List<String> channels() {
    return header().channels();
  }

  /** Last time of a series that gradients were computed on, if it was trained on. */
  default OptionalDouble seenUntil(String seriesId) {
    return header().seenUntil(seriesId);
  }

  /** The epoch that was taken. */
  default EpochReport best() {
    List<EpochReport> epochs = header().history();
    return epochs.stream()
        .filter(EpochReport::best)
        .reduce((a, b) -> b)
        .orElse(epochs.get(epochs.size() - 1));
  }
}
