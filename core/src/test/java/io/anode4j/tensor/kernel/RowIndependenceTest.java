package io.anode4j.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A row's result is the same, bit for bit, alone and at every place of batches of every size. */
class RowIndependenceTest {
  private static final int ROWS = 23;

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providers")
  void ofProducts(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(1);
    for (int k : Naive.SIZES) {
      for (int n : Naive.SIZES) {
        int xs = Matrix.padded(k);
        int ys = Matrix.padded(n);
        float[] x = Naive.random(random, ROWS * xs);
        float[] bias = Naive.random(random, ys);
        PackedMatrix w = Naive.pack(kernels, k, n, Naive.random(random, k * n));
        float[] alone = new float[ROWS * ys];
        for (int r = 0; r < ROWS; r++) {
          kernels.product(1, x, r * xs, xs, w, bias, 0, 0, alone, r * ys, ys);
        }
        for (int from = 0; from < ROWS; from += 1 + from % 3) {
          for (int count = 1; count <= ROWS - from; count += 1 + count % 4) {
            float[] batch = new float[count * ys];
            kernels.product(count, x, from * xs, xs, w, bias, 0, 0, batch, 0, ys);
            for (int r = 0; r < count; r++) {
              assertTrue(
                  Naive.sameBits(alone, (from + r) * ys, batch, r * ys, n),
                  "row " + (from + r) + " of " + count + " rows, " + k + "×" + n);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providers")
  void ofProductsThatOtherRowsCannotPoison(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(2);
    float[] x = Naive.random(random, ROWS * 16);
    PackedMatrix w = Naive.pack(kernels, 13, 13, Naive.random(random, 169));
    float[] clean = new float[ROWS * 16];
    kernels.product(ROWS, x, 0, 16, w, new float[16], 0, 0, clean, 0, 16);
    x[5 * 16 + 3] = Float.NaN;
    x[6 * 16 + 1] = Float.POSITIVE_INFINITY;
    float[] poisoned = new float[ROWS * 16];
    kernels.product(ROWS, x, 0, 16, w, new float[16], 0, 0, poisoned, 0, 16);
    for (int r = 0; r < ROWS; r++) {
      boolean same = Naive.sameBits(clean, r * 16, poisoned, r * 16, 13);
      assertTrue(same != (r == 5 || r == 6), "row " + r);
    }
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providers")
  void ofStageCombinations(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(3);
    int stride = 32;
    float[] base = Naive.random(random, ROWS * stride);
    for (int count = 0; count <= 7; count++) {
      float[][] terms = new float[count][];
      double[] weights = new double[count];
      for (int j = 0; j < count; j++) {
        terms[j] = Naive.random(random, ROWS * stride);
        weights[j] = random.nextDouble(-1, 1);
      }
      double[] h = new double[ROWS];
      Arrays.setAll(h, r -> 0.01 * (r + 1));
      float[] batch = new float[ROWS * stride];
      kernels.combine(ROWS, stride, base, h, weights, terms, count, batch);
      for (int r = 0; r < ROWS; r++) {
        float[][] own = new float[count][];
        for (int j = 0; j < count; j++) {
          own[j] = row(terms[j], r, stride);
        }
        float[] alone = new float[stride];
        double[] step = {h[r]};
        kernels.combine(1, stride, row(base, r, stride), step, weights, own, count, alone);
        assertTrue(Naive.sameBits(alone, 0, batch, r * stride, stride), count + " terms");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providers")
  void ofTheGru(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(4);
    int s = 32;
    float[] gates = Naive.random(random, ROWS * 3 * s);
    float[] newRecurrents = Naive.random(random, ROWS * s);
    float[] h = Naive.random(random, ROWS * s);
    float[] d = Naive.random(random, ROWS * s);
    float[] batchGates = gates.clone();
    float[] batchNext = new float[ROWS * s];
    float[] batchNew = newRecurrents.clone();
    float[] batchD = d.clone();
    kernels.gruForward(ROWS, s, batchGates, 0, batchNew, 0, h, 0, batchNext, 0);
    kernels.gruBackward(ROWS, s, batchGates, 0, batchNew, 0, h, 0, batchD);
    for (int r = 0; r < ROWS; r++) {
      float[] g = row(gates, r, 3 * s);
      float[] next = new float[s];
      float[] newRecurrent = row(newRecurrents, r, s);
      float[] dh = row(d, r, s);
      float[] before = row(h, r, s);
      kernels.gruForward(1, s, g, 0, newRecurrent, 0, before, 0, next, 0);
      kernels.gruBackward(1, s, g, 0, newRecurrent, 0, before, 0, dh);
      assertTrue(Naive.sameBits(next, 0, batchNext, r * s, s));
      assertTrue(Naive.sameBits(g, 0, batchGates, r * 3 * s, 3 * s));
      assertTrue(Naive.sameBits(newRecurrent, 0, batchNew, r * s, s));
      assertTrue(Naive.sameBits(dh, 0, batchD, r * s, s));
    }
  }

  private static float[] row(float[] from, int row, int width) {
    return Arrays.copyOfRange(from, row * width, (row + 1) * width);
  }
}
