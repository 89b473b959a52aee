package io.anode4j.tensor.kernel;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What the kernel tests share: providers, awkward sizes, random arrays, double-precision sums. */
final class Naive {
  /** Around every block size and vector length in use, and odd. */
  static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 13, 15, 16, 17, 31, 33, 64, 100};

  static final int[] ROWS = {0, 1, 2, 3, 4, 5, 7, 8, 13, 17};

  /** Half a unit in the last place of 1: the relative error of one rounding. */
  static final double ROUNDING = Math.pow(2, -24);

  private Naive() {}

  static List<Kernels> providers() {
    return List.of(new PlainKernels(), KernelProvider.choose("simd"));
  }

  static List<Kernels> providersAndBlas() {
    Kernels always = new BlasKernels(new PlainKernels(), 0);
    return List.of(new PlainKernels(), KernelProvider.choose("simd"), always);
  }

  static float[] random(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Random rows after an offset; everything that is not part of a value is NaN. */
  static float[] padded(SplittableRandom random, int offset, int rows, int columns, int stride) {
    float[] values = new float[offset + rows * stride + Matrix.PADDING];
    Arrays.fill(values, Float.NaN);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(random(random, columns), 0, values, offset + r * stride, columns);
    }
    return values;
  }

  static PackedMatrix pack(Kernels kernels, int inputs, int outputs, float[] w) {
    PackedMatrix packed = kernels.newPacked(inputs, outputs);
    packed.load(w, 0, outputs, 1, 0, inputs, 0, outputs);
    return packed;
  }

  static boolean sameBits(float[] a, int aOffset, float[] b, int bOffset, int count) {
    for (int i = 0; i < count; i++) {
      if (Float.floatToRawIntBits(a[aOffset + i]) != Float.floatToRawIntBits(b[bOffset + i])) {
        return false;
      }
    }
    return true;
  }
}
