package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.TimeGrid;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a forecast may depend on and what it may not. */
class LatentForecasterTest {
  private static final LatentOde MODEL = TinyModels.trained();
  private static final TimeSeries HISTORY = TinyModels.waves(1, 40, 31).series().get(0);

  private static double[][] changed(TimeSeries series) {
    double[][] values = new double[series.length()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = series.row(i);
    }
    return values;
  }

  @Test
  void emptyRowsAtTheEndDoNotMoveTheContext() {
    int n = HISTORY.length();
    double[] times = Arrays.copyOf(HISTORY.times(), n + 2);
    double[][] values = Arrays.copyOf(changed(HISTORY), n + 2);
    for (int i = n; i < n + 2; i++) {
      // The second one lies a whole context later: nothing observed would be left to read.
      times[i] = HISTORY.lastTime() + (i - n + 1) * MODEL.context();
      values[i] = new double[] {Double.NaN, Double.NaN};
    }
    TimeSeries padded = TimeSeries.of(HISTORY.id(), times, values);
    double[] asked = {HISTORY.lastTime() + 0.5, HISTORY.lastTime() + 2};
    assertArrayEquals(MODEL.forecast(HISTORY, asked).mean(), MODEL.forecast(padded, asked).mean());
    assertArrayEquals(MODEL.forecast(HISTORY, asked).std(), MODEL.forecast(padded, asked).std());
  }

  @Test
  void aForecastDoesNotDependOnTheOtherTimesAsked() {
    double last = HISTORY.lastTime();
    double window = MODEL.context() + MODEL.horizon();
    double[] together = {
      last + 0.3,
      last + 1.9,
      HISTORY.time(35),
      last + 2.5 * window,
      last - 0.5 * MODEL.context(),
      last - 1.5 * window,
      last + 0.7 * window,
      last + 0.30001,
      last - 0.9 * window,
      last + 0.3
    };
    Forecast all = MODEL.forecast(HISTORY, together);
    for (int t = 0; t < together.length; t++) {
      Forecast alone = MODEL.forecast(HISTORY, new double[] {together[t]});
      assertArrayEquals(alone.mean()[0], all.mean()[t], "mean at " + together[t]);
      assertArrayEquals(alone.std()[0], all.std()[t], "deviation at " + together[t]);
      for (int s = 0; s < all.samples(); s++) {
        assertEquals(alone.component(s, 0, 1), all.component(s, t, 1));
      }
    }
  }

  /** Solves in pieces: to the end of a window and to the end of two it is nearly the same path. */
  @Test
  void wherePiecesMeetThereIsNoStep() {
    double end = HISTORY.after(HISTORY.lastTime() - MODEL.context()).firstTime() + 8;
    Forecast around = MODEL.forecast(HISTORY, new double[] {end - 1e-6, end + 1e-6});
    for (int c = 0; c < 2; c++) {
      // Two solves at rtol 1e-3 of a state of size one, in units of a wave of size three.
      assertEquals(around.mean(0, c), around.mean(1, c), 1e-2);
    }
  }

  @Test
  void whatComesAfterTheOriginIsNotSeen() {
    double origin = HISTORY.time(24);
    double[] asked = {origin + 0.25, origin + 1, origin + 2};
    double[][] values = changed(HISTORY);
    for (int i = 25; i < values.length; i++) {
      values[i] = new double[] {1e6 + i, -1e6};
    }
    TimeSeries altered = TimeSeries.of(HISTORY.id(), HISTORY.times(), values);
    Forecast expected = MODEL.forecast(HISTORY.until(origin), asked);
    Forecast actual = MODEL.forecast(altered.until(origin), asked);
    assertArrayEquals(expected.mean(), actual.mean());
    assertArrayEquals(expected.std(), actual.std());
    values[24][0] += 1;
    TimeSeries known = TimeSeries.of(HISTORY.id(), HISTORY.times(), values).until(origin);
    assertFalse(
        Arrays.deepEquals(expected.mean(), MODEL.forecast(known, asked).mean()),
        "what lies before the origin does count");
  }

  @Test
  void oneAndTwoRowsAreAHistory() {
    for (int rows = 1; rows <= 2; rows++) {
      TimeSeries few = HISTORY.slice(0, rows);
      Forecast forecast = MODEL.forecast(few, TimeGrid.every(0.5).count(4));
      assertEquals(4, forecast.length());
      assertTrue(forecast.std(3, 0) > 0);
    }
  }

  @Test
  void timesThatAreNoNumbersAreRefused() {
    for (double time : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> MODEL.forecast(HISTORY, new double[] {1, time}))
              .getMessage();
      assertTrue(message.contains("finite times are expected"), message);
    }
  }

  @Test
  void solvesEndOnDoubledWindows() {
    SolveReach reach = new SolveReach(100, 8);
    assertEquals(0, reach.doublings(100));
    assertEquals(0, reach.doublings(108));
    assertEquals(1, reach.doublings(108.01));
    assertEquals(1, reach.doublings(84));
    assertEquals(2, reach.doublings(130));
    assertEquals(132, reach.end(2));
    assertEquals(84, reach.beginning(1));
    assertEquals(40, reach.doublings(Double.MAX_VALUE));
  }
}
