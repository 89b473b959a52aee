package io.anode4j.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Conv2d;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Sequential;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Workers;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConvolutionalKernelTest {
  private static DoubleMatrix covariance(ConvolutionalKernel kernel, Matrix x) {
    try (Workers workers = new Workers(2, "A test")) {
      return kernel.covariance(x, workers);
    }
  }

  /** The recursion written out over pixels and places, in double precision with Math.acos. */
  private static double plain(ConvolutionalKernel k, double[] x, double[] z) {
    int side = k.side();
    int pixels = side * side;
    double[][] v = new double[3][pixels]; // xz, xx, zz
    for (int q = 0; q < pixels; q++) {
      for (int c = 0; c < k.channels(); c++) {
        double a = x[c * pixels + q];
        double b = z[c * pixels + q];
        v[0][q] += a * b / k.channels();
        v[1][q] += a * a / k.channels();
        v[2][q] += b * b / k.channels();
      }
    }
    for (int l = 0; l < k.layers(); l++) {
      double[][] next = new double[3][pixels];
      for (int q = 0; q < pixels; q++) {
        double[] sum = new double[3];
        int r = k.window() / 2;
        for (int a = -r; a <= r; a++) {
          for (int b = -r; b <= r; b++) {
            int i = q / side + a;
            int j = q % side + b;
            for (int m = 0; m < 3 && i >= 0 && i < side && j >= 0 && j < side; m++) {
              sum[m] += v[m][i * side + j];
            }
          }
        }
        for (int m = 0; m < 3; m++) {
          sum[m] = k.biasVariance() + k.weightVariance() * sum[m];
        }
        double scale = Math.sqrt(sum[1] * sum[2]);
        double cosine = Math.max(-1, Math.min(1, sum[0] / scale));
        double angle = Math.acos(cosine);
        next[0][q] = scale * (Math.sin(angle) + (Math.PI - angle) * cosine) / (2 * Math.PI);
        next[1][q] = sum[1] / 2;
        next[2][q] = sum[2] / 2;
      }
      v = next;
    }
    double mean = 0;
    for (double value : v[0]) {
      mean += value / pixels;
    }
    return k.biasVariance() + k.outputVariance() * mean;
  }

  /** Float32 along a few layers: 1e-6 an operation, seen up to 2e-6. */
  @Test
  void followsTheRecursion() {
    for (ConvolutionalKernel kernel :
        new ConvolutionalKernel[] {
          new ConvolutionalKernel(1, 5, 3, 3, 0.4, 2, 0.1),
          new ConvolutionalKernel(2, 7, 2, 5, 0.1, 1, 0),
          new ConvolutionalKernel(1, 4, 1, 1, 2, 2, 0.3),
          ConvolutionalKernel.published(9)
        }) {
      int columns = kernel.channels() * kernel.side() * kernel.side();
      Matrix x = Doubles.randomMatrix(new SplittableRandom(1), 6, columns);
      DoubleMatrix k = covariance(kernel, x);
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 6; j++) {
          double expected = plain(kernel, Doubles.row(x, i), Doubles.row(x, j));
          double scale =
              Math.sqrt(
                  plain(kernel, Doubles.row(x, i), Doubles.row(x, i))
                      * plain(kernel, Doubles.row(x, j), Doubles.row(x, j)));
          assertEquals(expected, k.get(i, j), 5e-6 * scale);
        }
      }
    }
  }

  /** Among angles from 0 to π against Math.acos; deviations of 0 give 0. */
  @Test
  void rectifiedGaussiansVaryTogether() {
    int n = 1001;
    float[] k = new float[n];
    float[] s = new float[n];
    float[] t = new float[n];
    for (int i = 0; i < n; i++) {
      s[i] = i == 500 ? 0 : 2;
      t[i] = 3;
      k[i] = i == 500 ? 0 : (float) (6 * Math.cos(Math.PI * i / 1000));
    }
    ArcCosine.apply(n, k, s, t);
    for (int i = 0; i < n; i++) {
      double angle = Math.PI * i / 1000;
      double share = (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle)) / (2 * Math.PI);
      assertEquals(i == 500 ? 0 : 6 * share, k[i], 2e-6);
    }
  }

  /** 4,000 random channels: the mean of their products errs by some 1/√4000 = 1.6 %. */
  @Test
  void wideRandomNetworksHaveIt() {
    ConvolutionalKernel kernel = new ConvolutionalKernel(1, 4, 1, 3, 0.3, 1, 0.2);
    Matrix x = Doubles.randomMatrix(new SplittableRandom(2), 3, 16);
    ParameterLayout.Builder layout = ParameterLayout.builder();
    int width = 4000;
    Conv2d conv = Conv2d.in(layout, "c", 4, 4, 3, false, 1, width);
    Parameters p = new Parameters(layout.build());
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < conv.weight().size(); i++) {
      p.values()[conv.weight().offset() + i] = (float) (Math.sqrt(0.3) * random.nextGaussian());
    }
    for (int i = 0; i < width; i++) {
      int at = 9 * width + i;
      p.values()[at] = (float) (Math.sqrt(0.2) * random.nextGaussian());
    }
    Matrix y = new Network(Sequential.of(conv, Activation.RELU.layer(16 * width)), p).apply(x);
    DoubleMatrix k = covariance(kernel, x);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double mean = Doubles.dot(Doubles.row(y, i), Doubles.row(y, j)) / y.columns();
        assertEquals(k.get(i, j), 0.2 + mean, 0.05 * k.get(i, i));
      }
    }
  }

  /** One observation by hand; many by A·(A⁻¹b) = b; without noise it goes through its targets. */
  @Test
  void regressionIsTheClosedForm() {
    GaussianProcess one =
        GaussianProcess.fit(DoubleMatrix.of(new double[] {2}), Matrix.of(new float[][] {{3}}), 0.5);
    assertEquals(1.0 / 2.5 * 3, one.mean(DoubleMatrix.of(new double[] {1})).get(0, 0), 1e-12);
    assertEquals(
        -0.5 * (9 / 2.5 + Math.log(2.5) + Math.log(2 * Math.PI)), one.logEvidence(), 1e-12);
    SplittableRandom random = new SplittableRandom(4);
    int n = 75;
    DoubleMatrix a = new DoubleMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a.set(i, j, Math.exp(-Math.abs(i - j) / 10.0));
      }
    }
    Matrix targets = Doubles.randomMatrix(random, n, 2);
    DoubleMatrix copy = new DoubleMatrix(n, n);
    for (int i = 0; i < n; i++) {
      copy.copyRow(i, a, i);
    }
    DoubleMatrix mean = GaussianProcess.fit(copy, targets, 0).mean(a);
    for (int i = 0; i < n; i++) {
      assertEquals(targets.get(i, 0), mean.get(i, 0), 1e-9);
      assertEquals(targets.get(i, 1), mean.get(i, 1), 1e-9);
    }
  }

  @Test
  void refusesWhatIsNone() {
    assertThrows(
        IllegalArgumentException.class, () -> new ConvolutionalKernel(1, 5, 1, 4, 1, 1, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new ConvolutionalKernel(1, 5, 1, 3, 0, 1, 0));
    ConvolutionalKernel kernel = new ConvolutionalKernel(1, 5, 1, 3, 1, 1, 0);
    assertThrows(IllegalArgumentException.class, () -> covariance(kernel, new Matrix(2, 24)));
    Matrix huge = new Matrix(1, 25);
    huge.set(0, 3, 1e30f);
    assertThrows(ArithmeticException.class, () -> covariance(kernel, huge));
    DoubleMatrix twice = DoubleMatrix.of(new double[] {1, 1}, new double[] {1, 1});
    ArithmeticException e =
        assertThrows(
            ArithmeticException.class, () -> GaussianProcess.fit(twice, new Matrix(2, 1), 0));
    assertTrue(String.valueOf(e.getMessage()).contains("add more noise"));
  }
}
