package io.anode4j.model;

import io.anode4j.data.Covariate;
import io.anode4j.data.TimeFormat;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.evaluation.Baselines;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.forecast.Forecaster;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What every trained model knows of itself, whatever its kind. */
public interface TrainedModel extends Forecaster {
  /** Name of the linear companion. */
  String RIDGE = "ridge";

  /** What it carries beside its weights and its family's own settings. */
  ModelHeader header();

  /** What kind it is, in a line: the word of its family, a colon, how it goes about it. */
  String kind();

  /** Bytes that it remembers of each sensor, where it follows sensors. */
  default OptionalInt sensorState() {
    return OptionalInt.empty();
  }

  /** Names of the channels, in the order of a series' values. */
  default List<String> channels() {
    return header().channels();
  }

  /** What it must be told of a series beside its values; none of most models. */
  default List<Covariate> covariates() {
    return List.of();
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

  /** The horizon it was trained for, 0 when it was trained to interpolate. */
  default double horizon() {
    return header().horizon();
  }

  /** Whether it was trained to say what lies between readings, and not what comes after them. */
  default boolean interpolates() {
    return header().interpolates();
  }

  /**
   * The last time of a series that gradients were computed on.
   *
   * @param seriesId id of a series
   * @return that time, or nothing for a series that was not trained on
   */
  default OptionalDouble seenUntil(String seriesId) {
    return header().seenUntil(seriesId);
  }

  /** Statistics of the baselines on the same training data. */
  default BaselineStatistics baselines() {
    return header().baselines();
  }

  /**
   * Forecasters that it is made of and that can stand beside it in a table, by name; {@link #RIDGE}
   * counts as a baseline there.
   */
  default Map<String, Forecaster> companions() {
    return Map.of();
  }

  /** What an evaluation compares: this model, its companions and the baselines, by name. */
  default Map<String, Forecaster> compared() {
    Map<String, Forecaster> all = new LinkedHashMap<>();
    all.put(EvaluationReport.MODEL, this);
    all.putAll(companions());
    all.putAll(Baselines.all(baselines()));
    return all;
  }

  /** How training went, epoch by epoch. */
  default List<EpochReport> history() {
    return header().history();
  }

  /** Units of the channels whose unit the training data stated, by channel. */
  default Map<String, String> units() {
    return ChannelUnits.in(provenance(), channels());
  }

  /** Where the data came from and what made the model. */
  default Map<String, String> provenance() {
    return header().provenance();
  }

  /** Number of weights. */
  int parameterCount();

  /** Number of networks whose forecasts it weighs. */
  default int networks() {
    return 1;
  }

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
