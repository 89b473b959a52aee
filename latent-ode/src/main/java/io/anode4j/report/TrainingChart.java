package io.anode4j.report;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.NumberTicks;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scale;
import io.anode4j.chart.Scene;
import io.anode4j.chart.Ticks;
import io.anode4j.chart.TypeMeasure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Losses by epoch with the best one marked, and below them what the solver had to do for it.
 *
 * <p>Losses of the first epochs may be larger than all that follows by orders of magnitude. They
 * leave the frame at its top, and the picture says how high they were.
 *
 * @param history the epochs in order
 */
public record TrainingChart(List<TrainingPoint> history) implements Chart {
  private static final String TITLE = "Loss by epoch";

  /** Widths of the lower three quarters of the losses that are shown. */
  private static final double REACH = 5;

  /** Copies the epochs. */
  public TrainingChart {
    history = List.copyOf(history);
  }

  /** The epoch with the lowest validation loss, or training loss where there is no validation. */
  Optional<TrainingPoint> best() {
    return history.stream()
        .filter(p -> Double.isFinite(p.decisive()))
        .min(Comparator.comparingDouble(TrainingPoint::decisive));
  }

  @Override
  public Scene scene(Size size) {
    Sketch sketch = new Sketch(size);
    List<Point> train = curve(TrainingPoint::trainLoss);
    List<Point> validation = curve(TrainingPoint::validationLoss);
    List<Point> nfe = curve(TrainingPoint::nfe);
    double[] losses = losses(train, validation);
    Scale.Range shown = shown(losses);
    double text = size.text();
    double top = Panel.topUnder(size, 32);
    double bottom = Panel.bottomOf(size);
    boolean two = !Runs.finite(nfe).isEmpty();
    double split = two ? bottom - Math.max(36, 0.2 * (bottom - top)) : bottom;
    double lossBottom = two ? split - 28 : bottom;
    Ticks lossTicks =
        NumberTicks.of(shown.low(), shown.high(), Panel.verticalTicks(lossBottom - top));
    Scale.Range counts = Scale.Range.of(nfe.stream(), Point::y).padded(0.15);
    Ticks countTicks = NumberTicks.of(counts.low(), counts.high(), 3);
    double left = Panel.roomFor(lossTicks, text);
    left = two ? Math.max(left, Panel.roomFor(countTicks, text)) : left;
    double right = size.width() - EndLabel.roomFor(List.of("validation"), text);
    Scale epochs =
        Scale.Range.of(history.stream().map(p -> new Point(p.epoch(), 0)), Point::x)
            .padded(0.01)
            .onto(left, right);
    Panel upper = new Panel(epochs, shown.onto(lossBottom, top));
    Panel lower = new Panel(epochs, counts.onto(bottom, split));
    sketch.heading(TITLE, 0);
    String note = note(losses, shown);
    upper.drawVertical(sketch, lossTicks, note);
    drawLosses(sketch, upper, train, validation);
    if (two) {
      lower.drawVertical(sketch, countTicks, "function evaluations of the solver");
      sketch.line(Thinning.m4(lower.at(Runs.finite(nfe))), Mark.Stroke.solid(Ink.HISTORY, 1.4));
    }
    Panel base = two ? lower : upper;
    int most = Panel.horizontalTicks(right - left, text, 4);
    base.drawHorizontal(sketch, whole(NumberTicks.of(epochs.low(), epochs.high(), most)), "epoch");
    best().ifPresent(best -> drawBest(sketch, upper, base.bottom(), best, note));
    return sketch.finish(TITLE, description());
  }

  private List<Point> curve(ToDoubleFunction<TrainingPoint> value) {
    return history.stream().map(p -> new Point(p.epoch(), value.applyAsDouble(p))).toList();
  }

  private static double[] losses(List<Point> train, List<Point> validation) {
    double[] losses = new double[train.size() + validation.size()];
    Arrays.setAll(
        losses, i -> i < train.size() ? train.get(i).y() : validation.get(i - train.size()).y());
    return Arrays.stream(losses).filter(Double::isFinite).sorted().toArray();
  }

  private static Scale.Range shown(double[] sorted) {
    if (sorted.length == 0) {
      return new Scale.Range(0, 1);
    }
    double low = sorted[0];
    double usual = sorted[(int) (0.75 * (sorted.length - 1))];
    double high = sorted[sorted.length - 1];
    double limit = low + REACH * (usual - low);
    return new Scale.Range(low, limit > low ? Math.min(high, limit) : high).padded(0.06);
  }

  private static void drawLosses(
      Sketch sketch, Panel panel, List<Point> train, List<Point> validation) {
    List<EndLabel> labels = new ArrayList<>();
    draw(sketch, panel, train, new EndLabel("training", 0, Ink.HISTORY, false), 1.2, labels);
    draw(sketch, panel, validation, new EndLabel("validation", 0, Ink.FORECAST, true), 2, labels);
    panel.drawEndLabels(sketch, labels);
  }

  private static void draw(
      Sketch sketch,
      Panel panel,
      List<Point> curve,
      EndLabel kind,
      double width,
      List<EndLabel> labels) {
    for (List<Point> run : Runs.unbroken(curve)) {
      for (List<Point> inside : Runs.below(run, panel.y().high())) {
        List<Point> points = Thinning.m4(panel.at(inside));
        sketch.line(points, Mark.Stroke.solid(kind.ink(), width));
        sketch.dots(points.size() == 1 ? points : List.of(), 2.5, kind.ink());
      }
    }
    List<Point> finite = Runs.finite(curve);
    if (!finite.isEmpty()) {
      double end = Math.min(panel.y().high(), finite.get(finite.size() - 1).y());
      labels.add(new EndLabel(kind.text(), end, kind.ink(), kind.bold()));
    }
  }

  /** There is no epoch 1.5. */
  private static Ticks whole(Ticks ticks) {
    List<Ticks.Tick> whole =
        ticks.marks().stream()
            .filter(t -> t.value() == Math.rint(t.value()))
            .map(t -> new Ticks.Tick(t.value(), Figures.count((long) t.value()), ""))
            .toList();
    return new Ticks(whole, "");
  }

  private static void drawBest(
      Sketch sketch, Panel panel, double bottom, TrainingPoint best, String note) {
    double x = panel.x().at(best.epoch());
    double y = panel.y().at(best.decisive());
    double text = sketch.size().text();
    sketch.rule(x, panel.top() - 4, x, bottom, Mark.Stroke.dashed(Ink.RULE, 1.2));
    sketch.dots(List.of(new Point(x, y)), 5, Ink.PAPER);
    sketch.dots(List.of(new Point(x, y)), 3.6, Ink.FORECAST);
    String label = "best · epoch " + best.epoch() + " · " + Figures.rounded(best.decisive());
    double half = TypeMeasure.width(label, text) / 2;
    double centre = Math.min(x, sketch.size().width() - Panel.EDGE - half);
    centre = Math.max(centre, Panel.EDGE + TypeMeasure.width(note, text) + Panel.EDGE + half);
    Mark.Style style = Mark.Style.of(Ink.MUTED, text, Mark.Anchor.MIDDLE);
    sketch.label(centre, panel.top() - 10, label, style);
  }

  /** Names the axis, and the highest loss if it lies above the frame. */
  private static String note(double[] sorted, Scale.Range shown) {
    double highest = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    return highest > shown.high() ? "loss · highest " + Figures.rounded(highest) : "loss";
  }

  private String description() {
    return best()
        .map(
            best ->
                Figures.count(history.size(), "epoch")
                    + "; the best is epoch "
                    + best.epoch()
                    + " with a loss of "
                    + Figures.rounded(best.decisive())
                    + ".")
        .orElse("No epoch with a finite loss.");
  }
}
