package io.anode4j.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sums of products against naive loops in double precision. A sum of n terms is wrong by at
 * most n + 1 roundings of its largest partial sum, whatever the order (Higham 2002, section 3.1);
 * the tests allow just that.
 */
class ProductKernelTest {
  private static final float UNTOUCHED = 12345f;

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void multipliesEveryAwkwardShape(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(1);
    for (int rows : Naive.ROWS) {
      for (int k : Naive.SIZES) {
        for (int n : Naive.SIZES) {
          checkProduct(kernels, random, rows, k, n, 0, 0, false);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void multipliesAtOffsetsWithWideStridesAndRowsOfStarts(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(2);
    for (int rows : new int[] {0, 1, 3, 4, 9}) {
      for (int size : Naive.SIZES) {
        checkProduct(kernels, random, rows, size, 21, 48, 32, true);
        checkProduct(kernels, random, rows, 11, size, 16, 16, true);
      }
    }
  }

  private static void checkProduct(
      Kernels kernels,
      SplittableRandom random,
      int rows,
      int k,
      int n,
      int offset,
      int extra,
      boolean startRows) {
    int xs = Matrix.padded(k) + extra;
    int ys = Matrix.padded(n) + extra;
    float[] x = Naive.padded(random, offset, rows, k, xs);
    float[] w = Naive.random(random, k * n);
    int ss = startRows ? ys : 0;
    float[] start = Naive.random(random, offset + rows * ys + 2 * Matrix.padded(n));
    float[] y = new float[offset + rows * ys + 2 * Matrix.padded(n)];
    Arrays.fill(y, UNTOUCHED);
    kernels.product(
        rows, x, offset, xs, Naive.pack(kernels, k, n, w), start, offset, ss, y, offset, ys);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        double sum = start[offset + r * ss + j];
        double size = Math.abs(sum);
        for (int i = 0; i < k; i++) {
          double term = (double) x[offset + r * xs + i] * w[i * n + j];
          sum += term;
          size += Math.abs(term);
        }
        assertEquals(
            sum,
            y[offset + r * ys + j],
            (k + 1) * Naive.ROUNDING * size,
            () -> kernels.name() + " " + rows + "×" + k + "×" + n);
      }
      if (extra > 0) {
        assertEquals(UNTOUCHED, y[offset + r * ys + Matrix.padded(n)], "between rows");
      }
    }
    for (int i = 0; i < offset; i++) {
      assertEquals(UNTOUCHED, y[i], "before the first row");
    }
    assertEquals(UNTOUCHED, y[offset + rows * ys + Matrix.padded(n) - 1], "after the last row");
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void accumulatesOntoItsOwnOutput(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(3);
    int rows = 7;
    int n = 19;
    int stride = Matrix.padded(n);
    float[] x = Naive.random(random, rows * stride);
    PackedMatrix w = Naive.pack(kernels, n, n, Naive.random(random, n * n));
    float[] y = Naive.random(random, rows * stride);
    float[] start = y.clone();
    float[] separate = new float[rows * stride];
    kernels.product(rows, x, 0, stride, w, start, 0, stride, separate, 0, stride);
    kernels.product(rows, x, 0, stride, w, y, 0, stride, y, 0, stride);
    for (int r = 0; r < rows; r++) {
      assertTrue(Naive.sameBits(separate, r * stride, y, r * stride, n));
    }
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void loadsWeightsInBlocksAndTransposed(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(4);
    int k = 13;
    int n = 37;
    float[] w = Naive.random(random, k * n);
    float[] transposed = new float[k * n];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < n; j++) {
        transposed[j * k + i] = w[i * n + j];
      }
    }
    PackedMatrix blocks = kernels.newPacked(k, n);
    blocks.load(w, 0, n, 1, 0, 5, 0, n);
    blocks.load(w, 5 * n, n, 1, 5, 8, 0, 20);
    blocks.load(transposed, 20 * k + 5, 1, k, 5, 8, 20, 17);
    assertEquals(k, blocks.inputs());
    assertEquals(n, blocks.outputs());
    float[] x = Naive.random(random, 5 * 16);
    float[] zeros = new float[48];
    float[] expected = new float[5 * 48];
    float[] actual = new float[5 * 48];
    kernels.product(5, x, 0, 16, Naive.pack(kernels, k, n, w), zeros, 0, 0, expected, 0, 48);
    kernels.product(5, x, 0, 16, blocks, zeros, 0, 0, actual, 0, 48);
    assertArrayEquals(expected, actual);
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void addsTransposedProductsOfEveryAwkwardShape(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(5);
    for (int rows : Naive.ROWS) {
      for (int m : Naive.SIZES) {
        for (int n : Naive.SIZES) {
          checkTransposed(kernels, random, rows, m, n, 0, 0);
        }
      }
    }
    for (int size : Naive.SIZES) {
      checkTransposed(kernels, random, 11, size, 9, 32, 16);
    }
  }

  private static void checkTransposed(
      Kernels kernels, SplittableRandom random, int rows, int m, int n, int offset, int extra) {
    int as = Matrix.padded(m) + extra;
    int bs = Matrix.padded(n) + 2 * extra;
    int cs = Matrix.padded(n) + extra;
    float[] a = Naive.padded(random, offset, rows, m, as);
    float[] b = Naive.padded(random, offset, rows, n, bs);
    float[] c = Naive.random(random, Matrix.padded(m) * cs);
    float[] before = c.clone();
    kernels.addTransposedProduct(rows, a, offset, as, m, b, offset, bs, n, c, cs);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = before[i * cs + j];
        double size = Math.abs(sum);
        for (int r = 0; r < rows; r++) {
          double term = (double) a[offset + r * as + i] * b[offset + r * bs + j];
          sum += term;
          size += Math.abs(term);
        }
        assertEquals(
            sum,
            c[i * cs + j],
            (rows + 1) * Naive.ROUNDING * size,
            () -> kernels.name() + " " + rows + " rows, " + m + "×" + n);
      }
    }
    int firstUntouched = (m + 3) / 4 * 4 * cs;
    assertTrue(
        Naive.sameBits(before, firstUntouched, c, firstUntouched, c.length - firstUntouched));
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void addsColumnSums(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(6);
    for (int rows : Naive.ROWS) {
      for (int stride : new int[] {16, 32, 48, 112}) {
        int offset = 16;
        float[] a = Naive.random(random, offset + rows * stride);
        float[] c = Naive.random(random, stride);
        float[] before = c.clone();
        kernels.addColumnSums(rows, a, offset, stride, c);
        for (int j = 0; j < stride; j++) {
          double sum = before[j];
          double size = Math.abs(sum);
          for (int r = 0; r < rows; r++) {
            sum += a[offset + r * stride + j];
            size += Math.abs(a[offset + r * stride + j]);
          }
          assertEquals(sum, c[j], (rows + 1) * Naive.ROUNDING * size);
        }
      }
    }
  }
}
