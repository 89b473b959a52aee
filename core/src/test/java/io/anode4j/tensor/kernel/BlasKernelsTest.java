package io.anode4j.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.NdArrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BlasKernelsTest {
  @Test
  void isChosenOnRequestAndNamesBothParts() {
    Kernels blas = KernelProvider.choose("blas");
    assertEquals("blas+" + KernelProvider.choose("auto").name(), blas.name());
  }

  /** Small ones, and many rows through a narrow matrix. */
  @ParameterizedTest
  @CsvSource({"50,100", "4096,64"})
  void leavesSmallProductsToTheOthersBitForBit(int rows, int size) {
    Kernels plain = new PlainKernels();
    Kernels blas = new BlasKernels(plain, BlasKernels.CROSSOVER);
    SplittableRandom random = new SplittableRandom(1);
    int stride = Matrix.padded(size);
    float[] w = Naive.random(random, size * size);
    float[] x = Naive.random(random, rows * stride);
    float[] expected = new float[rows * stride];
    float[] actual = new float[rows * stride];
    float[] zeros = new float[stride];
    PackedMatrix a = Naive.pack(plain, size, size, w);
    PackedMatrix b = Naive.pack(blas, size, size, w);
    plain.product(rows, x, 0, stride, a, zeros, 0, 0, expected, 0, stride);
    blas.product(rows, x, 0, stride, b, zeros, 0, 0, actual, 0, stride);
    assertTrue(Naive.sameBits(expected, 0, actual, 0, rows * stride));
  }

  @Test
  void seesWeightsThatChangeBetweenLargeProducts() {
    Kernels blas = new BlasKernels(new PlainKernels(), 0);
    PackedMatrix w = Naive.pack(blas, 1, 1, new float[] {2});
    float[] y = new float[16];
    float[] zeros = new float[16];
    blas.product(1, new float[] {3}, 0, 16, w, zeros, 0, 0, y, 0, 16);
    assertEquals(6, y[0]);
    w.load(new float[] {5}, 0, 1, 1, 0, 1, 0, 1);
    blas.product(1, new float[] {3}, 0, 16, w, zeros, 0, 0, y, 0, 16);
    assertEquals(15, y[0]);
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void agreesWithNd4j(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(2);
    for (int rows : new int[] {1, 3, 8, 17}) {
      for (int k : Naive.SIZES) {
        for (int n : new int[] {1, 7, 16, 33, 100}) {
          float[] w = Naive.random(random, k * n);
          Matrix x = Matrix.of(rows, k, Naive.random(random, rows * k));
          Matrix y = new Matrix(rows, n);
          PackedMatrix packed = Naive.pack(kernels, k, n, w);
          float[] zeros = new float[y.stride()];
          kernels.product(
              rows, x.data(), 0, x.stride(), packed, zeros, 0, 0, y.data(), 0, y.stride());
          try (INDArray a = NdArrays.of(x);
              INDArray b = Nd4j.create(w, new long[] {k, n}, 'c');
              INDArray product = a.mmul(b)) {
            float[] expected = product.dup('c').data().asFloat();
            float[] actual = y.toArray();
            for (int i = 0; i < expected.length; i++) {
              // Both within k + 1 roundings of the exact sum of k terms below 1.
              assertEquals(expected[i], actual[i], 2 * (k + 1) * Naive.ROUNDING * k);
            }
          }
        }
      }
    }
  }
}
