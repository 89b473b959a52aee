package io.anode4j.gp;

import java.util.Arrays;

/**
 * One thread's workspace for the covariance of two images at each pixel, layer after layer. Images
 * lie in rows with their padding, so that sums over windows are sums of shifted arrays.
 */
final class CovarianceMap {
  private final ConvolutionalKernel kernel;
  private final int width;
  private final int radius;

  /** Padded above and below, too, and a row more for what sums read beyond the end. */
  private final float[] padded;

  /** Sums of 1, 2, 4, … shifted arrays. */
  private final float[] powers;

  /** Sums over the window's columns. */
  private final float[] across;

  /** Sums over the whole window: rows of images, padded at the sides alone. */
  private final float[] sums;

  CovarianceMap(ConvolutionalKernel kernel) {
    this.kernel = kernel;
    radius = kernel.window() / 2;
    width = kernel.side() + 2 * radius;
    padded = new float[(width + 1) * width];
    powers = new float[padded.length];
    across = new float[width * width];
    sums = new float[kernel.side() * width];
  }

  private int place(int pixel) {
    return pixel / kernel.side() * width + pixel % kernel.side();
  }

  /** Mean over channels of the product of two images, at each pixel. */
  private void begin(float[] x, float[] z) {
    int pixels = kernel.pixels();
    Arrays.fill(padded, 0);
    for (int q = 0; q < pixels; q++) {
      float sum = 0;
      for (int c = 0; c < kernel.channels(); c++) {
        sum += x[c * pixels + q] * z[c * pixels + q];
      }
      padded[place(q) + radius * width + radius] = sum / kernel.channels();
    }
  }

  /** What a convolution of random weights makes of the covariances at its inputs. */
  private void convolve() {
    window(padded, 1, across.length, across);
    window(across, width, sums.length, sums);
    float weight = (float) kernel.weightVariance();
    float bias = (float) kernel.biasVariance();
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i] * weight + bias;
    }
  }

  /** {@code to[i] = Σ from[i + d·step]} over the window, by sums of 1, 2, 4, … terms. */
  private void window(float[] from, int step, int count, float[] to) {
    int left = count + (kernel.window() - 1) * step;
    System.arraycopy(from, 0, powers, 0, left);
    System.arraycopy(from, 0, to, 0, count); // The window is odd.
    int summed = 1;
    for (int terms = 2; terms <= kernel.window(); terms *= 2) {
      left -= terms / 2 * step;
      add(left, powers, terms / 2 * step, powers);
      if ((kernel.window() & terms) != 0) {
        add(count, powers, summed * step, to);
        summed += terms;
      }
    }
  }

  private static void add(int count, float[] from, int at, float[] to) {
    for (int i = 0; i < count; i++) {
      to[i] += from[at + i];
    }
  }

  /** Puts what is in {@link #sums} back in the middle of the padding. */
  private void back() {
    for (int i = 0; i < kernel.side(); i++) {
      int to = (i + radius) * width + radius;
      System.arraycopy(sums, i * width, padded, to, kernel.side());
    }
  }

  /**
   * Standard deviations of an image before each ReLU, one layer after the other, 0 beside it.
   *
   * @param x channel after channel
   * @return {@code [layers][values of an image with its padding at the sides]}
   */
  float[][] deviations(float[] x) {
    float[][] all = new float[kernel.layers()][sums.length];
    begin(x, x);
    for (int l = 0; l < kernel.layers(); l++) {
      convolve();
      for (int q = 0; q < kernel.pixels(); q++) {
        all[l][place(q)] = (float) Math.sqrt(sums[place(q)]);
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= 2; // E[relu(a)²] of a centred a
      }
      back();
    }
    return all;
  }

  /** The covariance of the outputs of two images whose deviations are known. */
  double covariance(float[] x, float[] z, float[][] s, float[][] t) {
    begin(x, z);
    for (int l = 0; l < kernel.layers(); l++) {
      convolve();
      ArcCosine.apply(sums.length, sums, s[l], t[l]);
      back();
    }
    double sum = 0;
    for (int q = 0; q < kernel.pixels(); q++) {
      sum += sums[place(q)];
    }
    if (!Double.isFinite(sum)) {
      throw new ArithmeticException(
          "The covariance of two images is beyond float32; expected finite values: scale images to"
              + " size 1, and take smaller variances of weights");
    }
    return kernel.biasVariance() + kernel.outputVariance() * sum / kernel.pixels();
  }
}
