package io.anode4j.report;

import io.anode4j.chart.Figures;
import io.anode4j.chart.NumberTicks;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scale;
import io.anode4j.chart.Scene;
import io.anode4j.chart.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * How a score changes with the distance into the future, for the model and its baselines.
 *
 * @param title what is shown
 * @param measure the score at the vertical axis, with its unit
 * @param dated whether lead times are seconds and get an axis in minutes, hours or days
 * @param curves score against lead time; shares (0 to 1) if {@code nominal} is given
 * @param nominal the share that a calibrated forecast reaches, or null if the score is no share
 */
public record LeadTimeChart(
    String title, String measure, boolean dated, List<Curve> curves, @Nullable Double nominal)
    implements Chart {

  /** How far above the model and the best baseline the axis reaches. */
  private static final double HEADROOM = 2;

  /** Copies the curves. */
  public LeadTimeChart {
    curves = List.copyOf(curves);
  }

  /**
   * A score where less is better and 0 is perfect.
   *
   * @param measure its name, {@code CRPS}
   * @param dated whether lead times are seconds
   * @param curves score against lead time
   */
  public static LeadTimeChart score(String measure, boolean dated, List<Curve> curves) {
    return new LeadTimeChart(measure + " by lead time", measure, dated, curves, null);
  }

  /**
   * The share of outcomes that an interval held.
   *
   * @param nominal the share that it should hold, such as 0.9
   * @param dated whether lead times are seconds
   * @param curves share against lead time
   */
  public static LeadTimeChart coverage(double nominal, boolean dated, List<Curve> curves) {
    String interval = Figures.percent(nominal) + " interval";
    return new LeadTimeChart(
        "Coverage by lead time", "outcomes inside the " + interval, dated, curves, nominal);
  }

  @Override
  public Scene scene(Size size) {
    Sketch sketch = new Sketch(size);
    List<Curve> drawn =
        nominal == null ? curves : curves.stream().map(c -> c.inPercent(false)).toList();
    Scale.Range values = nominal == null ? scores() : shares(drawn, 100 * nominal);
    Scale.Range times =
        Scale.Range.of(curves.stream().flatMap(c -> c.points().stream()), Point::x).including(0);
    double text = size.text();
    double top = Panel.topUnder(size, 32);
    double bottom = Panel.bottomOf(size);
    Ticks valueTicks =
        NumberTicks.of(values.low(), values.high(), Panel.verticalTicks(bottom - top));
    List<String> names = new ArrayList<>(curves.stream().map(c -> c.name() + " ↑").toList());
    names.add(nominalLabel());
    double right = size.width() - EndLabel.roomFor(names, text);
    Panel panel =
        new Panel(
            times.padded(0.01).onto(Panel.roomFor(valueTicks, text), right),
            values.onto(bottom, top));
    sketch.heading(title, 0);
    panel.drawVertical(sketch, valueTicks, nominal == null ? measure : "% of " + measure);
    CurveDrawing drawing = new CurveDrawing(sketch, panel);
    if (nominal != null) {
      drawing.drawNominal(100 * nominal, nominalLabel());
    }
    drawing.draw(drawn);
    int most = Panel.horizontalTicks(right - panel.left(), text, 4);
    Ticks timeTicks =
        dated ? DurationTicks.of(0, times.high(), most) : NumberTicks.of(0, times.high(), most);
    panel.drawHorizontal(sketch, timeTicks, "ahead");
    drawing.label();
    return sketch.finish(title, description());
  }

  private String nominalLabel() {
    return nominal == null ? "" : "nominal";
  }

  /** From zero; a baseline that runs away leaves the frame rather than flattening the others. */
  private Scale.Range scores() {
    double model = highest(curves.stream().filter(c -> !c.baseline()).toList());
    double best =
        curves.stream()
            .filter(Curve::baseline)
            .mapToDouble(c -> highest(List.of(c)))
            .filter(v -> v > 0)
            .min()
            .orElse(0);
    double limit = HEADROOM * Math.max(model, best);
    double all = highest(curves);
    double top = limit > 0 ? Math.min(all, limit) : all;
    double low = lowest();
    return new Scale.Range(Math.min(0, low), top > low ? top + 0.05 * (top - Math.min(0, low)) : 1);
  }

  private static Scale.Range shares(List<Curve> curves, double nominal) {
    Scale.Range range = Scale.Range.of(curves.stream().flatMap(c -> c.points().stream()), Point::y);
    double low = curves.isEmpty() ? 50 : Math.min(range.low(), nominal - 20);
    return new Scale.Range(Math.max(0, low - 5), 100);
  }

  private static double highest(List<Curve> curves) {
    return values(curves).max().orElse(0);
  }

  private double lowest() {
    return values(curves).min().orElse(0);
  }

  private static DoubleStream values(List<Curve> curves) {
    return curves.stream()
        .flatMap(c -> c.points().stream())
        .filter(Point::isFinite)
        .mapToDouble(Point::y);
  }

  private String description() {
    StringBuilder out = new StringBuilder(measure).append(" from the first to the last lead time:");
    for (Curve curve : curves) {
      List<Point> finite = Runs.finite(curve.points());
      if (!finite.isEmpty()) {
        out.append(' ').append(curve.name()).append(' ');
        out.append(value(finite.get(0).y())).append(" to ");
        out.append(value(finite.get(finite.size() - 1).y())).append(';');
      }
    }
    out.setCharAt(out.length() - 1, '.');
    return out.toString();
  }

  private String value(double value) {
    return nominal == null ? Figures.rounded(value) : Figures.percent(value);
  }
}
