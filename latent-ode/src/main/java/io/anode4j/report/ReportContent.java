package io.anode4j.report;

import java.util.List;

/**
 * Everything that an {@link HtmlReport} can show, as plain values. Every part may be empty, and an
 * empty part leaves no trace in the report.
 *
 * @param title what was forecast
 * @param summary how well, in a sentence or two; composed from the scores if empty
 * @param notes what the reader must know before believing the rest
 * @param forecasts fan charts
 * @param attributions what moved the forecasts
 * @param scores model and baselines, by channel and lead time, and their calibration
 * @param training the epochs of the training
 * @param origins what was read, settings and provenance
 * @param version the version of the program, for the footer
 */
public record ReportContent(
    String title,
    String summary,
    List<String> notes,
    ForecastGallery forecasts,
    List<AttributionChart> attributions,
    ReportScores scores,
    List<TrainingPoint> training,
    ReportOrigins origins,
    String version) {

  /** Copies the lists. */
  public ReportContent {
    notes = List.copyOf(notes);
    attributions = List.copyOf(attributions);
    training = List.copyOf(training);
  }

  /** An empty report to be filled. */
  public static ReportContentBuilder titled(String title) {
    return new ReportContentBuilder(title);
  }
}
