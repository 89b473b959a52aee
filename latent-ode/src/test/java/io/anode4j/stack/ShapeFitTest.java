package io.anode4j.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapeFitTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final int PER_WINDOW = 10;

  /** The mean is drawn between −2 and 2, the stated standard deviation is 1. */
  private static List<StackCase> cases(
      int windows, long seed, ToDoubleFunction<SplittableRandom> error, double low, double high) {
    SplittableRandom random = new SplittableRandom(seed);
    List<StackCase> cases = new ArrayList<>();
    for (int i = 0; i < windows * PER_WINDOW; i++) {
      double mean = 4 * random.nextDouble() - 2;
      double value = Math.max(low, Math.min(high, mean + error.applyAsDouble(random)));
      double lead = (1 + i % PER_WINDOW) / (double) PER_WINDOW;
      int window = i / PER_WINDOW;
      cases.add(new StackCase(window, 0, lead, value, low, high, new double[] {mean}, 0, 0));
    }
    return cases;
  }

  /**
   * Exponential about its median, scaled so that the Gaussian's interval of 90 % covers just as
   * many.
   */
  private static double skewed(SplittableRandom random) {
    return 1.022 * (-Math.log(1 - random.nextDouble()) - Math.log(2));
  }

  private static Stack unchanged() {
    Blend blend = new Blend(new double[] {1}, 0, 0, 0);
    return new Stack(List.of("one"), List.of(Collections.nCopies(Stack.leads(), blend)), List.of());
  }

  private static List<ErrorShape> shapes(List<StackCase> cases) {
    EffectiveSample sample = EffectiveSample.of(cases, INFINITE);
    ShapeFit.Weight weight = (some, all) -> some.size() < 100 ? 0 : sample.weight(some, 50);
    try (Workers workers = new Workers(1, "The test")) {
      return new ShapeFit(unchanged(), sample, weight).fit(cases, 1, workers);
    }
  }

  /** Exponential errors: as many of 20,000 new ones lie below each quantile as it says. */
  @Test
  void skewedErrorsAreMetAtEveryLevel() {
    ErrorShape shape = shapes(cases(400, 1, ShapeFitTest::skewed, -INFINITE, INFINITE)).get(0);
    SplittableRandom random = new SplittableRandom(2);
    double[] errors = IntStream.range(0, 20_000).mapToDouble(i -> skewed(random)).toArray();
    for (double p : new double[] {0.1, 0.25, 0.5, 0.75, 0.9, 0.95}) {
      double quantile = shape.quantile(p);
      double below = Arrays.stream(errors).filter(e -> e <= quantile).count();
      assertEquals(p, below / errors.length, 0.035, "at " + p);
    }
  }

  /** Where the Gaussian is right it stays. */
  @Test
  void gaussianErrorsStayGaussian() {
    List<StackCase> cases = cases(400, 3, SplittableRandom::nextGaussian, -INFINITE, INFINITE);
    ErrorShape shape = shapes(cases).get(0);
    assertEquals(-1.645, shape.quantile(0.05), 0.1);
    assertEquals(-0.674, shape.quantile(0.25), 0.06);
    assertEquals(0, shape.quantile(0.5), 0.05);
    assertEquals(1.645, shape.quantile(0.95), 0.1);
  }

  /** Half of the values stand on the bound; of the errors beyond it only that is known. */
  @Test
  void errorsBeyondABoundAreEstimatedFromThoseWithin() {
    ErrorShape low = estimated(cases(800, 4, ShapeFitTest::skewed, 0, INFINITE));
    ErrorShape high = estimated(cases(800, 4, r -> -skewed(r), -INFINITE, 0));
    ErrorShape free = estimated(cases(800, 4, ShapeFitTest::skewed, -INFINITE, INFINITE));
    for (double p : new double[] {0.25, 0.5, 0.75, 0.95}) {
      assertEquals(free.quantile(p), low.quantile(p), 0.15, "at " + p);
      assertEquals(-free.quantile(p), high.quantile(1 - p), 0.15, "at " + p);
    }
  }

  private static ErrorShape estimated(List<StackCase> cases) {
    CensoredErrors errors = CensoredErrors.of(cases, unchanged());
    return ErrorShape.of(errors.values(), errors.masses(), ErrorShape.COMPONENTS);
  }

  /** Two errors of three are 0: no certainty, and the rest is not forgotten. */
  @Test
  void errorsOfZeroLeaveAWidth() {
    List<StackCase> cases =
        cases(400, 5, r -> r.nextInt(3) == 0 ? r.nextGaussian() : 0, -INFINITE, INFINITE);
    ErrorShape shape = shapes(cases).get(0);
    assertTrue(Arrays.stream(shape.scales()).allMatch(s -> s > 0));
    assertTrue(Math.abs(shape.quantile(0.5)) < 0.05);
    assertTrue(shape.quantile(0.97) > 0.8, "" + shape.quantile(0.97));
  }

  /** Two in a hundred lie 300 widths off: ranks hardly see them, a density must. */
  @Test
  void whatIsRareAndFarIsReached() {
    ErrorShape shape =
        shapes(
                cases(
                    400,
                    7,
                    r -> (r.nextInt(50) == 0 ? 300 : 1) * r.nextGaussian(),
                    -INFINITE,
                    INFINITE))
            .get(0);
    assertEquals(ErrorShape.COMPONENTS_OF_RARE, shape.offsets().length);
    // 1,800 as drawn; of 80 draws of a square the mean is known to 16 %.
    assertEquals(1_800, secondMoment(shape, 1), 700);
    assertTrue(shape.quantile(0.9) < 6, "and the middle stays " + shape.quantile(0.9));
  }

  /**
   * Nine forecasts of ten state a hundredth, the tenth 2; on all of them one value of fifty is 5
   * higher. The mean square is that of what happened, wherever the width stands, and nothing is
   * promised on the side on which nothing came.
   */
  @Test
  void aFarErrorIsNoLargerWhereTheBandIsWide() {
    SplittableRandom random = new SplittableRandom(8);
    List<StackCase> cases = new ArrayList<>();
    for (int i = 0; i < 8_000; i++) {
      double width = random.nextInt(10) == 0 ? 2 : 0.01;
      double value = width * random.nextGaussian() + (random.nextInt(50) == 0 ? 5 : 0);
      double log = Math.log(width);
      double lead = (1 + i % PER_WINDOW) / (double) PER_WINDOW;
      cases.add(
          new StackCase(
              i / PER_WINDOW, 0, lead, value, -INFINITE, INFINITE, new double[1], log, log));
    }
    ErrorShape shape = shapes(cases).get(0);
    // 25 / 50, and 4 more where the band is wide; of 160 draws the share is known to 8 %.
    assertEquals(0.5, secondMoment(shape, 0.01), 0.15);
    assertEquals(4.5, secondMoment(shape, 2), 1.5);
    for (double width : new double[] {0.01, 2}) {
      for (int k = 0; k < shape.offsets().length; k++) {
        assertTrue(shape.offset(k, width, 1) > -3.5 * width, "below " + k);
        assertTrue(shape.offset(k, width, 1) < 5.5 + 3.5 * width, "above " + k);
      }
    }
  }

  private static double secondMoment(ErrorShape shape, double width) {
    int n = shape.offsets().length;
    return IntStream.range(0, n)
            .mapToDouble(
                k -> Math.pow(shape.offset(k, width, 1), 2) + Math.pow(shape.scale(k, width, 1), 2))
            .sum()
        / n;
  }

  @Test
  void tooFewCasesSayNothing() {
    assertEquals(List.of(), shapes(cases(9, 6, ShapeFitTest::skewed, -INFINITE, INFINITE)));
  }

  /** The normal distribution's own shares have its own means. */
  @Test
  void theGaussianIsHalvesOfOneAnother() {
    ErrorShape shape = ErrorShape.gaussian(ErrorShape.COMPONENTS);
    double[] offsets = shape.offsets();
    double[] mirrored =
        IntStream.range(0, offsets.length)
            .mapToDouble(k -> -offsets[offsets.length - 1 - k])
            .toArray();
    assertArrayEquals(mirrored, offsets, 1e-9);
    // Mean of the outermost sixteenth: φ(z)·16 with Φ(z) = 1/16, z = −1.5341.
    assertEquals(-16 * 0.12300, offsets[0], 5e-3);
  }

  @Test
  void aShapeThatDoesNotHoldTogetherIsRefused() {
    double[] one = {1};
    double[] none = {0};
    assertThrows(IllegalArgumentException.class, () -> new ErrorShape(one, none));
    assertThrows(IllegalArgumentException.class, () -> new ErrorShape(one, new double[2]));
  }
}
