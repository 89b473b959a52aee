package io.anode4j.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Element-wise kernels against the formulas of their contract in double precision. */
class ElementwiseKernelTest {
  private static final int[] WIDTHS = {16, 32, 48, 64, 112};

  /** Error of tanh (5e-7 is the promise) and a few roundings of values below 4. */
  private static final double TOLERANCE = 2e-6;

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void tanhIsAccurateOverTheWholeLine(Kernels kernels) {
    int count = 1 << 16;
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = -12f + 24f * i / count;
    }
    float[] y = x.clone();
    kernels.tanh(y, 0, count);
    double worst = 0;
    for (int i = 0; i < count; i++) {
      worst = Math.max(worst, Math.abs(y[i] - Math.tanh(x[i])));
      assertTrue(Math.abs(y[i]) <= 1, "tanh never leaves [−1, 1]");
    }
    assertTrue(worst <= 5e-7, "worst error " + worst);
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void tanhIsRelativelyAccurateNearZero(Kernels kernels) {
    float[] x = new float[16 * 40];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) ((i % 2 == 0 ? 1 : -1) * Math.pow(10, -0.07 * i));
    }
    float[] y = x.clone();
    kernels.tanh(y, 0, y.length);
    for (int i = 0; i < x.length; i++) {
      double exact = Math.tanh(x[i]);
      // 45 decades down, where float32 itself has few digits left, one ulp is all there is.
      assertEquals(exact, y[i], 5e-7 * Math.abs(exact) + Float.MIN_VALUE, "x = " + x[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void tanhOfSpecialValues(Kernels kernels) {
    float inf = Float.POSITIVE_INFINITY;
    float[] x = {
      0f, -0f, 1e-30f, -1e-30f, inf, -inf, Float.NaN, 20f, -20f, 9f, -9f, 1e38f, -1e38f, 0, 0, 0
    };
    kernels.tanh(x, 0, 16);
    float[] expected = {0f, -0f, 1e-30f, -1e-30f, 1, -1, Float.NaN, 1, -1, 1, -1, 1, -1, 0, 0, 0};
    assertArrayEquals(expected, x, 5e-7f);
    assertEquals(1e-30f, x[2], 1e-36f);
    assertEquals(-1e-30f, x[3], 1e-36f);
    assertEquals(0, Float.floatToRawIntBits(x[0]));
    assertEquals(Float.floatToRawIntBits(-0f), Float.floatToRawIntBits(x[1]), "−0 keeps its sign");
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void tanhTouchesOnlyItsRange(Kernels kernels) {
    float[] x = Naive.random(new SplittableRandom(1), 80);
    float[] before = x.clone();
    kernels.tanh(x, 16, 48);
    assertTrue(Naive.sameBits(before, 0, x, 0, 16));
    assertTrue(Naive.sameBits(before, 64, x, 64, 16));
    kernels.tanh(x, 16, 0);
    for (int i = 16; i < 64; i++) {
      assertEquals(Math.tanh(before[i]), x[i], 5e-7);
    }
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void tanhGradientMultipliesByTheDerivative(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(2);
    for (int count : new int[] {0, 16, 48, 112}) {
      float[] y = Naive.random(random, 32 + count + 16);
      float[] dy = Naive.random(random, 16 + count + 16);
      float[] before = dy.clone();
      kernels.tanhGradient(y, 32, dy, 16, count);
      for (int i = 0; i < count; i++) {
        double v = y[32 + i];
        assertEquals(before[16 + i] * (1 - v * v), dy[16 + i], 4 * Naive.ROUNDING);
      }
      assertTrue(Naive.sameBits(before, 0, dy, 0, 16));
      assertTrue(Naive.sameBits(before, 16 + count, dy, 16 + count, 16));
    }
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void combinesAnyNumberOfStages(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(3);
    for (int rows : Naive.ROWS) {
      for (int count = 0; count <= 8; count++) {
        for (int stride : WIDTHS) {
          checkCombine(kernels, random, rows, stride, count);
        }
      }
    }
  }

  private static void checkCombine(
      Kernels kernels, SplittableRandom random, int rows, int stride, int count) {
    float[] base = Naive.random(random, rows * stride);
    float[][] terms = new float[count][];
    double[] weights = new double[count];
    for (int j = 0; j < count; j++) {
      terms[j] = Naive.random(random, rows * stride);
      weights[j] = random.nextDouble(-2, 2);
    }
    double[] h = new double[rows];
    for (int r = 0; r < rows; r++) {
      h[r] = random.nextDouble(-0.5, 0.5);
    }
    float[] out = new float[rows * stride];
    float[] inPlace = base.clone();
    kernels.combine(rows, stride, base, h, weights, terms, count, out);
    kernels.combine(rows, stride, inPlace, h, weights, terms, count, inPlace);
    for (int i = 0; i < rows * stride; i++) {
      double sum = base[i];
      double size = Math.abs(sum);
      for (int j = 0; j < count; j++) {
        double term = h[i / stride] * weights[j] * terms[j][i];
        sum += term;
        size += Math.abs(term);
      }
      assertEquals(sum, out[i], (count + 2) * Naive.ROUNDING * size);
    }
    assertArrayEquals(out, inPlace, "the base may be the result");
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void hornerEvaluatesAPolynomialInTheta(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(4);
    for (int degree = 1; degree <= 6; degree++) {
      for (int width : WIDTHS) {
        float[] thetas = {0, 0.3f, 0.987f, 1};
        int offset = 2 * width;
        float[] base = Naive.random(random, 4 * width);
        float[][] c = coefficients(random, degree, 4 * width);
        float[] out = new float[6 * width];
        kernels.horner(thetas.length, width, thetas, base, c, degree, offset, out, width);
        for (int i = 0; i < thetas.length * width; i++) {
          double sum = base[offset + i % width];
          for (int p = 0; p < degree; p++) {
            sum += Math.pow(thetas[i / width], p + 1) * c[p][offset + i % width];
          }
          assertEquals(sum, out[width + i], 3 * degree * Naive.ROUNDING * (degree + 1));
        }
        assertTrue(Naive.sameBits(new float[width], 0, out, 0, width));
        assertTrue(Naive.sameBits(new float[width], 0, out, 5 * width, width));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void addPowersIsTheTransposeOfHorner(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(5);
    for (int degree = 1; degree <= 6; degree++) {
      for (int width : WIDTHS) {
        double theta = random.nextDouble();
        float[] cotangent = Naive.random(random, 3 * width);
        float[][] c = coefficients(random, degree, 2 * width);
        float[][] before = Arrays.stream(c).map(float[]::clone).toArray(float[][]::new);
        kernels.addPowers(width, theta, cotangent, 2 * width, c, degree, width);
        for (int p = 0; p < degree; p++) {
          for (int i = 0; i < width; i++) {
            double sum = before[p][width + i] + Math.pow(theta, p + 1) * cotangent[2 * width + i];
            assertEquals(sum, c[p][width + i], 6 * Naive.ROUNDING);
            assertEquals(before[p][i], c[p][i], "other rows stay");
          }
        }
      }
    }
  }

  private static float[][] coefficients(SplittableRandom random, int degree, int length) {
    float[][] c = new float[degree][];
    for (int p = 0; p < degree; p++) {
      c[p] = Naive.random(random, length);
    }
    return c;
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void gruForwardAndBackwardFollowTheirFormulas(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(6);
    for (int rows : Naive.ROWS) {
      for (int stride : WIDTHS) {
        GruRun run = new GruRun(random, rows, stride);
        run.forward(kernels);
        run.checkForward();
        run.backward(kernels, random);
      }
    }
  }

  /** One cell on random numbers; offsets of two rows everywhere where the contract has them. */
  private static final class GruRun {
    final int rows;
    final int s;
    final int offset;
    final float[] gates;
    final float[] input;
    final float[] h;
    final float[] next;
    final float[] newRecurrent;

    GruRun(SplittableRandom random, int rows, int s) {
      this.rows = rows;
      this.s = s;
      offset = 2 * s;
      input = Naive.random(random, 3 * offset + rows * 3 * s);
      gates = input.clone();
      h = Naive.random(random, offset + rows * s);
      next = new float[offset + rows * s];
      newRecurrent = Naive.random(random, offset + rows * s);
    }

    void forward(Kernels kernels) {
      kernels.gruForward(rows, s, gates, 3 * offset, newRecurrent, offset, h, offset, next, offset);
    }

    void checkForward() {
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < s; i++) {
          int g = 3 * offset + row * 3 * s + i;
          int at = offset + row * s + i;
          double r = sigmoid(input[g]);
          double u = sigmoid(input[g + s]);
          double n = Math.tanh(input[g + 2 * s] + r * newRecurrent[at]);
          assertEquals(r, gates[g], TOLERANCE);
          assertEquals(u, gates[g + s], TOLERANCE);
          assertEquals(n, gates[g + 2 * s], TOLERANCE);
          assertEquals((1 - u) * n + u * h[at], next[at], TOLERANCE);
        }
      }
    }

    void backward(Kernels kernels, SplittableRandom random) {
      float[] saved = gates.clone();
      float[] dh = Naive.random(random, rows * s);
      float[] dNext = dh.clone();
      float[] nr = newRecurrent.clone();
      kernels.gruBackward(rows, s, gates, 3 * offset, newRecurrent, offset, h, offset, dh);
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < s; i++) {
          int g = 3 * offset + row * 3 * s + i;
          int at = offset + row * s + i;
          double r = saved[g];
          double u = saved[g + s];
          double n = saved[g + 2 * s];
          double d = dNext[row * s + i];
          double dn = d * (1 - u) * (1 - n * n);
          assertEquals(dn * nr[at] * r * (1 - r), gates[g], TOLERANCE);
          assertEquals(d * (h[at] - n) * u * (1 - u), gates[g + s], TOLERANCE);
          assertEquals(dn, gates[g + 2 * s], TOLERANCE);
          assertEquals(dn * r, newRecurrent[at], TOLERANCE);
          assertEquals(d * u, dh[row * s + i], TOLERANCE);
        }
      }
      assertTrue(Naive.sameBits(input, 0, gates, 0, 3 * offset), "before the first row");
    }

    private static double sigmoid(double x) {
      return 1 / (1 + Math.exp(-x));
    }
  }

  @Test
  void sigmoidSaturates() {
    assertEquals(1f, RationalTanh.sigmoid(40f), 5e-7f);
    assertEquals(0f, RationalTanh.sigmoid(-40f), 5e-7f);
    assertEquals(0.5f, RationalTanh.sigmoid(0f));
    assertTrue(Float.isNaN(RationalTanh.sigmoid(Float.NaN)));
  }
}
