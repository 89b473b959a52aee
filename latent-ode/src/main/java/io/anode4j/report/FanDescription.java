package io.anode4j.report;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scale;
import io.anode4j.data.Resolution;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in words what a {@link FanChart} shows, for those who listen instead of look. */
final class FanDescription {
  private static final int DIGITS = 5;

  private final FanChart chart;
  private final double span;
  private final Resolution resolution;

  FanDescription(FanChart chart) {
    this.chart = chart;
    Scale.Range times =
        Scale.Range.of(Stream.concat(chart.history().stream(), chart.ahead()), Point::x);
    this.span = times.high() - times.low();
    this.resolution = new Resolution(distance(chart), DIGITS);
  }

  /** The distance that the numbers must show: of all values, or of the last interval if smaller. */
  private static double distance(FanChart chart) {
    Scale.Range values =
        Scale.Range.of(Stream.concat(chart.history().stream(), chart.ahead()), Point::y);
    double distance = values.high() - values.low();
    for (FanChart.Band band : chart.bands()) {
      Optional<Point> lower = last(band.lower());
      Optional<Point> upper = last(band.upper());
      if (lower.isPresent() && upper.isPresent()) {
        double width = Math.abs(upper.get().y() - lower.get().y());
        distance = width > 0 ? Math.min(distance, width) : distance;
      }
    }
    return distance;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    history(out);
    last(chart.median())
        .ifPresent(
            end -> {
              out.append(" Forecast to ").append(time(end.x())).append(", where the median is ");
              out.append(value(end.y()));
              chart.bands().stream().findFirst().ifPresent(band -> band(out, band));
              out.append('.');
            });
    outcome(out);
    return out.toString();
  }

  private void history(StringBuilder out) {
    List<Point> seen = Runs.finite(chart.history());
    if (seen.isEmpty()) {
      out.append("No observation up to ").append(time(chart.origin())).append('.');
      return;
    }
    out.append(Figures.count(seen.size(), "observation")).append(" from ");
    out.append(time(seen.get(0).x())).append(" to ");
    out.append(time(seen.get(seen.size() - 1).x())).append('.');
  }

  private void band(StringBuilder out, FanChart.Band band) {
    Optional<Point> lower = last(band.lower());
    Optional<Point> upper = last(band.upper());
    if (lower.isPresent() && upper.isPresent()) {
      out.append(" and the ").append(Figures.percent(band.level())).append(" interval ");
      out.append(number(lower.get().y())).append(" to ").append(value(upper.get().y()));
    }
  }

  private void outcome(StringBuilder out) {
    List<Point> known = Runs.finite(chart.outcome());
    if (!known.isEmpty()) {
      out.append(' ').append(Figures.count(known.size(), "outcome")).append(" known, the last ");
      out.append(value(known.get(known.size() - 1).y())).append('.');
    }
  }

  private static Optional<Point> last(List<Point> points) {
    return points.stream().filter(Point::isFinite).reduce((a, b) -> b);
  }

  private String value(double value) {
    return number(value) + (chart.unit().isEmpty() ? "" : " " + chart.unit());
  }

  private String number(double value) {
    return Figures.rounded(value, resolution.of(value));
  }

  private String time(double time) {
    return TimeWords.moment(time, span, chart.dated());
  }
}
