package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecaster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Replays the past: at each origin, forecasters see what was known then and are scored on what came
 * within the horizon.
 *
 * <p>All forecasters get the same histories and the same times. A history is cut with {@link
 * TimeSeries#until}, a view from which no later value can be reached. The times asked are those at
 * which something was observed, so that a forecaster learns when there was an observation, never
 * what it was.
 *
 * <p>Settings are immutable; each method returns a changed copy. The result does not depend on the
 * number of threads.
 */
public final class Backtest {
  private static final int DEFAULT_CONTEXT = 3;

  private final double horizon;
  private final int origins;
  private final OptionalDouble origin;
  private final int firstTimes;
  private final int minimumContext;
  private final ToDoubleFunction<String> lastSeen;
  private final int threads;

  /** From an origin to the last time that counts. */
  record Window(double origin, double end) {}

  private Backtest(
      double horizon,
      int origins,
      OptionalDouble origin,
      int firstTimes,
      int minimumContext,
      ToDoubleFunction<String> lastSeen,
      int threads) {
    this.horizon = horizon;
    this.origins = origins;
    this.origin = origin;
    this.firstTimes = firstTimes;
    this.minimumContext = minimumContext;
    this.lastSeen = lastSeen;
    this.threads = threads;
  }

  /**
   * Several origins a series: the last one a horizon before the series' last time, the others each
   * a horizon earlier, so that the targets of one series do not overlap.
   *
   * @param horizon how far ahead to score, above 0, in the unit of the times
   * @param origins the number of origins of a series, at least 1
   * @return the backtest
   */
  public static Backtest rolling(double horizon, int origins) {
    requirePositive("horizon", horizon);
    requirePositive("number of origins", origins);
    return new Backtest(
        horizon,
        origins,
        OptionalDouble.empty(),
        Integer.MAX_VALUE,
        DEFAULT_CONTEXT,
        id -> Double.NEGATIVE_INFINITY,
        1);
  }

  /**
   * The same origin for all series.
   *
   * @param origin the present, finite, in the unit of the times
   * @param horizon how far ahead to score, above 0
   * @return the backtest
   */
  public static Backtest at(double origin, double horizon) {
    requirePositive("horizon", horizon);
    if (!Double.isFinite(origin)) {
      throw new IllegalArgumentException(
          "Backtest has the origin " + origin + "; a finite time is expected: name one.");
    }
    return new Backtest(
        horizon,
        1,
        OptionalDouble.of(origin),
        Integer.MAX_VALUE,
        DEFAULT_CONTEXT,
        id -> Double.NEGATIVE_INFINITY,
        1);
  }

  /**
   * Scores only the first times after an origin at which anything was observed.
   *
   * @param times how many of them, at least 1
   * @return the changed backtest
   */
  public Backtest first(int times) {
    requirePositive("number of first times", times);
    return new Backtest(horizon, origins, origin, times, minimumContext, lastSeen, threads);
  }

  /**
   * Skips origins with less to go by; 3 unless said.
   *
   * @param observed number of values observed up to the origin, all channels together, at least 0
   * @return the changed backtest
   */
  public Backtest minimumContext(int observed) {
    if (observed < 0) {
      throw new IllegalArgumentException(
          "Backtest has the minimum context "
              + observed
              + "; at least 0 is expected: ask for as many values as a forecaster needs.");
    }
    return new Backtest(horizon, origins, origin, firstTimes, observed, lastSeen, threads);
  }

  /**
   * Skips origins before the last time that training has seen of a series.
   *
   * @param lastSeen from the name of a series to that time; −∞ if training has not seen it
   * @return the changed backtest
   */
  public Backtest notBefore(ToDoubleFunction<String> lastSeen) {
    return new Backtest(horizon, origins, origin, firstTimes, minimumContext, lastSeen, threads);
  }

  /**
   * Forecasts and scores in parallel; 1 unless said.
   *
   * @param threads number of threads, at least 1
   * @return the changed backtest
   */
  public Backtest threads(int threads) {
    requirePositive("number of threads", threads);
    return new Backtest(horizon, origins, origin, firstTimes, minimumContext, lastSeen, threads);
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Backtest has the " + what + " " + value + "; a finite one above 0 is expected.");
    }
  }

  int firstTimes() {
    return firstTimes;
  }

  int minimumContext() {
    return minimumContext;
  }

  double lastSeen(String id) {
    return lastSeen.applyAsDouble(id);
  }

  List<Window> windowsOf(TimeSeries series) {
    if (origin.isPresent()) {
      double present = origin.getAsDouble();
      return List.of(new Window(present, present + horizon));
    }
    if (series.length() == 0) {
      // Its origins count as skipped, like those before the beginning of a short series.
      double never = Double.NEGATIVE_INFINITY;
      return Collections.nCopies(origins, new Window(never, never));
    }
    List<Window> windows = new ArrayList<>(origins);
    for (int k = origins; k > 0; k--) {
      // Ends are computed like origins, so that no target falls between two windows by rounding.
      double last = series.lastTime();
      windows.add(new Window(last - k * horizon, last - (k - 1) * horizon));
    }
    return windows;
  }

  /**
   * Runs all forecasters on the same origins.
   *
   * @param series the data to replay
   * @param forecasters forecasters by name, in the order of the report; the one called {@link
   *     EvaluationReport#MODEL} is compared with the others
   * @param scale the scale on which values are scored, of the training data
   * @return the scores
   * @throws IllegalArgumentException if the scale has another number of channels or there is no
   *     forecaster
   * @throws IllegalStateException if a forecaster answers what was not asked
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public EvaluationReport run(
      SeriesSet series, Map<String, ? extends Forecaster> forecasters, Standardisation scale) {
    if (scale.mean().size() != series.channels().size()) {
      throw new IllegalArgumentException(
          "The scale has "
              + scale.mean().size()
              + " channels; "
              + series.channels().size()
              + " are expected, as in "
              + series.source()
              + ": fit it on training data with the same columns.");
    }
    return run(series.channels(), series::forEach, forecasters, scale);
  }

  /**
   * Does the same, to the bit, with series that are gone through twice and never all in memory:
   * first to see how far from its origin each target lies, then to score.
   *
   * @param channels the series' channels, as many as the scale has
   * @param data the data to replay
   * @param forecasters as above
   * @param scale as above
   * @return the scores
   */
  public EvaluationReport run(
      List<String> channels,
      SeriesPasses data,
      Map<String, ? extends Forecaster> forecasters,
      Standardisation scale) {
    BacktestPlan plan = new BacktestPlan(this, data);
    double[] edges = plan.leadTimeEdges();
    try (BacktestRun run = new BacktestRun(forecasters, scale, edges, threads)) {
      if (plan.origins() > 0) {
        data.forEach(one -> plan.forEachTask(one, run::add));
      }
      return EvaluationReport.of(horizon, plan, channels, edges, run.finish());
    }
  }
}
