package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.Baselines;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a forecaster is asked before the history's end, it answers as its documentation says. */
class TimesWithinHistoryTest {
  private static final NeuralFilter FILTER = TinyFilters.trained();
  private static final TimeSeries HISTORY = TinyFilters.waves(1, 60, 0.2, 9).get("s0");

  static Stream<Arguments> causal() {
    List<Arguments> all = new ArrayList<>();
    all.add(argumentSet("filter", FILTER));
    Baselines.all(FILTER.baselines())
        .forEach((name, baseline) -> all.add(argumentSet(name, baseline)));
    return all.stream();
  }

  private static void assertSame(Forecast one, int at, Forecast other) {
    for (int c = 0; c < 2; c++) {
      assertEquals(other.mean(0, c), one.mean(at, c));
      assertEquals(other.std(0, c), one.std(at, c));
    }
  }

  /** Filter and baselines say what they would have said then, whatever came later. */
  @ParameterizedTest
  @MethodSource("causal")
  void asIfAskedThen(Forecaster forecaster) {
    double before = HISTORY.firstTime() - 1;
    double between = (HISTORY.time(30) + HISTORY.time(31)) / 2;
    double at = HISTORY.time(31);
    double after = HISTORY.lastTime() + 1;
    double[] asked = {between, after, before, at};
    Forecast all = forecaster.forecast(HISTORY, asked);
    for (int t = 0; t < asked.length; t++) {
      TimeSeries then = HISTORY.until(asked[t]);
      assertSame(all, t, forecaster.forecast(then, new double[] {asked[t]}));
    }
  }

  /** The latent ODE interpolates: a later observation changes the answer at an earlier time. */
  @Test
  void theLatentOdeInterpolates() {
    LatentOdeConfig config =
        LatentOdeConfig.builder().epochs(1).windowsPerEpoch(32).forecastSamples(4).build();
    SeriesSet data = TinyFilters.waves(4, 60, 0.2, 2);
    LatentOde model = LatentOdeTrainer.with(config).horizon(5).threads(1).fit(data);
    double[] inside = {(HISTORY.time(55) + HISTORY.time(56)) / 2};
    Forecast whole = model.forecast(HISTORY, inside);
    Forecast then = model.forecast(HISTORY.until(inside[0]), inside);
    assertNotEquals(then.mean(0, 0), whole.mean(0, 0));
  }

  @Test
  void aScorerRefuses() {
    Scorer scorer = FILTER.newScorer();
    scorer.update(new Reading(10, new double[] {50, -2}));
    assertThrows(IllegalArgumentException.class, () -> scorer.forecast(new double[] {9}));
  }
}
