package io.anode4j.report;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.NumberTicks;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scale;
import io.anode4j.chart.Scene;
import io.anode4j.chart.Ticks;
import java.util.Comparator;
import java.util.List;

/**
 * One score of all forecasters, best first, as dots on a common scale.
 *
 * @param title what is shown
 * @param measure the score, less is better
 * @param entries the forecasters
 */
public record ComparisonChart(String title, String measure, List<Entry> entries) implements Chart {
  /** How far beyond the second best an entry may stretch the axis. */
  private static final double HEADROOM = 3;

  /**
   * A forecaster's score.
   *
   * @param name the forecaster
   * @param baseline whether it is there for comparison only
   * @param value its score
   */
  public record Entry(String name, boolean baseline, double value) {}

  /** Copies the entries, the best first, without those that have no score. */
  public ComparisonChart {
    entries =
        entries.stream()
            .filter(e -> Double.isFinite(e.value()))
            .sorted(Comparator.comparingDouble(Entry::value))
            .toList();
  }

  @Override
  public Scene scene(Size size) {
    Sketch sketch = new Sketch(size);
    double text = size.text();
    sketch.heading(title, 0);
    double left = Panel.roomForNames(size, entries.stream().map(Entry::name).toList());
    double right = size.width() - Panel.EDGE - 64;
    double top = Panel.topUnder(size, 20);
    double bottom = Panel.bottomOf(size);
    Scale x = range().onto(left, right);
    Panel panel = new Panel(x, new Scale(0, Math.max(1, entries.size()), bottom, top));
    int most = Panel.horizontalTicks(right - left, text, 3);
    Ticks ticks = NumberTicks.of(x.low(), x.high(), most);
    for (Ticks.Tick tick : ticks.marks()) {
      double at = x.at(tick.value());
      sketch.rule(at, top, at, bottom, Mark.Stroke.solid(Ink.GRID, 1));
    }
    panel.drawHorizontal(sketch, ticks, measure);
    for (int i = 0; i < entries.size(); i++) {
      draw(sketch, panel, entries.get(i), panel.y().at(entries.size() - i - 0.5));
    }
    return sketch.finish(title, description());
  }

  /** From zero (or below); what is hopelessly worse leaves the frame. */
  private Scale.Range range() {
    if (entries.isEmpty()) {
      return new Scale.Range(0, 1);
    }
    double second = entries.get(Math.min(1, entries.size() - 1)).value();
    double worst = entries.get(entries.size() - 1).value();
    double low = Math.min(0, entries.get(0).value());
    double high = second > 0 ? Math.min(worst, HEADROOM * second) : Math.max(worst, 0);
    return new Scale.Range(low, high > low ? high : low + 1);
  }

  private static void draw(Sketch sketch, Panel panel, Entry entry, double y) {
    double text = sketch.size().text();
    Ink ink = entry.baseline() ? Ink.BASELINE : Ink.FORECAST;
    boolean beyond = entry.value() > panel.x().high();
    double x = beyond ? panel.right() : panel.x().at(entry.value());
    Mark.Style name = Mark.Style.of(ink, text, Mark.Anchor.END);
    Panel.drawName(sketch, entry.name(), panel.left(), y, entry.baseline() ? name : name.heavier());
    Mark.Stroke stroke =
        beyond
            ? Mark.Stroke.dashed(ink, 1.2)
            : Mark.Stroke.solid(ink, entry.baseline() ? 1.2 : 2.2);
    sketch.rule(panel.x().at(Math.max(0, panel.x().low())), y, x, y, stroke);
    sketch.dots(beyond ? List.of() : List.of(new Point(x, y)), entry.baseline() ? 4 : 5, ink);
    Mark.Style value = Mark.Style.of(ink, text, Mark.Anchor.START);
    String figure = (beyond ? "→ " : "") + Figures.rounded(entry.value());
    sketch.label(x + 10, y + text * 0.35, figure, entry.baseline() ? value : value.heavier());
  }

  private String description() {
    StringBuilder out = new StringBuilder(measure).append(", less is better:");
    for (Entry entry : entries) {
      out.append(' ').append(entry.name()).append(' ');
      out.append(Figures.rounded(entry.value())).append(',');
    }
    out.setCharAt(out.length() - 1, '.');
    return out.toString();
  }
}
