package io.anode4j.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The plain kernels choose an orientation and cut blocks by shape. Whatever they choose, each sum
 * is that of one float after the other from left to right, to the last bit.
 */
class PlainKernelsTest {
  /** Alone, below and above the rows from which the orientation turns, and over a block. */
  private static final int[] ROWS = {1, 2, 23, 24, 25, 127, 128, 129, 151, 153, 300};

  private final Kernels kernels = new PlainKernels();

  @Test
  void productsAddTermsFromLeftToRight() {
    SplittableRandom random = new SplittableRandom(1);
    for (int rows : ROWS) {
      for (int k : new int[] {1, 2, 3, 5, 10, 32}) {
        for (int n : new int[] {1, 2, 13, 16, 17, 100}) {
          checkProduct(random, rows, k, n);
        }
      }
    }
  }

  private void checkProduct(SplittableRandom random, int rows, int k, int n) {
    int xs = Matrix.padded(k);
    int ys = Matrix.padded(n);
    float[] x = Naive.padded(random, 16, rows, k, xs);
    float[] w = Naive.random(random, k * n);
    float[] start = Naive.random(random, rows * ys);
    float[] y = new float[rows * ys];
    kernels.product(rows, x, 16, xs, Naive.pack(kernels, k, n, w), start, 0, ys, y, 0, ys);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        float sum = start[r * ys + j];
        for (int i = 0; i < k; i++) {
          sum += x[16 + r * xs + i] * w[i * n + j];
        }
        assertEquals(sum, y[r * ys + j], rows + "×" + k + "×" + n);
      }
    }
  }

  @Test
  void outerProductsAreAddedRowAfterRow() {
    SplittableRandom random = new SplittableRandom(2);
    for (int rows : new int[] {1, 63, 64, 128, 129, 191, 192, 300}) {
      for (int m : new int[] {1, 4, 17, 64}) {
        for (int n : new int[] {1, 2, 13, 32, 100}) {
          checkOuterProducts(random, rows, m, n);
        }
      }
    }
  }

  private void checkOuterProducts(SplittableRandom random, int rows, int m, int n) {
    int as = Matrix.padded(m);
    int bs = Matrix.padded(n);
    float[] a = Naive.padded(random, 16, rows, m, as);
    float[] b = Naive.padded(random, 32, rows, n, bs);
    float[] c = Naive.random(random, (m + 3) / 4 * 4 * bs);
    float[] expected = c.clone();
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          expected[i * bs + j] += a[16 + r * as + i] * b[32 + r * bs + j];
        }
      }
    }
    kernels.addTransposedProduct(rows, a, 16, as, m, b, 32, bs, n, c, bs);
    assertTrue(Naive.sameBits(expected, 0, c, 0, c.length), rows + ": " + m + "×" + n);
  }

  @Test
  void gruRowsDoNotDependOnTheBlockTheyAreIn() {
    SplittableRandom random = new SplittableRandom(3);
    for (int s : new int[] {16, 48, 2048}) {
      int rows = s > 1000 ? 3 : 150;
      float[] gates = Naive.random(random, rows * 3 * s);
      float[] recurrent = Naive.random(random, rows * s);
      float[] h = Naive.random(random, rows * s);
      float[] d = Naive.random(random, rows * s);
      float[] g = gates.clone();
      float[] nr = recurrent.clone();
      float[] dh = d.clone();
      float[] next = new float[rows * s];
      kernels.gruForward(rows, s, g, 0, nr, 0, h, 0, next, 0);
      kernels.gruBackward(rows, s, g, 0, nr, 0, h, 0, dh);
      for (int r = 0; r < rows; r++) {
        float[] g1 = Arrays.copyOfRange(gates, r * 3 * s, (r + 1) * 3 * s);
        float[] nr1 = Arrays.copyOfRange(recurrent, r * s, (r + 1) * s);
        float[] dh1 = Arrays.copyOfRange(d, r * s, (r + 1) * s);
        float[] next1 = new float[s];
        kernels.gruForward(1, s, g1, 0, nr1, 0, h, r * s, next1, 0);
        kernels.gruBackward(1, s, g1, 0, nr1, 0, h, r * s, dh1);
        assertTrue(Naive.sameBits(next1, 0, next, r * s, s));
        assertTrue(Naive.sameBits(g1, 0, g, r * 3 * s, 3 * s));
        assertTrue(Naive.sameBits(nr1, 0, nr, r * s, s));
        assertTrue(Naive.sameBits(dh1, 0, dh, r * s, s));
      }
    }
  }
}
