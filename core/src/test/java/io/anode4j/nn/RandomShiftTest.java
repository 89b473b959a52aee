package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomShiftTest {
  private static final int ROWS = 400;
  private final RandomShift layer = new RandomShift(2, 5, 4, 2);
  private final LayerEvaluator evaluator = layer.evaluator();
  private final double[] t = new double[ROWS];

  /**
   * One lit pixel in the middle of each channel lands on each of 25 places, off the image or not.
   */
  @Test
  void movesBothChannelsOfAnImageAlike() {
    Matrix x = new Matrix(ROWS, 40);
    for (int r = 0; r < ROWS; r++) {
      x.set(r, 2 * 4 + 2, 1);
      x.set(r, 20 + 2 * 4 + 2, 1);
    }
    Matrix y = new Matrix(ROWS, 40);
    evaluator.resample(new SplittableRandom(3));
    evaluator.forward(ROWS, 0, t, x, y);
    Set<Integer> places = new HashSet<>();
    for (int r = 0; r < ROWS; r++) {
      int place = -1;
      for (int i = 0; i < 20; i++) {
        assertEquals(y.get(r, i), y.get(r, 20 + i));
        place = y.get(r, i) == 1 ? i : place;
      }
      places.add(place);
    }
    assertEquals(20 + 1, places.size(), "four columns of five rows, and beyond the right side");
  }

  @Test
  void theReversePassIsTheTranspose() {
    SplittableRandom random = new SplittableRandom(1);
    Matrix x = Doubles.randomMatrix(random, ROWS, 40);
    Matrix dy = Doubles.randomMatrix(random, ROWS, 40);
    Matrix y = new Matrix(ROWS, 40);
    Matrix dx = new Matrix(ROWS, 40);
    evaluator.resample(random);
    evaluator.forward(ROWS, 0, t, x, y);
    evaluator.backward(ROWS, 0, t, x, dy, dx);
    for (int r = 0; r < ROWS; r++) {
      assertEquals(
          Doubles.dot(Doubles.row(y, r), Doubles.row(dy, r)),
          Doubles.dot(Doubles.row(x, r), Doubles.row(dx, r)),
          1e-6);
    }
    Matrix v = new Matrix(ROWS, 40);
    Matrix du = new Matrix(ROWS, 40);
    evaluator.forwardTangent(ROWS, 1, 0, t, dy, x, new Matrix(ROWS, 40), v);
    assertArrayEquals(y.toArray(), v.toArray());
    evaluator.backwardTangent(ROWS, 1, 0, t, dy, x, x, dy, new Matrix(ROWS, 40), du);
    assertArrayEquals(dx.toArray(), du.toArray());
  }

  @Test
  void standsStillUnlessTraining() {
    Matrix x = Doubles.randomMatrix(new SplittableRandom(1), ROWS, 40);
    Matrix y = new Matrix(ROWS, 40);
    evaluator.forward(ROWS, 0, t, x, y);
    assertArrayEquals(x.toArray(), y.toArray());
    evaluator.resample(new SplittableRandom(1));
    evaluator.settle();
    evaluator.forward(ROWS, 0, t, x, y);
    assertArrayEquals(x.toArray(), y.toArray());
    String message =
        assertThrows(IllegalArgumentException.class, () -> new RandomShift(1, 3, 3, 3))
            .getMessage();
    assertTrue(message.contains("up to 3"), message);
  }
}
