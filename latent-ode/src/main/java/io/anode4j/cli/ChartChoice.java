package io.anode4j.cli;

import io.anode4j.data.NearNames;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.model.TrainedModel;
import io.anode4j.report.FanChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Which fan charts a report shows.
 *
 * @param series ids of the series, none for all
 * @param channels names of the channels, none for all
 * @param most number of charts that are enough, at least 1
 */
record ChartChoice(List<String> series, List<String> channels, int most) {
  /** About a megabyte of HTML. */
  static final int MOST = 60;

  static final ChartChoice ALL = new ChartChoice(List.of(), List.of(), MOST);

  ChartChoice {
    if (most < 1) {
      throw CommandFailure.usage(
          "--report-charts is %d; expected at least 1; state a larger number".formatted(most),
          null);
    }
  }

  /**
   * Charts, and what share of the data they are.
   *
   * @param charts in the order of series and channels
   * @param share a sentence; empty where there is one forecast
   */
  record Charts(List<FanChart> charts, String share) {}

  /**
   * Looks the names up before anything is computed.
   *
   * @throws CommandFailure if a series or channel that was named is not there
   */
  void require(SeriesSet data) {
    List<String> ids = data.series().stream().map(TimeSeries::id).toList();
    series.forEach(id -> requireKnown("--report-series", "series", id, ids));
    channels.forEach(name -> requireKnown("--report-channels", "channel", name, data.channels()));
  }

  /**
   * Forecasts and draws what was chosen.
   *
   * @param origin last time of a series that the model may see; a series without a row up to it is
   *     left out
   * @param span how far ahead
   */
  Charts of(TrainedModel model, SeriesSet data, ToDoubleFunction<TimeSeries> origin, double span) {
    List<TimeSeries> drawable = new ArrayList<>();
    for (TimeSeries one : chosen(data)) {
      if (one.length() > 0 && one.countUntil(origin.applyAsDouble(one)) > 0) {
        drawable.add(one);
      }
    }
    List<FanChart> charts = new ArrayList<>();
    Set<Integer> seen = new LinkedHashSet<>();
    Map<TimeSeries, List<Integer>> picked = picked(drawable, channelIndices(data));
    picked.forEach(
        (one, indices) -> {
          seen.addAll(indices);
          double from = origin.applyAsDouble(one);
          charts.addAll(ReportPage.fans(model, one, indices, from, from + span, data.timeFormat()));
        });
    return new Charts(charts, share(data, picked.size(), seen.size(), charts.size()));
  }

  private List<TimeSeries> chosen(SeriesSet data) {
    return data.series().stream()
        .filter(one -> series.isEmpty() || series.contains(one.id()))
        .toList();
  }

  private List<Integer> channelIndices(SeriesSet data) {
    List<Integer> indices = new ArrayList<>();
    for (int c = 0; c < data.channels().size(); c++) {
      if (channels.isEmpty() || channels.contains(data.channels().get(c))) {
        indices.add(c);
      }
    }
    return indices;
  }

  private static void requireKnown(String option, String what, String name, List<String> known) {
    if (!known.contains(name)) {
      throw CommandFailure.usage(
          "%s names the %s '%s', which the input does not have; expected one of its own; %s"
              .formatted(option, what, name, NearNames.suggestion(name, known)),
          null);
    }
  }

  /** The first channel of every series, then the second, and so on, until there are enough. */
  private Map<TimeSeries, List<Integer>> picked(List<TimeSeries> drawable, List<Integer> indices) {
    Map<TimeSeries, List<Integer>> picked = new LinkedHashMap<>();
    int count = 0;
    for (int channel : indices) {
      for (TimeSeries one : drawable) {
        if (count++ < most) {
          picked.computeIfAbsent(one, any -> new ArrayList<>()).add(channel);
        }
      }
    }
    return picked;
  }

  private static String share(SeriesSet data, int series, int channels, int charts) {
    long all = (long) data.size() * data.channels().size();
    if (all <= 1) {
      return "";
    }
    String share =
        String.format(
            Locale.ROOT,
            "Shown: %,d of %,d series, %,d of %,d channels",
            series,
            data.size(),
            channels,
            data.channels().size());
    return charts == all
        ? share + "."
        : String.format(
            Locale.ROOT,
            "%s, %,d of %,d charts. Others are chosen with --report-series, --report-channels and"
                + " --report-charts.",
            share,
            charts,
            all);
  }
}
