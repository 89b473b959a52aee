package io.anode4j.report;

import io.anode4j.evaluation.EvaluationReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that an {@link HtmlReport} can show, as plain values. Every part may be empty, and an
 * empty part leaves no trace in the report.
 *
 * @param title what was forecast
 * @param summary how well, in a sentence or two; composed from the scores if empty
 * @param forecasts fan charts, the most telling first
 * @param share what share of all forecasts these are, a sentence
 * @param scores model and baselines
 * @param units what the scores are measured in, as a sentence
 * @param channels the model's scores by channel
 * @param leadTimes scores against lead time
 * @param calibrations nominal against observed shares
 * @param training the epochs of the training
 * @param data what was read
 * @param refused what was not, and why
 * @param configuration settings of the model
 * @param provenance where data and model came from
 * @param notes what the reader must know before believing the rest
 * @param version the version of the program, for the footer
 */
public record ReportContent(
    String title,
    String summary,
    List<FanChart> forecasts,
    String share,
    List<ScoreRow> scores,
    String units,
    List<ScoreRow> channels,
    List<LeadTimeChart> leadTimes,
    List<CalibrationChart> calibrations,
    List<TrainingPoint> training,
    List<Fact> data,
    List<String> refused,
    List<Fact> configuration,
    List<Fact> provenance,
    List<String> notes,
    String version) {

  /** Copies the lists. */
  public ReportContent {
    forecasts = List.copyOf(forecasts);
    scores = List.copyOf(scores);
    channels = List.copyOf(channels);
    leadTimes = List.copyOf(leadTimes);
    calibrations = List.copyOf(calibrations);
    training = List.copyOf(training);
    data = List.copyOf(data);
    refused = List.copyOf(refused);
    configuration = List.copyOf(configuration);
    provenance = List.copyOf(provenance);
    notes = List.copyOf(notes);
  }

  /** An empty report to be filled. */
  public static Builder titled(String title) {
    return new Builder(title);
  }

  /** Collects the parts of a report; each method adds to what is there and returns the builder. */
  public static final class Builder {
    private final String title;
    private String summary = "";
    private final List<FanChart> forecasts = new ArrayList<>();
    private String share = "";
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

    private Builder(String title) {
      this.title = title;
    }

    /** Says how well it went, instead of the sentence composed from the scores. */
    public Builder summary(String sentence) {
      this.summary = sentence;
      return this;
    }

    /** Adds a fan chart. */
    public Builder forecast(FanChart chart) {
      forecasts.add(chart);
      return this;
    }

    /** Says what share of all forecasts the fan charts are. */
    public Builder share(String sentence) {
      this.share = sentence;
      return this;
    }

    /** Adds rows of the score table; the model's first. */
    public Builder scores(List<ScoreRow> rows) {
      scores.addAll(rows);
      return this;
    }

    /**
     * Adds the outcome of a backtest: table, scores by channel and lead time, calibration.
     *
     * @param evaluation what the backtest found
     * @param dated whether the series' times are dates, so that lead times are seconds
     */
    public Builder evaluation(EvaluationReport evaluation, boolean dated) {
      new EvaluationParts(evaluation, dated).addTo(this);
      return this;
    }

    /** Says what the scores are measured in. */
    public Builder units(String sentence) {
      this.units = sentence;
      return this;
    }

    /** Adds the model's scores by channel. */
    public Builder channels(List<ScoreRow> rows) {
      channels.addAll(rows);
      return this;
    }

    /** Adds a score by lead time. */
    public Builder leadTime(LeadTimeChart chart) {
      leadTimes.add(chart);
      return this;
    }

    /** Adds a calibration chart. */
    public Builder calibration(CalibrationChart chart) {
      calibrations.add(chart);
      return this;
    }

    /** Adds epochs of the training. */
    public Builder training(List<TrainingPoint> epochs) {
      training.addAll(epochs);
      return this;
    }

    /** States something that was read. */
    public Builder data(String name, String value) {
      data.add(new Fact(name, value));
      return this;
    }

    /** States something that was refused, and why. */
    public Builder refused(String what) {
      refused.add(what);
      return this;
    }

    /** States a setting of the model. */
    public Builder configuration(String name, String value) {
      configuration.add(new Fact(name, value));
      return this;
    }

    /** States where data or model came from. */
    public Builder provenance(String name, String value) {
      provenance.add(new Fact(name, value));
      return this;
    }

    /** Adds a warning that stands above everything else. */
    public Builder note(String sentence) {
      notes.add(sentence);
      return this;
    }

    /** Names the version of the program. */
    public Builder version(String version) {
      this.version = version;
      return this;
    }

    /** The finished content. */
    public ReportContent build() {
      return new ReportContent(
          title,
          summary,
          forecasts,
          share,
          scores,
          units,
          channels,
          leadTimes,
          calibrations,
          training,
          data,
          refused,
          configuration,
          provenance,
          notes,
          version);
    }
  }
}
