package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Filters of earlier versions are read for ever, and forecast and score the same. */
class FrozenFilterTest {
  @Test
  void aFilterOfTheFirstFormatDoesAsItDid() throws URISyntaxException {
    URL file = Objects.requireNonNull(FrozenFilterTest.class.getResource("filter-format-1.anode"));
    NeuralFilter filter = NeuralFilter.load(Path.of(file.toURI()));
    double[][] values = new double[20][2];
    double[] times = new double[20];
    for (int i = 0; i < 20; i++) {
      times[i] = 0.25 * i;
      values[i][0] = 10 + 3 * Math.sin(times[i]);
      values[i][1] = i % 3 == 0 ? Double.NaN : Math.cos(times[i]);
    }
    TimeSeries history = TimeSeries.of("a", times, values);
    Forecast forecast = filter.forecast(history, new double[] {6});
    Scorer scorer = filter.newScorer(0.01);
    for (int i = 0; i < 19; i++) {
      scorer.update(new Reading(times[i], values[i]));
    }
    Score score = scorer.update(new Reading(times[19], values[19]));
    // SIMD and plain kernels round differently; across them figures agree to about 1e-6.
    assertEquals(7.38001355, forecast.mean(0, 0), 1e-4);
    assertEquals(0.71418781, forecast.std(0, 1), 1e-4);
    assertEquals(1.07504886, score.anomaly(), 1e-4);
  }
}
