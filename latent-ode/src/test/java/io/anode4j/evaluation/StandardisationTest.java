package io.anode4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardisationTest {
  @Test
  void poolsObservedValuesOfAllSeries() {
    double hole = Double.NaN;
    TimeSeries a =
        TimeSeries.of("a", new double[] {0, 1}, new double[][] {{1, 5, hole}, {hole, 5, hole}});
    TimeSeries b = TimeSeries.of("b", new double[] {0}, new double[][] {{4, 5, hole}});
    TimeSeries c = TimeSeries.of("c", new double[] {0}, new double[][] {{7, hole, hole}});
    SeriesSet set =
        new SeriesSet(
            List.of("varied", "constant", "never"), List.of(a, b, c), TimeFormat.number(), "test");
    Standardisation scale = Standardisation.fit(set);
    assertEquals(List.of(4.0, 5.0, 0.0), scale.mean());
    assertEquals(Math.sqrt(6), scale.std().get(0), 1e-15);
    assertEquals(1, scale.std().get(1));
    assertEquals(1, scale.std().get(2));
  }

  @Test
  void keepsDigitsFarFromZero() {
    Standardisation scale =
        Standardisation.fit(TestSeries.set(TestSeries.of("a", 1e9 + 1, 1e9 + 2, 1e9 + 3)));
    assertEquals(1e9 + 2, scale.mean().get(0));
    assertEquals(Math.sqrt(2.0 / 3), scale.std().get(0), 1e-12);
  }

  @Test
  void impossibleScalesAreRefused() {
    refused("1 means but 2 standard deviations", List.of(0.0), List.of(1.0, 1.0));
    refused("standard deviation 0.0", List.of(0.0), List.of(0.0));
    refused("standard deviation Infinity", List.of(0.0), List.of(Double.POSITIVE_INFINITY));
    refused("standard deviation NaN", List.of(0.0), List.of(Double.NaN));
    refused("mean NaN", List.of(Double.NaN), List.of(1.0));
  }

  private static void refused(String part, List<Double> mean, List<Double> std) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Standardisation(mean, std))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
