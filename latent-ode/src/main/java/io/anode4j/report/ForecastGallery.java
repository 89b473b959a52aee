package io.anode4j.report;

import java.util.List;

/**
 * The forecasts that a report shows.
 *
 * @param charts fan charts, the most telling first
 * @param share what share of all forecasts these are, a sentence
 */
public record ForecastGallery(List<FanChart> charts, String share) {
  /** Copies the list. */
  public ForecastGallery {
    charts = List.copyOf(charts);
  }
}
