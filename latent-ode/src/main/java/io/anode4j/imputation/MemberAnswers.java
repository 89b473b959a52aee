package io.anode4j.imputation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Asks the members of an imputation.
 *
 * @param model what interpolates
 * @param rules the simple ones
 * @param channels names of the channels
 */
record MemberAnswers(Forecaster model, GapRules rules, List<String> channels) {
  private static final int BLOCK = 16;

  /** Means of all members for one channel, the model last {@code [times × members]}. */
  double[][] answers(Forecast own, TimeSeries known, int channel, double[] times) {
    double[][] simple = rules.answers(known, channel, times);
    double[][] all = new double[times.length][];
    for (int t = 0; t < times.length; t++) {
      all[t] = Arrays.copyOf(simple[t], simple[t].length + 1);
      all[t][simple[t].length] = own.mean(t, channel);
    }
    return all;
  }

  /** What is said of all values that are in the data and not visible. */
  List<GapCase> cases(SeriesSet data, SeriesSet visible, Workers workers) {
    List<List<GapCase>> blocks =
        workers.map(
            (data.size() + BLOCK - 1) / BLOCK,
            b -> block(data, visible, b * BLOCK, Math.min(data.size(), (b + 1) * BLOCK)));
    return blocks.stream().flatMap(List::stream).toList();
  }

  private List<GapCase> block(SeriesSet data, SeriesSet visible, int from, int to) {
    List<TimeSeries> whole = data.series().subList(from, to);
    List<TimeSeries> known = visible.series().subList(from, to);
    List<double[]> times = new ArrayList<>();
    for (int i = 0; i < whole.size(); i++) {
      TimeSeries all = whole.get(i);
      TimeSeries left = known.get(i);
      times.add(
          IntStream.range(0, all.length())
              .filter(row -> left.observedCount() > 0 && isHidden(all, left, row))
              .mapToDouble(all::time)
              .toArray());
    }
    List<Forecast> forecasts = model.forecastAll(known, times);
    List<GapCase> cases = new ArrayList<>();
    for (int i = 0; i < whole.size(); i++) {
      add(whole.get(i), known.get(i), forecasts.get(i), times.get(i), cases);
    }
    return cases;
  }

  private static boolean isHidden(TimeSeries all, TimeSeries left, int row) {
    return IntStream.range(0, all.channels())
        .anyMatch(c -> all.isObserved(row, c) && !left.isObserved(row, c));
  }

  private void add(
      TimeSeries all, TimeSeries left, Forecast own, double[] times, List<GapCase> to) {
    for (int c = 0; c < all.channels(); c++) {
      double[][] means = answers(own, left, c, times);
      double[] distances = GapRules.distances(left, c, times);
      for (int t = 0; t < times.length; t++) {
        int row = all.countUntil(times[t]) - 1;
        boolean near = distances[t] < Double.POSITIVE_INFINITY;
        if (near && all.isObserved(row, c) && !left.isObserved(row, c)) {
          to.add(new GapCase(c, distances[t], all.value(row, c), means[t], own.std(t, c)));
        }
      }
    }
  }
}
