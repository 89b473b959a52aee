package io.anode4j.report;

import io.anode4j.chart.Point;
import io.anode4j.chart.Scene;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A forecast with its uncertainty: history with its irregular times, median, bands, the origin, and
 * the outcome where it is known.
 *
 * <p>History is drawn as dots on a thin line; the line breaks at long gaps, so that nothing is
 * claimed where nothing was observed. Where points crowd, each column of pixels keeps its first,
 * last, lowest and highest one, so that no extreme is lost. A history much longer than the horizon
 * is cut to three horizons (at least twelve points), which leaves the forecast a quarter of the
 * width; the picture says how much it shows, and {@link #withWholeHistory()} shows all.
 *
 * @param title the series
 * @param channel what was measured
 * @param unit its unit, empty if unknown
 * @param dated whether times are seconds since the epoch (UTC) and get a calendar axis; otherwise
 *     they are plain numbers
 * @param origin the last time the forecaster could see: the "now" rule
 * @param history observations up to the origin; a missing value is {@code NaN} or left out
 * @param median the forecast's median at each time asked
 * @param bands central intervals of the forecast
 * @param outcome what was observed after the origin; empty if unknown
 * @param wholeHistory whether a long history is shown in full
 */
public record FanChart(
    String title,
    String channel,
    String unit,
    boolean dated,
    double origin,
    List<Point> history,
    List<Point> median,
    List<Band> bands,
    List<Point> outcome,
    boolean wholeHistory)
    implements Chart {

  /** The probabilities of the bands that a fan chart usually has. */
  public static final List<Double> LEVELS = List.of(0.5, 0.8, 0.95);

  /**
   * A central interval at each forecast time.
   *
   * @param level probability that it holds the outcome, between 0 and 1
   * @param lower lower ends
   * @param upper upper ends, at the same times
   */
  public record Band(double level, List<Point> lower, List<Point> upper) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the level is not a probability or the ends do not match
     */
    public Band {
      if (!(level > 0 && level < 1)) {
        throw new IllegalArgumentException(
            "Found a band of level " + level + "; expected between 0 and 1; 0.95 is 95 %.");
      }
      lower = ascending("lower ends of a band", lower);
      upper = ascending("upper ends of a band", upper);
      if (lower.size() != upper.size()) {
        throw new IllegalArgumentException(
            "Found a band with "
                + lower.size()
                + " lower and "
                + upper.size()
                + " upper ends; expected as many of each; pass NaN for a missing one.");
      }
    }
  }

  /**
   * Copies and checks the values; bands are sorted from the widest.
   *
   * @throws IllegalArgumentException if the origin is not finite or times descend
   */
  public FanChart {
    if (!Double.isFinite(origin)) {
      throw new IllegalArgumentException(
          "Found an origin of "
              + origin
              + "; expected a finite time; pass the last time the forecaster could see.");
    }
    history = ascending("history", history);
    median = ascending("median", median);
    outcome = ascending("outcome", outcome);
    bands = bands.stream().sorted(Comparator.comparing(Band::level).reversed()).toList();
  }

  /**
   * A chart of undated history alone; add the rest with the {@code with} methods.
   *
   * @param title the series
   * @param channel what was measured
   * @param origin the "now" rule
   * @param history observations up to the origin
   */
  public static FanChart of(String title, String channel, double origin, List<Point> history) {
    return new FanChart(
        title, channel, "", false, origin, history, List.of(), List.of(), List.of(), false);
  }

  /**
   * The chart of one channel of a forecast, with the usual bands.
   *
   * @param forecast what was forecast
   * @param channel index of the channel
   * @param history what the forecaster saw; its last time is the origin
   * @param format how the series' times are written
   * @throws java.util.NoSuchElementException if the history is empty
   */
  public static FanChart of(Forecast forecast, int channel, TimeSeries history, TimeFormat format) {
    double[] times = forecast.times();
    String name = forecast.channels().get(channel);
    FanChart chart =
        of(forecast.id(), name, history.lastTime(), observations(history, channel))
            .withMedian(quantile(forecast, 0.5, times, channel));
    for (double level : LEVELS) {
      List<Point> lower = quantile(forecast, (1 - level) / 2, times, channel);
      List<Point> upper = quantile(forecast, (1 + level) / 2, times, channel);
      chart = chart.withBand(level, lower, upper);
    }
    return format.isDated() ? chart.withDates() : chart;
  }

  private static List<Point> quantile(Forecast forecast, double p, double[] times, int channel) {
    List<Point> points = new ArrayList<>(times.length);
    for (int i = 0; i < times.length; i++) {
      points.add(new Point(times[i], forecast.quantile(p, i, channel)));
    }
    return points;
  }

  private static List<Point> observations(TimeSeries series, int channel) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < series.length(); i++) {
      if (series.isObserved(i, channel)) {
        points.add(new Point(series.time(i), series.value(i, channel)));
      }
    }
    return points;
  }

  /** The same chart with a unit at its value axis. */
  public FanChart withUnit(String unit) {
    return new FanChart(
        title, channel, unit, dated, origin, history, median, bands, outcome, wholeHistory);
  }

  /** The same chart with times read as seconds since the epoch (UTC). */
  public FanChart withDates() {
    return new FanChart(
        title, channel, unit, true, origin, history, median, bands, outcome, wholeHistory);
  }

  /** The same chart with another median. */
  public FanChart withMedian(List<Point> median) {
    return new FanChart(
        title, channel, unit, dated, origin, history, median, bands, outcome, wholeHistory);
  }

  /** The same chart with one more band. */
  public FanChart withBand(double level, List<Point> lower, List<Point> upper) {
    List<Band> more =
        Stream.concat(bands.stream(), Stream.of(new Band(level, lower, upper))).toList();
    return new FanChart(
        title, channel, unit, dated, origin, history, median, more, outcome, wholeHistory);
  }

  /** The same chart with what really happened. */
  public FanChart withOutcome(List<Point> outcome) {
    return new FanChart(
        title, channel, unit, dated, origin, history, median, bands, outcome, wholeHistory);
  }

  /**
   * The same chart with what a series held after the origin, up to the end of the forecast.
   *
   * @param series the series with its later values
   * @param channel index of the channel
   */
  public FanChart withOutcome(TimeSeries series, int channel) {
    double end = median.isEmpty() ? origin : median.get(median.size() - 1).x();
    return withOutcome(observations(series.after(origin).until(end), channel));
  }

  /** The same chart with all of a long history. */
  public FanChart withWholeHistory() {
    return new FanChart(title, channel, unit, dated, origin, history, median, bands, outcome, true);
  }

  @Override
  public Scene scene(Size size) {
    return new FanDrawing(this, size).scene();
  }

  /** Series and channel, as far as they have names. */
  String heading() {
    return Stream.of(title, channel)
        .filter(s -> !s.isBlank())
        .reduce((a, b) -> a + " · " + b)
        .orElse("Forecast");
  }

  /** Every point of the forecast and the outcome. */
  Stream<Point> ahead() {
    List<Point> all = new ArrayList<>(median);
    bands.forEach(
        band -> {
          all.addAll(band.lower());
          all.addAll(band.upper());
        });
    all.addAll(outcome);
    return all.stream().filter(Point::isFinite);
  }

  private static List<Point> ascending(String what, List<Point> points) {
    for (int i = 1; i < points.size(); i++) {
      if (!(points.get(i).x() >= points.get(i - 1).x())) {
        throw new IllegalArgumentException(
            "Found time "
                + points.get(i).x()
                + " after "
                + points.get(i - 1).x()
                + " in the "
                + what
                + " of a fan chart; expected ascending times; sort the points first.");
      }
    }
    return List.copyOf(points);
  }
}
