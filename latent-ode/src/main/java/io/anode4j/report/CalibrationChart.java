package io.anode4j.report;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.NumberTicks;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scale;
import io.anode4j.chart.Scene;
import io.anode4j.chart.Ticks;
import java.util.List;

/**
 * How often intervals held the outcome, against how often they should have.
 *
 * <p>A calibrated forecast lies on the diagonal; below it the bands are too narrow (the forecast is
 * surer than it may be), above it too wide.
 *
 * @param title what is shown
 * @param curves observed share against nominal share, both from 0 to 1
 */
public record CalibrationChart(String title, List<Curve> curves) implements Chart {

  /** Copies the curves. */
  public CalibrationChart {
    curves = List.copyOf(curves);
  }

  /** The chart of some forecasters. */
  public static CalibrationChart of(List<Curve> curves) {
    return new CalibrationChart("Calibration of the intervals", curves);
  }

  /** The picture at a size that suits a square frame. */
  @Override
  public Scene scene() {
    return scene(new Size(560, 420));
  }

  @Override
  public Scene scene(Size size) {
    Sketch sketch = new Sketch(size);
    double text = size.text();
    Ticks ticks = NumberTicks.of(0, 100, size.isCompact() ? 6 : 11);
    double left = Panel.roomFor(ticks, text);
    double top = Panel.topUnder(size, 32);
    double bottom = Panel.bottomOf(size);
    double room = EndLabel.roomFor(curves.stream().map(Curve::name).toList(), text);
    double right = Math.min(size.width() - room, left + 1.35 * (bottom - top));
    Scale.Range percent = new Scale.Range(0, 100);
    Panel panel = new Panel(percent.onto(left, right), percent.onto(bottom, top));
    sketch.heading(title, 0);
    panel.drawVertical(sketch, ticks, "% of outcomes inside");
    panel.drawHorizontal(sketch, ticks, "% nominal");
    sketch.rule(left, bottom, right, top, Mark.Stroke.dashed(Ink.RULE, 1.2));
    Mark.Style hint = Mark.Style.of(Ink.MUTED, text, Mark.Anchor.START);
    sketch.label(left + 10, top + 18, "bands too wide", hint.haloed());
    hint = Mark.Style.of(Ink.MUTED, text, Mark.Anchor.END);
    sketch.label(right - 10, bottom - 12, "bands too narrow", hint.haloed());
    CurveDrawing drawing = new CurveDrawing(sketch, panel);
    drawing.draw(curves.stream().map(c -> c.inPercent(true)).toList());
    drawing.label();
    return sketch.finish(title, description());
  }

  private String description() {
    StringBuilder out = new StringBuilder("Outcomes inside intervals, nominal to observed.");
    for (Curve curve : curves) {
      out.append(' ').append(curve.name()).append(':');
      for (Point p : Runs.finite(curve.points())) {
        out.append(' ').append(Figures.percent(p.x())).append(" to ");
        out.append(Figures.percent(p.y())).append(',');
      }
      out.setCharAt(out.length() - 1, '.');
    }
    return out.toString();
  }
}
