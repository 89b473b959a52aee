package io.anode4j.model;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.BaselineStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What a model of any family carries beside its weights and its family's own settings; part of
 * {@code model.json}.
 *
 * @param library version of the library that trained it
 * @param channels names of the channels
 * @param timeFormat name or example of the time format of the training data
 * @param center centre of each channel, original units
 * @param scale scale of each channel, original units
 * @param timeUnit original time units in one unit of model time
 * @param horizon length of the horizon it was trained for, original time units; 0 for interpolation
 * @param periods periods whose phases it is told, original time units
 * @param seenUntil last time of each series that gradients were computed on
 * @param baselines statistics of the baselines on the training data
 * @param history how training went
 * @param provenance where the data came from
 */
public record ModelHeader(
    String library,
    List<String> channels,
    String timeFormat,
    List<Double> center,
    List<Double> scale,
    double timeUnit,
    double horizon,
    List<Double> periods,
    Map<String, Double> seenUntil,
    BaselineStatistics baselines,
    List<EpochReport> history,
    Map<String, String> provenance) {

  /**
   * Checks that it holds together.
   *
   * @throws IllegalArgumentException saying in a clause what does not
   */
  public ModelHeader {
    channels = List.copyOf(channels);
    center = List.copyOf(center);
    scale = List.copyOf(scale);
    periods = List.copyOf(periods);
    seenUntil = Map.copyOf(seenUntil);
    history = List.copyOf(history);
    int d = channels.size();
    if (d == 0 || center.size() != d || scale.size() != d) {
      throw new IllegalArgumentException("its scalers do not fit " + d + " channels");
    }
    boolean inRange = timeUnit > 0 && horizon >= 0 && Double.isFinite(timeUnit + horizon);
    if (!inRange || !periods.stream().allMatch(p -> p > 0 && Double.isFinite(p))) {
      throw new IllegalArgumentException("time unit, horizon or a period is out of range");
    }
  }

  /**
   * What is known before training.
   *
   * @param data what is trained on, names and times
   * @param scaler shift and scale of each channel
   * @param timeUnit original time units in one unit of model time
   * @param horizon length of the horizon, 0 for none
   * @param periods periods whose phases the model is told
   * @param seenUntil last time of each series that gradients are computed on
   * @param baselines statistics of the baselines on the same data
   * @param provenance where the data came from
   * @return a header of this library without a history
   */
  public static ModelHeader untrained(
      SeriesSet data,
      ValueScaler scaler,
      double timeUnit,
      double horizon,
      List<Double> periods,
      Map<String, Double> seenUntil,
      BaselineStatistics baselines,
      Map<String, String> provenance) {
    return new ModelHeader(
        runningLibrary(),
        data.channels(),
        data.timeFormat().name(),
        DoubleStream.of(scaler.center()).boxed().toList(),
        DoubleStream.of(scaler.scale()).boxed().toList(),
        timeUnit,
        horizon,
        periods,
        seenUntil,
        baselines,
        List.of(),
        provenance);
  }

  /** The same with reports of the epochs. */
  public ModelHeader withHistory(List<EpochReport> reports) {
    return new ModelHeader(
        library,
        channels,
        timeFormat,
        center,
        scale,
        timeUnit,
        horizon,
        periods,
        seenUntil,
        baselines,
        reports,
        provenance);
  }

  /** Phases of time that the model is told, by the clock of the training data. */
  public Phases phases() {
    return new Phases(periods, baselines.clock());
  }

  /** Shift and scale of each channel before the network computes in float32. */
  public ValueScaler scaler() {
    return ValueScaler.of(array(center), array(scale));
  }

  /** Whether there was no horizon: each series was its own target. */
  public boolean interpolates() {
    return horizon == 0;
  }

  /** How times were written in the training data. */
  public TimeFormat times() {
    return TimeFormat.of(timeFormat);
  }

  /** Last time of a series that gradients were computed on, if it was trained on. */
  public OptionalDouble seenUntil(String series) {
    Double time = seenUntil.get(series);
    return time == null ? OptionalDouble.empty() : OptionalDouble.of(time);
  }

  /** Version of the running library. */
  public static String runningLibrary() {
    String version = ModelHeader.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
