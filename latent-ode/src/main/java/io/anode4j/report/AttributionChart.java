package io.anode4j.report;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.NumberTicks;
import io.anode4j.chart.Scale;
import io.anode4j.chart.Scene;
import io.anode4j.chart.Ticks;
import io.anode4j.chart.TypeMeasure;
import java.util.Comparator;
import java.util.List;

/**
 * What moved a forecast, the most at the top: bars from zero, to the right where a part raised the
 * forecast and to the left where it lowered it.
 *
 * @param title what was forecast
 * @param unit what is drawn, and in which unit
 * @param dated whether times are seconds since 1970
 * @param bars the parts of what was known
 */
public record AttributionChart(String title, String unit, boolean dated, List<Bar> bars)
    implements Chart {
  /** More bars than these are not told apart at a glance. */
  private static final int MOST = 8;

  /**
   * A part of what was known.
   *
   * @param source name of a channel or covariate
   * @param whole whether all of it is meant, not only what lies between two times
   * @param from first time of the part
   * @param shift by how much the mean of the forecast is greater because of the part
   */
  public record Bar(String source, boolean whole, double from, double shift) {}

  /** Copies the largest bars, the largest first. */
  public AttributionChart {
    bars =
        bars.stream()
            .filter(bar -> Double.isFinite(bar.shift()) && bar.shift() != 0)
            .sorted(Comparator.comparingDouble((Bar bar) -> -Math.abs(bar.shift())))
            .limit(MOST)
            .toList();
  }

  @Override
  public Scene scene(Size size) {
    Sketch sketch = new Sketch(size);
    double text = size.text();
    sketch.heading(title, 0);
    double left = Panel.roomForNames(size, bars.stream().map(this::name).toList());
    double room = TypeMeasure.width("−0.00000", text) + 12; // a figure beyond either end
    double least = Math.min(0, bars.stream().mapToDouble(Bar::shift).min().orElse(0));
    double most = Math.max(0, bars.stream().mapToDouble(Bar::shift).max().orElse(1));
    double from = least < 0 ? left + room : left;
    Scale x =
        new Scale.Range(least, most).onto(from, size.width() - Panel.EDGE - (most > 0 ? room : 8));
    double top = Panel.topUnder(size, 20);
    Panel panel = new Panel(x, new Scale(0, Math.max(1, bars.size()), Panel.bottomOf(size), top));
    Ticks ticks =
        NumberTicks.of(least, most, Panel.horizontalTicks(panel.right() - panel.left(), text, 5));
    panel.drawHorizontal(sketch, ticks, unit);
    sketch.rule(x.at(0), top, x.at(0), panel.bottom(), Mark.Stroke.solid(Ink.RULE, 1));
    for (int i = 0; i < bars.size(); i++) {
      draw(sketch, panel, left, bars.get(i), panel.y().at(bars.size() - i - 0.5));
    }
    return sketch.finish(title, description());
  }

  private void draw(Sketch sketch, Panel panel, double left, Bar bar, double y) {
    double text = sketch.size().text();
    boolean up = bar.shift() > 0;
    Ink ink = up ? Ink.FORECAST : Ink.BASELINE;
    Panel.drawName(sketch, name(bar), left, y, Mark.Style.of(Ink.TEXT, text, Mark.Anchor.END));
    double end = panel.x().at(bar.shift());
    sketch.rule(panel.x().at(0), y, end, y, Mark.Stroke.solid(ink, 6));
    Mark.Style value = Mark.Style.of(ink, text, up ? Mark.Anchor.START : Mark.Anchor.END);
    sketch.label(end + (up ? 6 : -6), y + text * 0.35, figure(bar), value);
  }

  private static String figure(Bar bar) {
    return (bar.shift() > 0 ? "+" : "") + Figures.rounded(bar.shift());
  }

  private String name(Bar bar) {
    double low = bars.stream().mapToDouble(Bar::from).min().orElse(0);
    double high = bars.stream().mapToDouble(Bar::from).max().orElse(0);
    return bar.whole()
        ? bar.source() + ", all"
        : bar.source() + " from " + TimeWords.moment(bar.from(), high - low, dated);
  }

  private String description() {
    StringBuilder out = new StringBuilder(unit).append(':');
    for (Bar bar : bars) {
      out.append(' ').append(name(bar)).append(' ').append(figure(bar)).append(',');
    }
    out.setCharAt(out.length() - 1, '.');
    return out.toString();
  }
}
