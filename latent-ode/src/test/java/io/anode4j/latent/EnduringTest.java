package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** A network that does not stay finite on one history. */
class EnduringTest {
  private static final SeriesSet WAVES = TinyModels.waves(24, 40, 1);
  private static final LatentOde MODEL =
      TinyModels.trainer(TinyModels.anchored().build()).fit(WAVES);
  private static final TimeSeries BAD = WAVES.series().get(0);
  private static final TimeSeries GOOD = WAVES.series().get(1);
  private static final Forecaster RIDGE = MODEL.companions().get("ridge");

  private static final Forecaster FAILING =
      (history, times) -> {
        if (history == BAD) {
          throw new ArithmeticException("did not stay finite");
        }
        return MODEL.forecast(history, times);
      };

  private static double[] later(TimeSeries history) {
    return new double[] {history.lastTime() + 1};
  }

  @Test
  void anotherAnswersForItThere() {
    Enduring enduring = new Enduring(FAILING, RIDGE);
    List<Forecast> both =
        enduring.forecastAll(List.of(BAD, GOOD), List.of(later(BAD), later(GOOD)));
    assertEquals(RIDGE.forecast(BAD, later(BAD)).mean(0, 0), both.get(0).mean(0, 0));
    assertEquals(MODEL.forecast(GOOD, later(GOOD)).mean(0, 0), both.get(1).mean(0, 0));
    assertEquals(both.get(0).std(0, 1), enduring.forecast(BAD, later(BAD)).std(0, 1));
  }

  /** Whoever interrupts is not answered by somebody else. */
  @Test
  void otherFailuresAreFailures() {
    Forecaster interrupted =
        (history, times) -> {
          throw new CancellationException("stopped");
        };
    Enduring enduring = new Enduring(interrupted, RIDGE);
    assertThrows(CancellationException.class, () -> enduring.forecast(GOOD, later(GOOD)));
  }

  /** A gap of a million horizons: the model answers, with a band, where a network may not. */
  @Test
  void aModelAnswersFarBeyondItsHorizon() {
    double[] far = {GOOD.lastTime() + 2e6};
    Forecast forecast = MODEL.forecast(GOOD, far);
    assertTrue(Double.isFinite(forecast.mean(0, 0)) && forecast.std(0, 0) > 0);
    assertEquals(far[0], forecast.times()[0]);
  }
}
