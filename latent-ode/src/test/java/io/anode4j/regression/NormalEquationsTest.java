package io.anode4j.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The error of a solution, from the sums alone, against a walk over the rows. */
class NormalEquationsTest {
  @Test
  void theErrorIsThatOfTheRows() {
    SplittableRandom random = new SplittableRandom(4);
    NormalEquations equations = new NormalEquations(4);
    double[] beta = {0.3, -1.2, 0.7, 2};
    double expected = 0;
    for (int i = 0; i < 50; i++) {
      int first = i % 2;
      double[] run = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double y = random.nextGaussian();
      equations.add(first, run, y);
      double left = y;
      for (int p = 0; p < run.length; p++) {
        left -= run[p] * beta[first + p];
      }
      expected += left * left - y * y;
    }
    assertEquals(expected, equations.error(beta), 1e-10);
    double[] best = equations.solve(1e-9, new double[4]);
    assertTrue(equations.error(best) < equations.error(beta));
  }
}
