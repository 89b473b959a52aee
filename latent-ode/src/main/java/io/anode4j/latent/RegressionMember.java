package io.anode4j.latent;

import io.anode4j.anchor.AnchorForecaster;
import io.anode4j.anchor.AnchorForecaster.Seen;
import io.anode4j.anchor.LogAnchor;
import io.anode4j.anchor.Logarithms;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.tree.BoostedTrees;
import java.util.List;

/** A regression that is weighed beside the anchor, and sees what it sees. */
sealed interface RegressionMember {
  /** Its name in tables. */
  String name();

  /**
   * What it says.
   *
   * @param history what is known
   * @param times asked, after it
   * @param seen the history as the anchor of all series sees it
   * @param ridge what that anchor says
   * @return its forecast
   */
  Forecast forecast(TimeSeries history, double[] times, Seen seen, Forecast ridge);

  /**
   * The anchor fitted again to the past of the series.
   *
   * @param usual of all series
   * @param prior how much it counts
   */
  record Own(AnchorForecaster usual, double prior) implements RegressionMember {
    @Override
    public String name() {
      return "own_ridge";
    }

    @Override
    public Forecast forecast(TimeSeries history, double[] times, Seen seen, Forecast ridge) {
      return usual.local(seen, prior).forecast(history, times, seen);
    }
  }

  /**
   * The same of the logarithms of amounts; of other channels as they are.
   *
   * @param logarithms which channels are amounts
   * @param usual of all series' logarithms
   * @param prior how much it counts
   */
  record OfLogarithms(Logarithms logarithms, AnchorForecaster usual, double prior)
      implements RegressionMember {
    OfLogarithms(LogAnchor anchor, List<String> channels) {
      this(anchor.logarithms(), anchor.forecaster(channels), anchor.prior());
    }

    @Override
    public String name() {
      return "log_ridge";
    }

    @Override
    public Forecast forecast(TimeSeries history, double[] times, Seen seen, Forecast ridge) {
      TimeSeries logs = logarithms.of(history);
      Seen own = usual.seen(logs);
      return logarithms.back(usual.local(own, prior).forecast(logs, times, own));
    }
  }

  /**
   * Boosted trees on the anchor's rules: what no weighted sum can say.
   *
   * @param usual the anchor, whose spread they have
   * @param trees fitted to all series
   */
  record Boosted(AnchorForecaster usual, BoostedTrees trees) implements RegressionMember {
    @Override
    public String name() {
      return "trees";
    }

    @Override
    public Forecast forecast(TimeSeries history, double[] times, Seen seen, Forecast ridge) {
      return usual.boosted(trees, seen, ridge);
    }
  }
}
