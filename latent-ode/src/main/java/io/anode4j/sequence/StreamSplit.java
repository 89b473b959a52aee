package io.anode4j.sequence;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.model.ModelHeader;
import io.anode4j.training.DataSplit;
import io.anode4j.training.ObservedRows;
import io.anode4j.training.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How streams are divided: long ones by time, many short ones as a whole. What is set apart chooses
 * the epoch and calibrates the scores.
 *
 * @param training series (or their beginnings) that gradients are computed on, original values
 * @param streams all series, whole: those set apart are read from their beginning, so that their
 *     state is warm where they are scored
 * @param trainedUntil last time of each series that gradients see
 * @param usualGap median gap between readings
 * @param horizon how far ahead readings must be forecast
 * @param split in words
 */
public record StreamSplit(
    SeriesSet training,
    SeriesSet streams,
    Map<String, Double> trainedUntil,
    double usualGap,
    double horizon,
    String split) {

  /** Usual gaps that are forecast where no horizon is stated, as a stream asks for them. */
  public static final int READINGS_AHEAD = 20;

  /** With fewer series than this, setting whole ones apart would cost too much variety. */
  private static final int FEW_SERIES = 8;

  /** Series of so many readings are long enough to be divided by time. */
  private static final int LONG = 200;

  /**
   * Divides series.
   *
   * @param data all series
   * @param askedHorizon how far ahead readings must be forecast; 0 for twenty usual gaps
   * @param fraction share set apart
   * @param seed seed of the choice of whole series
   * @return the division
   * @throws IllegalArgumentException when no series has two readings
   */
  public static StreamSplit of(SeriesSet data, double askedHorizon, double fraction, long seed) {
    List<TimeSeries> usable = new ArrayList<>();
    for (TimeSeries s : data) {
      TimeSeries rows = ObservedRows.of(s);
      if (rows.length() > 1) {
        usable.add(rows);
      }
    }
    if (usable.isEmpty()) {
      throw new IllegalArgumentException(
          "No series of "
              + data.source()
              + " has two readings; expected series to learn from: check the columns");
    }
    double gap = DataSplit.median(usable.stream().flatMapToDouble(DataSplit::gaps));
    double horizon = askedHorizon > 0 ? askedHorizon : READINGS_AHEAD * gap;
    double typical = DataSplit.median(usable.stream().mapToDouble(TimeSeries::length));
    boolean byTime = typical >= LONG || usable.size() < FEW_SERIES;
    return byTime
        ? byTime(data, usable, gap, horizon, fraction, seed)
        : bySeries(data, usable, gap, horizon, fraction, seed);
  }

  private static StreamSplit byTime(
      SeriesSet data,
      List<TimeSeries> usable,
      double gap,
      double horizon,
      double fraction,
      long seed) {
    List<TimeSeries> training = new ArrayList<>();
    for (TimeSeries s : usable) {
      int kept = (int) Math.ceil((1 - fraction) * s.length());
      training.add(s.slice(0, Math.max(1, Math.min(kept, s.length() - 1))));
    }
    return new StreamSplit(
        data.withSeries(training),
        data.withSeries(usable),
        DataSplit.lastTimes(training),
        gap,
        horizon,
        "the last "
            + Math.round(100 * fraction)
            + " % of each series' readings set apart for validation");
  }

  private static StreamSplit bySeries(
      SeriesSet data,
      List<TimeSeries> usable,
      double gap,
      double horizon,
      double fraction,
      long seed) {
    int held = DataSplit.share(fraction, usable.size());
    List<TimeSeries> training = DataSplit.bySeries(usable, held, seed).training();
    return new StreamSplit(
        data.withSeries(training),
        data.withSeries(usable),
        DataSplit.lastTimes(training),
        gap,
        horizon,
        held + " of " + usable.size() + " series set apart for validation");
  }

  /** Time after which a series is set apart. */
  public double boundary(TimeSeries series) {
    return trainedUntil.getOrDefault(series.id(), Double.NEGATIVE_INFINITY);
  }

  /** Calendar periods that the data cover twice and resolve, and the one found in the data. */
  private List<Double> periods(double found) {
    return DataSplit.periods(training, usualGap, found);
  }

  /**
   * Header of a model to be trained on these data, whose unit of time is the usual gap.
   *
   * @param data all series
   * @param scaler shift and scale of each channel
   * @param baselines statistics of the baselines on the training data
   * @param provenance where the data came from
   * @return the header
   */
  public ModelHeader header(
      SeriesSet data,
      ValueScaler scaler,
      BaselineStatistics baselines,
      Map<String, String> provenance) {
    return ModelHeader.untrained(
        data,
        scaler,
        usualGap,
        horizon,
        periods(baselines.period()),
        trainedUntil,
        baselines,
        provenance);
  }

  /**
   * What a run is about to do.
   *
   * @param header header of the model to be
   * @param windows draws the windows
   * @param weights number of weights
   * @return the plan
   */
  public TrainingPlan plan(ModelHeader header, SequenceWindows windows, int weights) {
    List<SequenceWindow> validation = windows.validation();
    int series = (int) validation.stream().map(w -> w.series().id()).distinct().count();
    return new TrainingPlan(
        split,
        training.size(),
        series,
        windows.perEpoch(),
        validation.size(),
        windows.readings() * usualGap,
        horizon,
        header.periods(),
        weights);
  }
}
