package io.anode4j.cli;

import io.anode4j.forecast.Attribution;
import io.anode4j.forecast.Attribution.Effect;
import io.anode4j.forecast.Attribution.Part;
import io.anode4j.report.AttributionChart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Draws attributions: a chart a series and channel, of the effects that have the channel's unit.
 */
final class ExplainCharts {
  /** Series of a report; more would bury what follows, and all are in the table. */
  static final int SERIES = 3;

  /** Charts of a series. */
  private static final int CHANNELS = 4;

  private ExplainCharts() {}

  static List<AttributionChart> of(List<Attribution> attributions, boolean dated) {
    List<AttributionChart> charts = new ArrayList<>();
    for (Attribution one : attributions) {
      Set<String> channels = new LinkedHashSet<>();
      one.effects().forEach(effect -> channels.add(effect.channel()));
      channels.stream()
          .limit(CHANNELS)
          .map(channel -> chart(one, channel, dated))
          .filter(chart -> !chart.bars().isEmpty())
          .forEach(charts::add);
    }
    return charts;
  }

  private static AttributionChart chart(Attribution one, String channel, boolean dated) {
    List<AttributionChart.Bar> bars = new ArrayList<>();
    for (Effect effect : one.effects()) {
      if (effect.part() != Part.GRADIENT && effect.channel().equals(channel)) {
        boolean whole = effect.part() != Part.OBSERVATIONS;
        bars.add(new AttributionChart.Bar(effect.source(), whole, effect.from(), effect.shift()));
      }
    }
    return new AttributionChart(
        "What moved " + channel + " of " + one.id(), "shift of " + channel, dated, bars);
  }
}
