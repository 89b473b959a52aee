package io.anode4j.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegressionReportTest {
  private static final SeriesSet THREE =
      new SeriesSet(
          List.of("x"),
          List.of(one("a", 1), one("b", 2), one("c", 3)),
          TimeFormat.number(),
          "three series");

  private static TimeSeries one(String id, double value) {
    return TimeSeries.of(id, new double[] {0}, new double[][] {{value}});
  }

  @Test
  void scoresAreThoseByHand() {
    List<Prediction> said =
        List.of(
            new Prediction("a", 1, 0, 2),
            new Prediction("b", 4, 3, 5),
            new Prediction("c", 3, 2, 4));
    RegressionScores scores = RegressionScores.of(new double[] {2, 2, 5}, said);
    // away: −1, 2, −2; truth 3 ± (1, 1, 2)
    assertEquals(Math.sqrt(9 / 3.0), scores.rmse(), 1e-12);
    assertEquals(5 / 3.0, scores.mae(), 1e-12);
    assertEquals(-1 / 3.0, scores.bias(), 1e-12);
    assertEquals(1 - 9 / 6.0, scores.r2(), 1e-12);
    assertEquals(1 / 3.0, scores.coverage(), 1e-12);
    RegressionScores flat = RegressionScores.of(new double[] {2}, List.of(Prediction.of("a", 2)));
    assertTrue(Double.isNaN(flat.r2()) && Double.isNaN(flat.coverage()));
    assertThrows(
        IllegalArgumentException.class, () -> RegressionScores.of(new double[0], List.of()));
  }

  @Test
  void theTableSaysWhatLabelsWereLimitedTo() {
    KnownNumbers known = KnownNumbers.of(THREE, Map.of("a", "1", "b", "2", "c", "300"), 125);
    assertEquals(List.of(1.0, 2.0, 125.0), known.values());
    Regressor first = new FeatureRegressor(series -> series.value(0, 0));
    RegressionReport report =
        RegressionReport.of(
            first, Map.of("mean", FeatureRegressor.constant(50)), known, "series", 125);
    assertTrue(report.table().startsWith("3 series; labels above 125 count as 125"));
    assertTrue(report.table().contains("model"), report.table());
    assertEquals(125.0, report.toMap().get("label_max"));
    String text = report.toMap().toString();
    assertTrue(text.contains("rmse") && !text.contains("NaN"), text);
    RegressionReport free =
        RegressionReport.of(first, Map.of(), known, "rows", Double.POSITIVE_INFINITY);
    assertFalse(free.table().contains("count as"));
  }

  @Test
  void labelsThatAreNoNumbersAreRefused() {
    for (String label : List.of("worn", "", "NaN", "Infinity")) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> KnownNumbers.of(THREE, Map.of("b", label), 1e9))
              .getMessage();
      assertTrue(
          message.contains("series 'b' of three series has the label '" + label + "'"), message);
    }
    Map<String, String> none = Map.of();
    assertThrows(IllegalArgumentException.class, () -> KnownNumbers.of(THREE, none, 1e9));
    List<Double> few = List.of(1.0);
    assertThrows(IllegalArgumentException.class, () -> new KnownNumbers(THREE.series(), few));
  }

  /** Residuals that grow with what is said, as those of remaining lives do: bands grow as well. */
  @Test
  void bandsHoldNineOfTenAndGrowWithTheResiduals() {
    SplittableRandom random = new SplittableRandom(5);
    int n = 4000;
    double[] said = new double[n];
    double[] truth = new double[n];
    for (int i = 0; i < n; i++) {
      said[i] = 100 * random.nextDouble();
      truth[i] = said[i] + 0.2 * said[i] * random.nextGaussian();
    }
    int half = n / 2;
    ResidualBands bands =
        ResidualBands.of(java.util.Arrays.copyOf(said, half), java.util.Arrays.copyOf(truth, half));
    long within =
        IntStream.range(half, n)
            .filter(
                i -> {
                  Prediction one = bands.around("s", said[i]);
                  return truth[i] >= one.lower() && truth[i] <= one.upper();
                })
            .count();
    // Of 2,000 draws with p = 0.9 the deviation is 0.7 %, that of bands of 400 as much.
    assertEquals(0.9, within / (double) half, 0.03);
    Prediction small = bands.around("s", 5);
    Prediction large = bands.around("s", 95);
    assertTrue(large.upper() - large.lower() > 3 * (small.upper() - small.lower()));
    ResidualBands few = ResidualBands.of(new double[] {1, 2}, new double[] {1, 3});
    assertEquals(new Prediction("s", 7, 7, 8), few.around("s", 7));
  }
}
