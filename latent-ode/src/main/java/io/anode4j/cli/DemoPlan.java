package io.anode4j.cli;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.bundled.BundledData;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;

/** What the demo trains on and how: embedded, so that its result is the same everywhere. */
final class DemoPlan {
  /** Water of an estuary: a clear season, a hard one, missing values, cruises at uneven times. */
  static final BundledData DATA = BundledData.SAN_FRANCISCO_BAY;

  /** How far ahead. */
  static final String HORIZON = "180d";

  /** Horizons at the end of each series that training does not see. */
  static final int ORIGINS = 4;

  static final int EPOCHS = 40;

  static final String TITLE = DATA.title() + ", " + HORIZON + " ahead";

  private DemoPlan() {}

  static CsvReader reader() {
    return CsvReader.detect();
  }

  static LatentOdeConfig config() {
    return LatentOdeConfig.defaults().toBuilder().epochs(EPOCHS).build();
  }

  /** The series without what is held out for the evaluation. */
  static SeriesSet training(SeriesSet all, double horizon) {
    return all.map(
        series ->
            series.length() == 0 ? series : series.until(series.lastTime() - ORIGINS * horizon));
  }

  /** The last held-out window of each series, with what came. */
  static ChartChoice.Charts charts(LatentOde model, SeriesSet data, double horizon) {
    return ChartChoice.ALL.of(model, data, series -> series.lastTime() - horizon, horizon);
  }
}
