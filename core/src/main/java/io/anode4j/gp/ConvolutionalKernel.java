package io.anode4j.gp;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * The covariance of a deep convolutional network's outputs for two images, in the limit of
 * infinitely many channels and over random weights: with it the network is a Gaussian process
 * (Garriga-Alonso, Rasmussen and Aitchison, "Deep convolutional networks as shallow Gaussian
 * processes", ICLR 2019, section 3 and algorithm 1). Layers are convolutions that keep the size of
 * images, each with a ReLU behind it; a dense layer on all pixels ends the network.
 *
 * @param channels of an image
 * @param side rows of pixels, and pixels a row
 * @param layers convolutions, at least 1
 * @param window side of a convolution's kernels, odd, at most the image's
 * @param weightVariance variance of a weight of a convolution, times its input channels
 * @param outputVariance variance of a weight of the dense layer, times its inputs
 * @param biasVariance variance of every bias
 */
public record ConvolutionalKernel(
    int channels,
    int side,
    int layers,
    int window,
    double weightVariance,
    double outputVariance,
    double biasVariance) {
  /** Checks sizes and variances. */
  public ConvolutionalKernel {
    if (channels < 1 || layers < 1 || window < 1 || window % 2 == 0 || window > side) {
      throw new IllegalArgumentException(
          "A kernel of %d layers with windows of side %d over images of %d channels and side %d; expected at least 1 of each, and an odd window not beyond the image"
              .formatted(layers, window, channels, side));
    }
    if (!(weightVariance > 0 && outputVariance > 0 && biasVariance >= 0)) {
      throw new IllegalArgumentException(
          "Variances of weights %s and %s and of biases %s; expected above 0, and from 0"
              .formatted(weightVariance, outputVariance, biasVariance));
    }
  }

  /**
   * The network of the paper's first row for MNIST, as its code has it: seven layers of 7 × 7, σ_w²
   * = 2.79 and σ_b² = 7.86.
   *
   * @param side of the images
   * @return the kernel, for one channel
   */
  public static ConvolutionalKernel published(int side) {
    return new ConvolutionalKernel(1, side, 7, 7, 2.79, 2.79, 7.86);
  }

  int pixels() {
    return side * side;
  }

  /**
   * Covariances of images with each other.
   *
   * @param x images {@code [n × channels·side²]}, channel after channel
   * @param workers who compute
   * @return {@code [n × n]}, symmetric; entries have float's precision
   * @throws ArithmeticException when one is beyond float's range
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public DoubleMatrix covariance(Matrix x, Workers workers) {
    List<Seen> images = seen(x, workers);
    DoubleMatrix k = new DoubleMatrix(x.rows(), x.rows());
    fill(k, images, images, true, workers);
    for (int i = 0; i < x.rows(); i++) {
      for (int j = i + 1; j < x.rows(); j++) {
        k.set(i, j, k.get(j, i));
      }
    }
    return k;
  }

  /**
   * Covariances of images with others.
   *
   * @param x images {@code [m × channels·side²]}
   * @param z others {@code [n × channels·side²]}
   * @param workers who compute
   * @return {@code [m × n]}
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public DoubleMatrix covariance(Matrix x, Matrix z, Workers workers) {
    DoubleMatrix k = new DoubleMatrix(x.rows(), z.rows());
    fill(k, seen(x, workers), seen(z, workers), false, workers);
    return k;
  }

  /** An image and its deviations. */
  private record Seen(float[] image, float[][] deviations) {}

  private List<Seen> seen(Matrix x, Workers workers) {
    if (x.columns() != channels * pixels()) {
      throw new IllegalArgumentException(
          "Images of %d values; expected %d of %d channels and side %d"
              .formatted(x.columns(), channels * pixels(), channels, side));
    }
    return workers.map(
        x.rows(),
        i -> {
          int from = i * x.stride();
          float[] image = Arrays.copyOfRange(x.data(), from, from + x.columns());
          return new Seen(image, new CovarianceMap(this).deviations(image));
        });
  }

  private void fill(
      DoubleMatrix k, List<Seen> rows, List<Seen> columns, boolean lower, Workers workers) {
    workers.map(
        rows.size(),
        i -> {
          CovarianceMap map = new CovarianceMap(this);
          Seen a = rows.get(i);
          for (int j = 0; j < (lower ? i + 1 : columns.size()); j++) {
            Seen b = columns.get(j);
            k.set(i, j, map.covariance(a.image, b.image, a.deviations, b.deviations));
          }
          return i;
        });
  }
}
