package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.data.Windows;
import io.anode4j.forecast.Forecast;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void memoryFades() {
    ObservationNoise noise = new ObservationNoise(2, 0.8, 5);
    assertEquals(0.8 * Math.exp(-1), noise.correlation(5), 1e-12);
    assertEquals(0, noise.correlation(-1));
    assertEquals(2, noise.deviation(1e9), 1e-9);
    assertTrue(noise.deviation(0) < noise.deviation(10));
    assertEquals(1, ObservationNoise.WHITE.deviation(3));
    assertThrows(IllegalArgumentException.class, () -> new ObservationNoise(0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new ObservationNoise(1, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> new ObservationNoise(1, 0, 0));
  }

  @Test
  void intervalsCoverTheirShareOfWhatTheyWereFittedOn() {
    SeriesSet waves = TinyModels.waves(40, 40, 21);
    LatentOde model =
        TinyModels.trainer(TinyModels.config().epochs(12).learningRate(0.01).build()).fit(waves);
    SeriesSet others = TinyModels.waves(60, 40, 22);
    int inside = 0;
    int count = 0;
    for (TimeSeries s : others) {
      for (Window w : Windows.of(6, 2).every(s, 1.5, s.firstTime() + 4, s.lastTime())) {
        Forecast f = model.forecast(w.context(), w.target().times());
        for (int t = 0; t < w.target().length(); t++) {
          double p = f.cdf(t, 0, w.target().value(t, 0));
          inside += p > 0.05 && p < 0.95 ? 1 : 0;
          count++;
        }
      }
    }
    // Other draws of the same waves; a few hundred windows leave a standard error below 0.02.
    assertEquals(0.9, (double) inside / count, 0.08);
  }

  @Test
  void windowsKeepToTheirSeries() {
    SeriesSet waves = TinyModels.waves(3, 60, 2);
    TrainingWindows windows = new TrainingWindows(waves, 4, 2);
    List<Window> drawn = windows.windows(50, 1);
    assertEquals(50, drawn.size());
    assertEquals(drawn, windows.windows(50, 1));
    List<String> ids = new ArrayList<>();
    for (Window w : drawn) {
      ids.add(w.id());
      assertTrue(w.target().firstTime() > w.origin());
      assertTrue(w.target().lastTime() <= w.origin() + 2);
      assertTrue(w.context().firstTime() > w.origin() - 4);
    }
    assertTrue(ids.contains("s0") && ids.contains("s1") && ids.contains("s2"));
    for (LatentQuery query : windows.queries(30, 0.1, 3)) {
      assertTrue(query.context().length() >= 1);
    }
  }
}
