package io.anode4j.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.ReadReport;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.forecast.Attribution;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.TrainedModel;
import io.anode4j.report.FanChart;
import io.anode4j.report.HtmlReport;
import io.anode4j.report.ReportContent;
import io.anode4j.report.ReportContentBuilder;
import io.anode4j.report.TrainingPoint;
import java.util.List;
import java.util.Locale;

/** Collects what a command knows into the HTML report. */
final class ReportPage {
  private static final int CURVE_POINTS = 96;

  private final ReportContentBuilder content;

  private ReportPage(ReportContentBuilder content) {
    this.content = content;
  }

  static ReportPage titled(String title) {
    return new ReportPage(ReportContent.titled(title).version(Anode4j.Version.text()));
  }

  /** Training curve, settings and provenance of a model. */
  ReportPage model(TrainedModel model) {
    content.training(
        model.history().stream()
            .map(
                epoch ->
                    new TrainingPoint(
                        epoch.epoch(),
                        epoch.trainingLoss(),
                        epoch.validationLoss(),
                        epoch.evaluationsPerRow()))
            .toList());
    TimeFormat times = model.timeFormat();
    content.configuration("channels", String.join(", ", model.channels()));
    if (!model.covariates().isEmpty()) {
      content.configuration("covariates", ModelSheet.words(model.covariates()));
    }
    content.configuration("context", Spans.context(model));
    if (!model.interpolates()) {
      content.configuration("horizon", Spans.text(model.horizon(), times));
    }
    content.configuration("weights", String.format(Locale.ROOT, "%,d", model.parameterCount()));
    new ObjectMapper()
        .valueToTree(model.config())
        .properties()
        .forEach(setting -> content.configuration(setting.getKey(), setting.getValue().asText()));
    model.provenance().forEach(content::provenance);
    return this;
  }

  /** What was read and what was refused. */
  ReportPage reading(ReadReport reading) {
    content.data("file", reading.file().name());
    content.data("sha256", reading.file().sha256());
    content.data("rows", String.format(Locale.ROOT, "%,d", reading.rows()));
    content.data("series", String.format(Locale.ROOT, "%,d", reading.series()));
    content.data("values", String.format(Locale.ROOT, "%,d", reading.values()));
    content.data("times", reading.timeFormat().name());
    reading.refused().problems().forEach(problem -> content.refused(problem.message()));
    return this;
  }

  ReportPage evaluation(EvaluationReport evaluation, boolean dated) {
    content.evaluation(evaluation, dated);
    return this;
  }

  ReportPage note(String sentence) {
    content.note(sentence);
    return this;
  }

  ReportPage charts(ChartChoice.Charts charts) {
    charts.charts().forEach(content::forecast);
    content.share(charts.share());
    return this;
  }

  /** What moved the first forecasts. */
  ReportPage attributions(List<Attribution> attributions, TimeFormat format) {
    ExplainCharts.of(attributions, format.isDated()).forEach(content::attribution);
    return this;
  }

  void write(OutputFile file) {
    HtmlReport page = HtmlReport.of(content.build());
    file.write(page::write);
  }

  /**
   * Fan charts of what a model says after an origin, beside what came then, if it did.
   *
   * @param series the series with its outcome
   * @param channels which of its channels
   * @param origin the last time the model may see
   * @param end the last time to forecast
   */
  static List<FanChart> fans(
      TrainedModel model,
      TimeSeries series,
      List<Integer> channels,
      double origin,
      double end,
      TimeFormat times) {
    TimeSeries history = series.until(origin);
    double start = history.lastTime();
    double[] grid = new double[CURVE_POINTS];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = start + (end - start) * (i + 1) / grid.length;
    }
    Forecast forecast = model.forecast(history, grid);
    return channels.stream()
        .map(
            channel ->
                FanChart.of(forecast, channel, history, times)
                    .withUnit(unit(model, channel))
                    .withOutcome(series.until(end), channel))
        .toList();
  }

  /** The unit of a channel whose name does not say it already; empty if unknown. */
  private static String unit(TrainedModel model, int channel) {
    String name = model.channels().get(channel);
    String unit = model.units().getOrDefault(name, "");
    return name.contains(unit) ? "" : unit;
  }
}
