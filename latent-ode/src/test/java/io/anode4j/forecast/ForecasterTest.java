package io.anode4j.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecasterTest {
  /** Forecasts the number of rows it has seen. */
  private static final Forecaster COUNTING =
      (history, times) -> {
        double[][] mean = new double[times.length][1];
        double[][] std = new double[times.length][1];
        for (double[] row : mean) {
          row[0] = history.length();
        }
        return Forecast.gaussian(history.id(), List.of("x"), times, mean, std);
      };

  private static TimeSeries series(String id, int length) {
    double[] times = new double[length];
    for (int i = 0; i < length; i++) {
      times[i] = i;
    }
    return TimeSeries.of(id, times, new double[length][1]);
  }

  @Test
  void manyForecastsKeepTheirOrder() {
    List<Forecast> forecasts =
        COUNTING.forecastAll(
            List.of(series("a", 2), series("b", 5)),
            List.of(new double[] {10}, new double[] {20, 30}));
    assertEquals(2, forecasts.size());
    assertEquals("a", forecasts.get(0).id());
    assertEquals(2, forecasts.get(0).mean(0, 0));
    assertEquals("b", forecasts.get(1).id());
    assertEquals(5, forecasts.get(1).mean(1, 0));
    assertEquals(30, forecasts.get(1).time(1));
  }

  @Test
  void listsOfDifferentLengthAreRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> COUNTING.forecastAll(List.of(series("a", 1)), List.of()))
            .getMessage();
    assertTrue(message.contains("1 histories but 0 arrays of times"), message);
  }
}
