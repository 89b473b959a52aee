package io.anode4j.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Scene;
import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiralDataTest {
  /** So many of the first hundred are seen of each, and of the second where training shows it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void soManyOfEachHundredAreSeen(boolean whole) {
    SpiralData data = SpiralData.of(10, 0.1, 30, whole, 1);
    assertEquals(8, data.training().size());
    data.training().forEach(s -> assertEquals(whole ? 60 : 30, s.length()));
    assertEquals(2, data.histories().size());
    data.histories().forEach(s -> assertEquals(30, s.length()));
    data.truths().forEach(s -> assertEquals(200, s.length()));
    assertEquals(whole, data.horizon() > 0);
  }

  /** Noise of 0.1 around the truth, at times of the truth, in the second hundred, too. */
  @Test
  void whatIsSeenIsTheTruthWithNoise() {
    SpiralData data = SpiralData.of(200, 0.1, 50, true, 2);
    double squares = 0;
    int count = 0;
    for (int i = 0; i < data.histories().size(); i++) {
      TimeSeries seen = data.histories().get(i);
      TimeSeries truth = data.truths().get(i);
      for (int t = 0; t < seen.length(); t++) {
        int at = truth.countUntil(seen.time(t)) - 1;
        assertEquals(truth.time(at), seen.time(t));
        double residual = seen.value(t, 0) - truth.value(at, 0);
        squares += residual * residual;
        count++;
      }
    }
    // 2,000 draws: the standard error of a deviation is 0.1 / √4000.
    assertEquals(0.1, Math.sqrt(squares / count), 0.01);
    TimeSeries taught = data.training().series().get(0);
    assertTrue(taught.lastTime() - taught.time(0) > data.horizon());
  }

  /** A run of the usual size ended here: the ODE-RNN is trained on 30 points alone. */
  @Test
  void errorsAreDrawnOfModelsTrainedOnSomeNumbersOfPoints() {
    SpiralData data = SpiralData.of(10, 0.1, 30, false, 1);
    List<SpiralModel.Fit> fits =
        Stream.of("RNN", "at once", "VAE", "GRU", "ODE-RNN")
            .map(name -> new SpiralModel.Fit(name, (seen, times) -> new double[0][], 0, 0.1, 0))
            .toList();
    List<SpiralCell.Models> models =
        List.of(
            new SpiralCell.Models(30, data, fits),
            new SpiralCell.Models(50, data, fits.subList(0, 4)));
    Scene scene =
        SpiralPictures.errors(
            List.of(List.of(new SpiralPictures.Cell(new SpiralCell(0.1, false), models))));
    assertTrue(scene.toInlineSvg("errors").contains("ODE-RNN"));
  }

  @Test
  void theSameSeedDrawsTheSame() {
    TimeSeries one = SpiralData.of(10, 0.1, 30, true, 3).training().series().get(0);
    TimeSeries again = SpiralData.of(10, 0.1, 30, true, 3).training().series().get(0);
    assertArrayEquals(one.row(17), again.row(17));
  }
}
