package io.anode4j.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Recurrent models of earlier versions are read for ever, and forecast the same. */
class FrozenRecurrentTest {
  @Test
  void aModelOfTheFirstFormatDoesAsItDid() throws URISyntaxException {
    URL file =
        Objects.requireNonNull(FrozenRecurrentTest.class.getResource("gru-d-format-1.anode"));
    RecurrentModel model = RecurrentModel.load(Path.of(file.toURI()));
    TimeSeries history = TinySeries.waves(1, 20, 5).series().get(0);
    Forecast forecast =
        model.forecast(history, new double[] {history.lastTime() + 1, history.lastTime() + 6});
    // SIMD and plain kernels round differently; across them figures agree to about 1e-6.
    assertEquals(54.60337097, forecast.mean(0, 0), 1e-4);
    assertEquals(-1.76565757, forecast.mean(1, 1), 1e-4);
    assertEquals(0.41895113, forecast.std(1, 0), 1e-4);
  }

  /** Writes the file anew, for a new format: keep the old one, and its figures, beside it. */
  static void write(Path file) {
    RecurrentConfig config =
        RecurrentConfig.builder(Cell.GRU_D)
            .hidden(8)
            .decoderUnits(8)
            .readings(32)
            .epochs(6)
            .build();
    RecurrentTrainer.with(config).horizon(8).threads(1).fit(TinySeries.waves(4, 120, 1)).save(file);
  }
}
