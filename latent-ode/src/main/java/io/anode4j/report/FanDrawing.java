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
import java.util.List;
import java.util.stream.Stream;

/** Lays out and draws one {@link FanChart} at one size. */
final class FanDrawing {
  private static final String MEDIAN = "median";
  private static final String OUTCOME = "outcome";

  /** History shown, in horizons. */
  private static final double HORIZONS = 3;

  /** Points of history shown however far back they lie. */
  private static final int FEWEST = 12;

  /** Points per pixel of width from which dots would only blacken the line. */
  private static final double CROWD = 0.8;

  private final FanChart chart;
  private final Sketch sketch;
  private final double text;
  private final List<Point> history;
  private final int observations;
  private final Scale.Range times;
  private final Ticks valueTicks;
  private final Panel panel;

  FanDrawing(FanChart chart, Size size) {
    this.chart = chart;
    this.sketch = new Sketch(size);
    this.text = size.text();
    List<Point> observed = Runs.finite(chart.history());
    this.observations = observed.size();
    this.history = shown(observed);
    this.times =
        Scale.Range.of(Stream.concat(history.stream(), chart.ahead()), Point::x)
            .including(chart.origin());
    Scale.Range values =
        Scale.Range.of(Stream.concat(history.stream(), chart.ahead()), Point::y).padded(0.06);
    double top = Panel.topUnder(size, 32);
    double bottom = Panel.bottomOf(size);
    this.valueTicks =
        NumberTicks.of(values.low(), values.high(), Panel.verticalTicks(bottom - top));
    double right = size.width() - EndLabel.roomFor(labelTexts(), text);
    this.panel =
        new Panel(
            times.padded(0.01).onto(Panel.roomFor(valueTicks, text), right),
            values.onto(bottom, top));
  }

  Scene scene() {
    drawHeading();
    panel.drawVertical(sketch, valueTicks, chart.unit());
    drawBands();
    drawHistory();
    drawForecast();
    drawOutcome();
    panel.drawHorizontal(sketch, timeTicks(), "");
    panel.drawEndLabels(sketch, endLabels());
    drawNow();
    drawAbsence();
    return sketch.finish(chart.heading(), new FanDescription(chart).toString());
  }

  /** The last stretch of a long history: enough for the eye, with room for the forecast. */
  private List<Point> shown(List<Point> observed) {
    double horizon =
        chart.ahead().mapToDouble(Point::x).max().orElse(chart.origin()) - chart.origin();
    if (chart.wholeHistory() || horizon <= 0) {
      return observed;
    }
    double from = chart.origin() - HORIZONS * horizon;
    int first = (int) observed.stream().takeWhile(p -> p.x() < from).count();
    return observed.subList(Math.max(0, Math.min(first, observations - FEWEST)), observations);
  }

  private void drawHeading() {
    String note = "";
    if (history.size() < observations) {
      String counts = Figures.count(history.size()) + " of " + Figures.count(observations);
      note = "last " + counts + (sketch.size().isCompact() ? "" : " observations shown");
    }
    double room = TypeMeasure.width(note, text);
    sketch.heading(chart.heading(), room + Panel.EDGE);
    sketch.label(
        sketch.size().width() - Panel.EDGE,
        Panel.EDGE + sketch.size().heading(),
        note,
        Mark.Style.of(Ink.MUTED, text, Mark.Anchor.END));
  }

  private Ticks timeTicks() {
    int letters = chart.dated() ? 6 : 4;
    int most = Panel.horizontalTicks(panel.right() - panel.left(), text, letters);
    return TimeWords.ticks(panel.x().low(), panel.x().high(), most, chart.dated());
  }

  private void drawBands() {
    for (FanChart.Band band : chart.bands()) {
      for (List<Integer> run : finiteRuns(band)) {
        List<Point> upper = run.stream().map(i -> panel.at(band.upper().get(i))).toList();
        List<Point> lower = run.stream().map(i -> panel.at(band.lower().get(i))).toList();
        sketch.area(outline(Thinning.m4(upper), Thinning.m4(lower)), Ink.FORECAST, opacity(band));
      }
    }
  }

  /** Indices of neighbouring times at which both ends of the band are known. */
  private static List<List<Integer>> finiteRuns(FanChart.Band band) {
    List<Point> either = new ArrayList<>();
    for (int i = 0; i < band.lower().size(); i++) {
      boolean known = band.lower().get(i).isFinite() && band.upper().get(i).isFinite();
      either.add(new Point(i, known ? 0 : Double.NaN));
    }
    return Runs.unbroken(either).stream()
        .map(run -> run.stream().map(p -> (int) p.x()).toList())
        .toList();
  }

  /** Along the upper edge and back along the lower one; a lone interval becomes a bar. */
  private static List<Point> outline(List<Point> upper, List<Point> lower) {
    List<Point> outline = new ArrayList<>();
    double half = upper.size() == 1 ? 4 : 0;
    for (Point p : upper) {
      outline.add(new Point(p.x() - half, p.y()));
    }
    if (half > 0) {
      outline.add(new Point(upper.get(0).x() + half, upper.get(0).y()));
    }
    for (int i = lower.size() - 1; i >= 0; i--) {
      outline.add(new Point(lower.get(i).x() + half, lower.get(i).y()));
    }
    if (half > 0) {
      outline.add(new Point(lower.get(0).x() - half, lower.get(0).y()));
    }
    return outline;
  }

  /** Bands lie on one another, so the shares add up from the outside in. */
  private static double opacity(FanChart.Band band) {
    return band.level() > 0.9 ? 0.16 : band.level() > 0.65 ? 0.2 : 0.28;
  }

  private void drawHistory() {
    for (List<Point> run : Runs.withoutGaps(history)) {
      sketch.line(Thinning.m4(panel.at(run)), Mark.Stroke.solid(Ink.RULE, 1));
    }
    if (history.size() < CROWD * (panel.right() - panel.left())) {
      sketch.dots(Thinning.m4(panel.at(history)), radius(history.size(), 2.3), Ink.HISTORY);
    }
  }

  private void drawForecast() {
    for (List<Point> run : Runs.unbroken(chart.median())) {
      List<Point> points = Thinning.m4(panel.at(run));
      sketch.line(points, Mark.Stroke.solid(Ink.FORECAST, 1.8));
      sketch.dots(points.size() == 1 ? points : List.of(), 3, Ink.FORECAST);
    }
  }

  private void drawOutcome() {
    List<Point> known = Runs.finite(chart.outcome());
    double radius = radius(known.size(), 2.8);
    for (List<Point> run : Runs.withoutGaps(known)) {
      sketch.line(Thinning.m4(panel.at(run)), Mark.Stroke.solid(Ink.OUTCOME, 1));
    }
    List<Point> points = Thinning.m4(panel.at(known));
    sketch.dots(points, radius + 1, Ink.PAPER);
    sketch.dots(points, radius, Ink.OUTCOME);
  }

  /** Dots shrink where they crowd, so that each stays a dot of its own. */
  private double radius(int points, double most) {
    double spacing = (panel.right() - panel.left()) / Math.max(1, points);
    return Math.max(1, Math.min(sketch.size().isCompact() ? most - 0.4 : most, spacing * 0.4));
  }

  private void drawNow() {
    double x = panel.x().at(chart.origin());
    sketch.rule(x, panel.top() - 4, x, panel.bottom(), Mark.Stroke.dashed(Ink.RULE, 1.2));
    String label =
        "now · " + TimeWords.moment(chart.origin(), times.high() - times.low(), chart.dated());
    double half = TypeMeasure.width(label, text) / 2;
    double note = TypeMeasure.width(valueTicks.note() + " " + chart.unit(), text);
    double centre = Math.min(x, sketch.size().width() - Panel.EDGE - half);
    centre = Math.max(centre, Panel.EDGE + note + Panel.EDGE + half);
    Mark.Style style = Mark.Style.of(Ink.MUTED, text, Mark.Anchor.MIDDLE);
    sketch.label(centre, panel.top() - 10, label, style);
  }

  /** An empty frame would look like a fault of the viewer. */
  private void drawAbsence() {
    if (history.isEmpty() && chart.ahead().findAny().isEmpty()) {
      Mark.Style style = Mark.Style.of(Ink.MUTED, text, Mark.Anchor.MIDDLE).haloed();
      double middle = (panel.top() + panel.bottom()) / 2;
      sketch.label((panel.left() + panel.right()) / 2, middle, "no values to draw", style);
    }
  }

  private List<String> labelTexts() {
    List<String> texts = new ArrayList<>(List.of(MEDIAN, OUTCOME));
    chart.bands().forEach(band -> texts.add(Figures.percent(band.level())));
    return texts;
  }

  private List<EndLabel> endLabels() {
    List<EndLabel> labels = new ArrayList<>();
    for (FanChart.Band band : chart.bands()) {
      last(band.upper(), Figures.percent(band.level()), Ink.FORECAST, false, labels);
    }
    last(chart.median(), MEDIAN, Ink.FORECAST, true, labels);
    last(chart.outcome(), OUTCOME, Ink.OUTCOME, true, labels);
    return labels;
  }

  private static void last(
      List<Point> curve, String text, Ink ink, boolean bold, List<EndLabel> labels) {
    List<Point> finite = Runs.finite(curve);
    if (!finite.isEmpty()) {
      labels.add(new EndLabel(text, finite.get(finite.size() - 1).y(), ink, bold));
    }
  }
}
