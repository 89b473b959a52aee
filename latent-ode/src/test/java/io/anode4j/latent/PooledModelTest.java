package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.encoder.Pooling;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose encoder pools observations, with what stands beside them and alone. */
class PooledModelTest {
  private static final SeriesSet WAVES = TinyModels.waves(24, 40, 1);

  @TempDir Path folder;

  private static LatentOdeConfig config(boolean alone) {
    LatentOdeConfigBuilder base = alone ? TinyModels.config() : TinyModels.anchored();
    return base.encoder(new Pooling(8, 3, 6, 8, 6, 4)).build();
  }

  private static LatentOde trained(boolean alone) {
    return TinyModels.trainer(config(alone)).fit(WAVES);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itComesBackFromItsFileAndIsTheSameOnTwoThreads(boolean alone) {
    LatentOde model = trained(alone);
    Path file = folder.resolve("pooled.anode");
    model.save(file);
    LatentOde again = LatentOde.load(file);
    assertEquals(config(alone).encoder(), again.config().encoder());
    assertEquals(model.fingerprint(), again.fingerprint());
    assertEquals(
        model.fingerprint(), TinyModels.trainer(config(alone)).threads(2).fit(WAVES).fingerprint());
    TimeSeries history = WAVES.series().get(3);
    double[] times = {history.lastTime() + 1};
    assertEquals(
        model.forecast(history, times).mean(0, 1), again.forecast(history, times).mean(0, 1));
  }

  /** One reading, one channel, all at one time, sizes that training never saw. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oddHistoriesGetFiniteForecasts(boolean alone) {
    LatentOde model = trained(alone);
    double nan = Double.NaN;
    List<TimeSeries> odd =
        List.of(
            TimeSeries.of("one", new double[] {3}, new double[][] {{9, 0.5}}),
            TimeSeries.of("half", new double[] {3}, new double[][] {{9, nan}}),
            TimeSeries.of("other", new double[] {1, 2}, new double[][] {{nan, 1}, {nan, 0}}),
            TimeSeries.of("late", new double[] {0, 5.999}, new double[][] {{9, 1}, {11, 0}}),
            TimeSeries.of("huge", new double[] {1, 2}, new double[][] {{1e15, -1e15}, {1e15, 1}}));
    for (TimeSeries history : odd) {
      Forecast forecast = model.forecast(history, new double[] {history.lastTime() + 1});
      for (int c = 0; c < 2; c++) {
        assertTrue(Double.isFinite(forecast.mean(0, c)), history.id() + " of channel " + c);
        assertTrue(forecast.std(0, c) > 0, history.id() + " of channel " + c);
      }
    }
  }

  /** Hours or seconds: a power of two apart, so that no rounding is in between. */
  @Test
  void anyUnitOfTimeIsTheSame() {
    double unit = 4096;
    LatentOde hours = trained(true);
    LatentOde ticks =
        LatentOdeTrainer.with(config(true))
            .horizon(2 * unit)
            .context(6 * unit)
            .threads(1)
            .fit(WAVES.map(one -> slower(one, unit)));
    TimeSeries history = WAVES.series().get(5);
    double last = history.lastTime();
    Forecast one = hours.forecast(history, new double[] {last + 1});
    Forecast other = ticks.forecast(slower(history, unit), new double[] {unit * (last + 1)});
    assertEquals(one.mean(0, 0), other.mean(0, 0), 1e-4);
    assertEquals(one.std(0, 1), other.std(0, 1), 1e-4);
  }

  private static TimeSeries slower(TimeSeries one, double unit) {
    double[] times = Arrays.stream(one.times()).map(t -> unit * t).toArray();
    double[][] rows = new double[one.length()][];
    Arrays.setAll(rows, one::row);
    return TimeSeries.of(one.id(), times, rows);
  }
}
