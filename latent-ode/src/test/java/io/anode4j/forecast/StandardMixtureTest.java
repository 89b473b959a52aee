package io.anode4j.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.forecast.StandardMixture.Image;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Quantiles of images are those that iteration finds, to rounding. */
class StandardMixtureTest {
  private static final double[] LEVELS = {1e-6, 0.01, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999};

  private final SplittableRandom random = new SplittableRandom(11);

  private double[] drawn(int n, double from, double to) {
    return random.doubles(n, from, to).toArray();
  }

  /** An image as a forecast of one point in each of two channels, and that point's image. */
  private record Pair(Forecast iterated, Forecast known, double width) {}

  private Pair pair(ComponentDensity density, double[] means, double[] scales) {
    StandardMixture standard = new StandardMixture(density, means, scales);
    double centre = random.nextDouble(-50, 50);
    double width = Math.exp(random.nextDouble(-4, 4));
    double[][][] locations = new double[means.length][1][2];
    double[][][] spreads = new double[means.length][1][2];
    for (int k = 0; k < means.length; k++) {
      for (int c = 0; c < 2; c++) {
        locations[k][0][c] = centre + c + width * means[k];
        spreads[k][0][c] = width * scales[k];
      }
    }
    Forecast iterated =
        Forecast.mixture(
            "s",
            List.of("a", "b"),
            new double[1],
            locations,
            spreads,
            Collections.nCopies(2, density));
    @Nullable Image[] images = {
      new Image(standard, centre, width), new Image(standard, centre + 1, width)
    };
    return new Pair(iterated, iterated.knowing(images), width);
  }

  private static void assertAlike(Forecast iterated, Forecast known, double width) {
    ComponentDensity density = iterated.density(0);
    for (double p : LEVELS) {
      for (int c = 0; c < 2; c++) {
        double expected = iterated.quantile(p, 0, c);
        double outermost = width * (5 + Math.abs(density.lowerQuantile(Math.min(p, 1 - p))));
        double rounding = 1e-12 * (Math.abs(expected) + outermost); // as exact as iteration is
        assertEquals(expected, known.quantile(p, 0, c), rounding);
        assertEquals(known.quantile(p, 0, c), known.quantile(p)[0][c]);
      }
    }
  }

  @Test
  void quantilesAreThoseOfIteration() {
    for (ComponentDensity density :
        List.of(ComponentDensity.gaussian(), ComponentDensity.studentT(4.5))) {
      for (int i = 0; i < 40; i++) {
        int n = 1 + random.nextInt(16);
        Pair pair = pair(density, drawn(n, -2, 3), drawn(n, 0.02, 1));
        assertAlike(pair.iterated, pair.known, pair.width);
      }
    }
  }

  @Test
  void movedAndBoundedTheyAreToo() {
    Pair pair = pair(ComponentDensity.gaussian(), drawn(16, -2, 3), drawn(16, 0.02, 1));
    double[] by = {3, -7};
    assertAlike(pair.iterated.moved(by), pair.known.moved(by), pair.width);
    double median = pair.known.quantile(0.5, 0, 0);
    List<Bounds> bounds =
        List.of(new Bounds(median, Double.POSITIVE_INFINITY), new Bounds(-1e3, median));
    assertAlike(pair.iterated.within(bounds), pair.known.within(bounds), pair.width);
    assertEquals(median, pair.known.within(bounds).quantile(0.01, 0, 0));
  }

  @Test
  void pointMassesAreSteps() {
    Pair pair = pair(ComponentDensity.gaussian(), new double[] {-1, 0, 2}, new double[3]);
    assertAlike(pair.iterated, pair.known, pair.width);
  }

  @Test
  void otherFiguresAreTheSameBits() {
    Pair pair = pair(ComponentDensity.gaussian(), drawn(16, -2, 3), drawn(16, 0.02, 1));
    assertArrayEquals(pair.iterated.mean(), pair.known.mean());
    assertArrayEquals(pair.iterated.std(), pair.known.std());
    assertEquals(pair.iterated.cdf(0, 1, 4), pair.known.cdf(0, 1, 4));
  }

  @Test
  void askedOftenItAnswersTheSame() {
    double[] means = drawn(16, -2, 3);
    StandardMixture standard =
        new StandardMixture(ComponentDensity.gaussian(), means, drawn(16, 0.02, 1));
    double first = standard.quantile(0.3);
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < 400; i++) { // more levels than are kept
      double next = standard.quantile(i / 400.0);
      assertTrue(next > before);
      before = next;
    }
    assertEquals(first, standard.quantile(0.3));
    means[0] = 1e6; // what was given is copied
    assertEquals(standard.quantile(0.9999), standard.quantile(0.9999));
    assertTrue(standard.quantile(0.9999) < 1e5);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new StandardMixture(ComponentDensity.gaussian(), new double[2], new double[1]));
    Pair pair = pair(ComponentDensity.gaussian(), new double[1], new double[] {1});
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> pair.known.knowing(new @Nullable Image[1]))
            .getMessage();
    assertTrue(message.contains("1 images for 2 points"), message);
  }
}
