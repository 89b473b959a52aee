package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.latent.window.WindowQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One history and the times asked of it, as queries that end where {@link SolveReach} says: usually
 * one, more when times lie beyond a trained window.
 *
 * @param context what may be read, scaled, without empty rows
 * @param asked times asked, original, in any order
 * @param queries the queries; none without context or times
 * @param queryOfTime which query answers each time
 */
record ForecastQuestion(
    TimeSeries context, double[] asked, List<WindowQuery> queries, int[] queryOfTime) {

  /**
   * Prepares queries.
   *
   * @param context what may be read, scaled, without empty rows
   * @param asked times asked, finite
   * @param window context and horizon of the model together
   */
  static ForecastQuestion of(TimeSeries context, double[] asked, double window) {
    boolean finite = Arrays.stream(asked).allMatch(Double::isFinite);
    if (context.length() == 0 || !finite) { // what is not finite is refused where Forecast is made
      return new ForecastQuestion(context, asked, List.of(), new int[0]);
    }
    SolveReach reach = new SolveReach(context.firstTime(), window);
    int[] doublings = Arrays.stream(asked).mapToInt(reach::doublings).toArray();
    int[] used = Arrays.stream(doublings).sorted().distinct().toArray();
    List<WindowQuery> queries = new ArrayList<>();
    for (int k : used) {
      double[] times =
          IntStream.range(0, asked.length)
              .filter(t -> doublings[t] == k)
              .mapToDouble(t -> asked[t])
              .toArray();
      queries.add(WindowQuery.forecast(context, decoded(times, context, reach, k)));
    }
    int[] queryOfTime = Arrays.stream(doublings).map(k -> Arrays.binarySearch(used, k)).toArray();
    return new ForecastQuestion(context, asked, queries, queryOfTime);
  }

  /** The times asked, those of the last observations, and the ends of the solves. */
  private static double[] decoded(double[] asked, TimeSeries context, SolveReach reach, int k) {
    boolean ahead = Arrays.stream(asked).anyMatch(t -> t >= reach.anchor());
    boolean behind = Arrays.stream(asked).anyMatch(t -> t < reach.anchor());
    DoubleStream ends =
        behind
            ? DoubleStream.of(reach.beginning(k), reach.end(ahead ? k : 0))
            : DoubleStream.of(reach.end(k));
    DoubleStream known =
        Arrays.stream(LatentForecaster.lastObserved(context)).filter(t -> !Double.isNaN(t));
    return DoubleStream.concat(Arrays.stream(asked), DoubleStream.concat(known, ends))
        .sorted()
        .distinct()
        .toArray();
  }

  /** The query that answers a time. */
  int queryOf(int time) {
    return queryOfTime[time];
  }
}
