package io.anode4j.period;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FourierFitTest {
  /** {@code numpy.linalg.solve(A.T @ A / n + R, A.T @ y / n)}, R = diag(0, 1e-3, ...). */
  @Test
  void coefficientsAreThoseOfLeastSquaresWithARidge() {
    double[] times =
        IntStream.range(0, 40).mapToDouble(i -> 3 * i + 1.3 * Math.sin(2 * i)).toArray();
    double[] values =
        IntStream.range(0, 40)
            .mapToDouble(
                i ->
                    5
                        + 2 * Math.cos(2 * Math.PI * times[i] / 7.3 + 1)
                        + 0.7 * Math.sin(11 * i)
                        + 0.01 * times[i])
            .toArray();
    double[] weights = new double[40];
    Arrays.fill(weights, 1 / 40.0);
    double[] golden = {
      5.596545357995513,
      1.1519645888134011,
      -1.7255454833458927,
      -0.05137354658878598,
      0.023568548371202876,
      0.017133529956170596,
      -0.004162769886791261,
      -0.15868769700132357,
      0.021965130532607326
    };
    FourierFit fit = FourierFit.of(new Observations(times, values, weights), 1 / 7.3, 4);
    assertArrayEquals(golden, fit.coefficients(), 1e-9);
  }

  /** φ₂₁ of {@code sin(ωt + 0.4) + 0.5·sin(2ωt + 1.1)} is 1.1 − 0.8, whenever time begins. */
  @Test
  void relativePhasesDoNotDependOnTheOrigin() {
    SplittableRandom random = new SplittableRandom(1);
    for (double origin : new double[] {0, 12.3, 2_451_545}) {
      double[] times =
          Arrays.stream(SparseStars.nights(200, random)).map(t -> t + origin).toArray();
      double omega = 2 * Math.PI / 0.61;
      double[] values =
          Arrays.stream(times)
              .map(t -> t - origin)
              .map(t -> Math.sin(omega * t + 0.4) + 0.5 * Math.sin(2 * omega * t + 1.1))
              .toArray();
      Observations seen = Observations.equal(times, values);
      FourierFit fit = FourierFit.of(seen, 1 / 0.61, 3);
      assertEquals(0.3, fit.relativePhase(2), 0.01);
      assertEquals(1, fit.amplitude(1), 0.01);
      assertEquals(0.5, fit.amplitude(2), 0.01);
      assertEquals(0, seen.with(fit.residuals(seen)).variance(), 1e-4);
    }
  }
}
