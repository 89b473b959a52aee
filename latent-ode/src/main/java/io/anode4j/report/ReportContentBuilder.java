package io.anode4j.report;

import io.anode4j.evaluation.EvaluationReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the parts of a {@link ReportContent}; each method adds to what is there and returns the
 * builder.
 */
public final class ReportContentBuilder {
  private final String title;
  private String summary = "";
  private final List<FanChart> forecasts = new ArrayList<>();
  private String share = "";
  private final List<AttributionChart> attributions = new ArrayList<>();
  private final List<ScoreRow> scores = new ArrayList<>();
  private String units = "";
  private final List<ScoreRow> channels = new ArrayList<>();
  private final List<LeadTimeChart> leadTimes = new ArrayList<>();
  private final List<CalibrationChart> calibrations = new ArrayList<>();
  private final List<TrainingPoint> training = new ArrayList<>();
  private final List<Fact> data = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final List<Fact> configuration = new ArrayList<>();
  private final List<Fact> provenance = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private String version = "";

  ReportContentBuilder(String title) {
    this.title = title;
  }

  /** Says how well it went, instead of the sentence composed from the scores. */
  public ReportContentBuilder summary(String sentence) {
    this.summary = sentence;
    return this;
  }

  /** Adds a fan chart. */
  public ReportContentBuilder forecast(FanChart chart) {
    forecasts.add(chart);
    return this;
  }

  /** Says what share of all forecasts the fan charts are. */
  public ReportContentBuilder share(String sentence) {
    this.share = sentence;
    return this;
  }

  /** Adds a chart of what moved a forecast. */
  public ReportContentBuilder attribution(AttributionChart chart) {
    attributions.add(chart);
    return this;
  }

  /** Adds rows of the score table; the model's first. */
  public ReportContentBuilder scores(List<ScoreRow> rows) {
    scores.addAll(rows);
    return this;
  }

  /**
   * Adds the outcome of a backtest: table, scores by channel and lead time, calibration.
   *
   * @param evaluation what the backtest found
   * @param dated whether the series' times are dates, so that lead times are seconds
   */
  public ReportContentBuilder evaluation(EvaluationReport evaluation, boolean dated) {
    new EvaluationParts(evaluation, dated).addTo(this);
    return this;
  }

  /** Says what the scores are measured in. */
  public ReportContentBuilder units(String sentence) {
    this.units = sentence;
    return this;
  }

  /** Adds the model's scores by channel. */
  public ReportContentBuilder channels(List<ScoreRow> rows) {
    channels.addAll(rows);
    return this;
  }

  /** Adds a score by lead time. */
  public ReportContentBuilder leadTime(LeadTimeChart chart) {
    leadTimes.add(chart);
    return this;
  }

  /** Adds a calibration chart. */
  public ReportContentBuilder calibration(CalibrationChart chart) {
    calibrations.add(chart);
    return this;
  }

  /** Adds epochs of the training. */
  public ReportContentBuilder training(List<TrainingPoint> epochs) {
    training.addAll(epochs);
    return this;
  }

  /** States something that was read. */
  public ReportContentBuilder data(String name, String value) {
    data.add(new Fact(name, value));
    return this;
  }

  /** States something that was refused, and why. */
  public ReportContentBuilder refused(String what) {
    refused.add(what);
    return this;
  }

  /** States a setting of the model. */
  public ReportContentBuilder configuration(String name, String value) {
    configuration.add(new Fact(name, value));
    return this;
  }

  /** States where data or model came from. */
  public ReportContentBuilder provenance(String name, String value) {
    provenance.add(new Fact(name, value));
    return this;
  }

  /** Adds a warning that stands above everything else. */
  public ReportContentBuilder note(String sentence) {
    notes.add(sentence);
    return this;
  }

  /** Names the version of the program. */
  public ReportContentBuilder version(String version) {
    this.version = version;
    return this;
  }

  /** The finished content. */
  public ReportContent build() {
    return new ReportContent(
        title,
        summary,
        notes,
        new ForecastGallery(forecasts, share),
        attributions,
        new ReportScores(scores, units, channels, leadTimes, calibrations),
        training,
        new ReportOrigins(data, refused, configuration, provenance),
        version);
  }
}
