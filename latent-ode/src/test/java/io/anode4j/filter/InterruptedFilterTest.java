package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.Interrupting;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupts of filters: training, batches of forecasts and predictions, windowed scoring. */
class InterruptedFilterTest {
  private static final NeuralFilter MODEL = TinyFilters.trained();
  private static final SeriesSet DATA = TinyFilters.waves(40, 600, 0.2, 5);

  private static List<Object> bits(List<Forecast> forecasts) {
    return forecasts.stream().<Object>map(f -> Arrays.deepHashCode(f.quantile(0.5))).toList();
  }

  @Test
  void batches() throws Exception {
    List<TimeSeries> series = DATA.series();
    List<double[]> times = series.stream().map(s -> new double[] {s.lastTime() + 3}).toList();
    Interrupting.check(() -> bits(MODEL.forecastAll(series, times)));
    Interrupting.check(() -> bits(MODEL.predictAll(series)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void training(int threads) throws Exception {
    SeriesSet data = TinyFilters.waves(4, 300, 0.3, 1);
    FilterConfig config =
        FilterConfig.builder()
            .hidden(16)
            .decoderUnits(16)
            .chunk(40)
            .epochs(5)
            .windowsPerEpoch(64)
            .build();
    NeuralFilterTrainer trainer = NeuralFilterTrainer.with(config).horizon(15).threads(threads);
    Interrupting.check(() -> trainer.fit(data).id());
  }

  @Test
  void windows() throws Exception {
    LatentOdeConfig config =
        LatentOdeConfig.builder().epochs(1).windowsPerEpoch(32).forecastSamples(4).build();
    SeriesSet data = TinyFilters.waves(4, 60, 0.2, 2);
    LatentOde ode = LatentOdeTrainer.with(config).horizon(5).threads(1).fit(data);
    WindowedLatentOde model = WindowedLatentOde.of(ode, 20);
    Interrupting.check(() -> model.calibrated(data).id());

    Scorer scorer = model.newScorer();
    TimeSeries one = data.get("s0");
    for (int i = 0; i < 30; i++) {
      scorer.update(new Reading(one.time(i), one.row(i)));
    }
    byte[] before = scorer.save();
    Reading next = new Reading(one.time(30), one.row(30));
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> scorer.update(next));
    assertTrue(Thread.interrupted(), "the flag must stay set");
    assertArrayEquals(before, scorer.save(), "an interrupted reading is not learnt from");
    assertEquals(31, scorer.update(next).count());
  }
}
