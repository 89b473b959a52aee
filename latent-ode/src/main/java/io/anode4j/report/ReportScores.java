package io.anode4j.report;

import java.util.List;

/**
 * How well forecasts were, in every way that a report shows it.
 *
 * @param rows model and baselines
 * @param units what the scores are measured in, as a sentence
 * @param channels the model's scores by channel
 * @param leadTimes scores against lead time
 * @param calibrations nominal against observed shares
 */
public record ReportScores(
    List<ScoreRow> rows,
    String units,
    List<ScoreRow> channels,
    List<LeadTimeChart> leadTimes,
    List<CalibrationChart> calibrations) {
  /** Copies the lists. */
  public ReportScores {
    rows = List.copyOf(rows);
    channels = List.copyOf(channels);
    leadTimes = List.copyOf(leadTimes);
    calibrations = List.copyOf(calibrations);
  }
}
