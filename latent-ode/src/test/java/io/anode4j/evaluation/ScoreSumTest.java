package io.anode4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.forecast.Forecast;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreSumTest {
  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  private static Forecast gaussian(double mean, double std) {
    return Forecast.gaussian(
        "a", List.of("x"), new double[] {0}, new double[][] {{mean}}, new double[][] {{std}});
  }

  private static Scores of(Forecast forecast, double observed, double scale) {
    ScoreSum sum = new ScoreSum();
    sum.add(forecast, 0, 0, observed, scale);
    return sum.scores();
  }

  @Test
  void oneGaussianByHand() {
    // In units of the scale 2 the forecast is N(3, 0.5²) and the outcome 3.5: one deviation above.
    Scores scores = of(gaussian(6, 1), 7, 2);
    assertEquals(1, scores.targets());
    assertEquals(0.25, scores.mse(), 1e-15);
    assertEquals(0.5, scores.mae(), 1e-15);
    assertEquals(-Math.log(Math.exp(-0.5) / SQRT_2_PI / 0.5), scores.nll(), 1e-14);
    // σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π) at z = 1
    double crps = 0.6826894921370859 + 2 * Math.exp(-0.5) / SQRT_2_PI - 1 / Math.sqrt(Math.PI);
    assertEquals(0.5 * crps, scores.crps(), 1e-14);
    // 0.05 (1 + 1.6449), 0.5 · 1, 0.05 (1.6449 − 1), each times σ
    double pinball = (0.05 * 2.6448536269514724 + 0.5 + 0.05 * 0.6448536269514722) / 3 * 0.5;
    assertEquals(pinball, scores.pinball(), 1e-12);
    assertEquals(0, scores.coverage50());
    assertEquals(1, scores.coverage80());
    assertEquals(1, scores.coverage90());
    assertEquals(1, scores.coverage95());
  }

  @Test
  void likelihoodOfStandardisedValuesIsThatOfTheStandardisedForecast() {
    Scores original = of(gaussian(6, 1), 7.3, 4);
    Scores standardised = of(gaussian(1.5, 0.25), 7.3 / 4, 1);
    assertEquals(standardised.nll(), original.nll(), 1e-14);
    assertEquals(standardised.crps(), original.crps(), 1e-14);
    assertEquals(standardised.mse(), original.mse(), 1e-14);
    assertEquals(standardised.mae(), original.mae(), 1e-14);
    assertEquals(standardised.pinball(), original.pinball(), 1e-14);
  }

  @Test
  void meansAreMicroAverages() {
    ScoreSum left = new ScoreSum();
    left.add(gaussian(0, 1), 0, 0, 1, 1);
    left.add(gaussian(0, 1), 0, 0, 2, 1);
    ScoreSum right = new ScoreSum();
    right.add(gaussian(0, 1), 0, 0, -6, 1);
    left.add(right);
    Scores scores = left.scores();
    assertEquals(3, scores.targets());
    assertEquals((1 + 4 + 36) / 3.0, scores.mse(), 1e-14);
    assertEquals(3, scores.mae(), 1e-14);
    assertEquals(1.0 / 3, scores.coverage90(), 1e-15);
    assertEquals(1.0 / 3 * (0.5 * 41) + Math.log(SQRT_2_PI), scores.nll(), 1e-14);
  }

  @Test
  void nothingScoredIsNotZero() {
    Scores scores = new ScoreSum().scores();
    assertEquals(0, scores.targets());
    assertTrue(Double.isNaN(scores.mse()));
    assertTrue(Double.isNaN(scores.coverage90()));
  }

  @Test
  void certainForecastThatComesTrueIsCovered() {
    Scores hit = of(gaussian(5, 0), 5, 1);
    assertEquals(1, hit.coverage50());
    assertEquals(0, hit.crps());
    assertEquals(Double.NEGATIVE_INFINITY, hit.nll());
    Scores miss = of(gaussian(5, 0), 5.5, 1);
    assertEquals(0, miss.coverage95());
    assertEquals(0.5, miss.crps());
    assertEquals(Double.POSITIVE_INFINITY, miss.nll());
  }

  @Test
  void intervalsCoverTheirShareOfSimulatedData() {
    Random random = new Random(7);
    Forecast mixture =
        Forecast.mixture(
            "a",
            List.of("x"),
            new double[] {0},
            new double[][][] {{{-1}}, {{2}}},
            new double[][][] {{{0.5}}, {{1.5}}});
    ScoreSum sum = new ScoreSum();
    for (int k = 0; k < 20_000; k++) {
      double observed =
          random.nextBoolean() ? -1 + 0.5 * random.nextGaussian() : 2 + 1.5 * random.nextGaussian();
      sum.add(mixture, 0, 0, observed, 1);
    }
    Scores scores = sum.scores();
    // Four standard errors of a share of 20,000.
    assertEquals(0.5, scores.coverage50(), 0.0142);
    assertEquals(0.8, scores.coverage80(), 0.0114);
    assertEquals(0.9, scores.coverage90(), 0.0085);
    assertEquals(0.95, scores.coverage95(), 0.0062);
  }

  @Test
  void crpsIsTwicePinballOverAllQuantiles() {
    Forecast forecast = gaussian(1, 2);
    double observed = 2.2;
    double sum = 0;
    int levels = 20_000;
    for (int k = 0; k < levels; k++) {
      double level = (k + 0.5) / levels;
      double miss = observed - forecast.quantile(level, 0, 0);
      sum += Math.max(level * miss, (level - 1) * miss) / levels;
    }
    assertEquals(2 * sum, of(forecast, observed, 1).crps(), 1e-4);
  }
}
