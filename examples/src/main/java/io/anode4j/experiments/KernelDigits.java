package io.anode4j.experiments;

import io.anode4j.gp.ConvolutionalKernel;
import io.anode4j.gp.GaussianProcess;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Workers;

/**
 * Digits told apart by a Gaussian process.
 *
 * @param training images
 * @param test images
 * @param error share of test images that it takes for another digit, in percent
 * @param neighbour the same of the nearest training image
 * @param pairMicros processor time of a pair of images in the kernel
 * @param solveSeconds processor time of the factorisation and the predictions
 */
record KernelDigits(
    int training,
    int test,
    double error,
    double neighbour,
    double pairMicros,
    double solveSeconds) {
  private static final int CLASSES = 10;

  /** Noise that the float32 entries ask for, in units of their mean on the diagonal. */
  private static final double NOISE = 1e-5;

  static KernelDigits of(ConvolutionalKernel kernel, ImageData data) {
    try (Workers workers = new Workers(2, "The kernel")) {
      double begin = seconds();
      DoubleMatrix k = kernel.covariance(data.x(), workers);
      DoubleMatrix cross = kernel.covariance(data.testX(), data.x(), workers);
      double made = seconds();
      double diagonal = 0;
      for (int i = 0; i < k.rows(); i++) {
        diagonal += k.get(i, i) / k.rows();
      }
      DoubleMatrix mean =
          GaussianProcess.fit(k, targets(data.labels()), NOISE * diagonal).mean(cross);
      double solved = seconds();
      int n = data.x().rows();
      int m = data.testX().rows();
      double pairs = n * (n + 1.0) / 2 + (double) m * n;
      return new KernelDigits(
          n,
          m,
          wrong(mean, data.testLabels()),
          neighbour(data),
          (made - begin) / pairs * 1e6,
          solved - made);
    }
  }

  private static double seconds() {
    return Outcome.cpuTime().toNanos() / 1e9;
  }

  /** 0.9 for an image's own class and −0.1 for the others, so that their mean is 0. */
  private static Matrix targets(Matrix labels) {
    Matrix targets = new Matrix(labels.rows(), CLASSES);
    for (int i = 0; i < labels.rows(); i++) {
      for (int c = 0; c < CLASSES; c++) {
        targets.set(i, c, c == labels.get(i, 0) ? 0.9f : -0.1f);
      }
    }
    return targets;
  }

  private static double wrong(DoubleMatrix mean, Matrix labels) {
    int wrong = 0;
    for (int i = 0; i < mean.rows(); i++) {
      int best = 0;
      for (int c = 1; c < CLASSES; c++) {
        best = mean.get(i, c) > mean.get(i, best) ? c : best;
      }
      wrong += best == labels.get(i, 0) ? 0 : 1;
    }
    return 100.0 * wrong / mean.rows();
  }

  private static double neighbour(ImageData data) {
    int wrong = 0;
    for (int i = 0; i < data.testX().rows(); i++) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int j = 0; j < data.x().rows(); j++) {
        double distance = distance(data.testX(), i, data.x(), j);
        if (distance < least) {
          least = distance;
          best = j;
        }
      }
      wrong += data.labels().get(best, 0) == data.testLabels().get(i, 0) ? 0 : 1;
    }
    return 100.0 * wrong / data.testX().rows();
  }

  private static double distance(Matrix a, int i, Matrix b, int j) {
    double sum = 0;
    for (int p = 0; p < a.columns(); p++) {
      double e = a.get(i, p) - b.get(j, p);
      sum += e * e;
    }
    return sum;
  }
}
