package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.latent.window.WindowQuery.Ends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    boolean finite = true;
    for (double time : asked) {
      finite &= Double.isFinite(time);
    }
    if (context.length() == 0 || !finite) { // what is not finite is refused where Forecast is made
      return new ForecastQuestion(context, asked, List.of(), new int[0]);
    }
    SolveReach reach = new SolveReach(context.firstTime(), window);
    int[] doublings = new int[asked.length];
    long used = 0;
    for (int t = 0; t < asked.length; t++) {
      doublings[t] = reach.doublings(asked[t]);
      used |= 1L << doublings[t];
    }
    List<WindowQuery> queries = new ArrayList<>();
    int[] queryOfTime = new int[asked.length];
    for (long left = used; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      double[] times = new double[asked.length];
      int count = 0;
      for (int t = 0; t < asked.length; t++) {
        if (doublings[t] == k) {
          queryOfTime[t] = queries.size();
          times[count++] = asked[t];
        }
      }
      double[] some = Arrays.copyOf(times, count);
      queries.add(
          WindowQuery.forecast(context, decoded(some, context)).ending(ends(some, reach, k)));
    }
    return new ForecastQuestion(context, asked, queries, queryOfTime);
  }

  /** Where the solves would end: those of the last observations lie in the first window. */
  private static Ends ends(double[] asked, SolveReach reach, int k) {
    boolean ahead = false;
    boolean behind = false;
    for (double time : asked) {
      ahead |= time >= reach.anchor();
      behind |= time < reach.anchor();
    }
    return new Ends(
        behind ? reach.beginning(k) : Double.POSITIVE_INFINITY,
        reach.end(ahead || !behind ? k : 0));
  }

  /** The times asked, and those of the last observations. */
  private static double[] decoded(double[] asked, TimeSeries context) {
    double[] last = lastObserved(context);
    double[] all = Arrays.copyOf(asked, asked.length + last.length);
    int count = asked.length;
    for (double time : last) {
      if (!Double.isNaN(time)) {
        all[count++] = time;
      }
    }
    return distinct(all, count);
  }

  private static double[] distinct(double[] times, int count) {
    Arrays.sort(times, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || Double.compare(times[i], times[kept - 1]) != 0) {
        times[kept++] = times[i];
      }
    }
    return Arrays.copyOf(times, kept);
  }

  /** Time of each channel's last observation; NaN where it has none. */
  static double[] lastObserved(TimeSeries series) {
    double[] last = new double[series.channels()];
    for (int c = 0; c < last.length; c++) {
      int i = series.length() - 1;
      while (i >= 0 && !series.isObserved(i, c)) {
        i--;
      }
      last[c] = i < 0 ? Double.NaN : series.time(i);
    }
    return last;
  }

  /** The query that answers a time. */
  int queryOf(int time) {
    return queryOfTime[time];
  }
}
