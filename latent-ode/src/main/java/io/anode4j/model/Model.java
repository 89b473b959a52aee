package io.anode4j.model;

import io.anode4j.data.TimeFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What every model in a file knows of itself, whatever its family and whatever it says of series.
 */
public interface Model {
  /** What it carries beside its weights and its family's own settings. */
  ModelHeader header();

  /** What kind it is, in a line: the word of its family, a colon, how it goes about it. */
  String kind();

  /** Names of the channels, in the order of a series' values. */
  default List<String> channels() {
    return header().channels();
  }

  /** How times were written in the training data. */
  default TimeFormat timeFormat() {
    return header().times();
  }

  /**
   * How far back its network reads, in the series' unit of time; infinite when it reads all. What
   * anchors a forecast may read further.
   */
  double context();

  /**
   * The last time of a series that gradients were computed on.
   *
   * @param seriesId id of a series
   * @return that time, or nothing for a series that was not trained on
   */
  default OptionalDouble seenUntil(String seriesId) {
    return header().seenUntil(seriesId);
  }

  /** How training went, epoch by epoch. */
  default List<EpochReport> history() {
    return header().history();
  }

  /** Where the data came from and what made the model. */
  default Map<String, String> provenance() {
    return header().provenance();
  }

  /** Units of the channels whose unit the training data stated, by channel. */
  default Map<String, String> units() {
    return ChannelUnits.in(provenance(), channels());
  }

  /** Number of weights. */
  int parameterCount();

  /** The settings it was trained with, a record of their names and values. */
  Record config();

  /**
   * Writes the model file; it appears whole or not at all.
   *
   * @param file where to
   * @throws java.io.UncheckedIOException when the file system refuses
   */
  void save(Path file);
}
