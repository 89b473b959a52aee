package io.anode4j.model;

import io.anode4j.data.Covariate;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.evaluation.Baselines;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.forecast.Bounds;
import io.anode4j.forecast.Forecaster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What every model that forecasts knows of itself, whatever its kind. */
public interface TrainedModel extends Model, Forecaster {
  /** Name of the linear companion. */
  String RIDGE = "ridge";

  /** Bytes that it remembers of each sensor, where it follows sensors. */
  default OptionalInt sensorState() {
    return OptionalInt.empty();
  }

  /** What it must be told of a series beside its values; none of most models. */
  default List<Covariate> covariates() {
    return List.of();
  }

  /** Between which values each channel's forecasts lie; empty where it knows of none. */
  default List<Bounds> bounds() {
    return List.of();
  }

  /** The horizon it was trained for, 0 when it was trained to interpolate. */
  default double horizon() {
    return header().horizon();
  }

  /**
   * The one time at which it was trained to be asked, where all questions share one: half of its
   * training windows ended within a quarter of the horizon of it. None if it may be asked anywhere.
   */
  default OptionalDouble origin() {
    return OptionalDouble.empty();
  }

  /**
   * Whether a question from a time is one from the origin, give or take a quarter of the horizon.
   */
  default boolean isAsOfOrigin(double time) {
    return origin().isEmpty() || Math.abs(time - origin().getAsDouble()) <= horizon() / 4;
  }

  /** Whether it was trained to say what lies between readings, and not what comes after them. */
  default boolean interpolates() {
    return header().interpolates();
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

  /** Number of networks whose forecasts it weighs. */
  default int networks() {
    return 1;
  }
}
