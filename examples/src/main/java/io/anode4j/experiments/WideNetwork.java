package io.anode4j.experiments;

import io.anode4j.gp.ConvolutionalKernel;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Conv2d;
import io.anode4j.nn.ImageWindow;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Sequential;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random convolutional networks of some width beside the kernel that they tend to. */
final class WideNetwork {
  private static final int NETWORKS = 8;

  private WideNetwork() {}

  /**
   * How far the covariance of a random network's last channels is from the kernel.
   *
   * @param images to compare on
   * @param exact the kernel's covariance of them
   * @param width channels of each layer
   * @return root mean square of the differences, over eight networks, over that of the kernel
   */
  static double error(
      ConvolutionalKernel kernel, Matrix images, DoubleMatrix exact, int width, long seed) {
    double squares = 0;
    for (int k = 0; k < NETWORKS; k++) {
      Matrix y = network(kernel, width, seed * NETWORKS + k).apply(images);
      squares += Math.pow(difference(kernel, y, exact), 2);
    }
    return Math.sqrt(squares / NETWORKS);
  }

  private static double difference(ConvolutionalKernel kernel, Matrix y, DoubleMatrix exact) {
    double squares = 0;
    double size = 0;
    for (int i = 0; i < y.rows(); i++) {
      for (int j = 0; j <= i; j++) {
        double mean = 0;
        for (int q = 0; q < y.columns(); q++) {
          mean += (double) y.get(i, q) * y.get(j, q);
        }
        double found = kernel.biasVariance() + kernel.outputVariance() * mean / y.columns();
        squares += Math.pow(found - exact.get(i, j), 2);
        size += Math.pow(exact.get(i, j), 2);
      }
    }
    return Math.sqrt(squares / size);
  }

  private static Network network(ConvolutionalKernel kernel, int width, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    List<Layer> layers = new ArrayList<>();
    List<Conv2d> convolutions = new ArrayList<>();
    int side = kernel.side();
    int channels = kernel.channels();
    for (int l = 0; l < kernel.layers(); l++) {
      ImageWindow window = ImageWindow.same(side, side, kernel.window());
      String name = "layer" + l;
      Conv2d convolution =
          Conv2d.in(layout, name, window, false, channels, width).withBias(layout, name);
      convolutions.add(convolution);
      layers.add(convolution);
      layers.add(Activation.RELU.layer(width * side * side));
      channels = width;
    }
    Parameters weights = new Parameters(layout.build());
    SplittableRandom random = new SplittableRandom(seed);
    for (Conv2d convolution : convolutions) {
      double spread = Math.sqrt(kernel.weightVariance() / convolution.inputChannels());
      int from = convolution.weight().offset();
      draw(weights, from, convolution.weight().size(), spread, random);
      draw(weights, from + convolution.weight().size(), width, bias(kernel), random);
    }
    return new Network(new Sequential(layers), weights);
  }

  private static double bias(ConvolutionalKernel kernel) {
    return Math.sqrt(kernel.biasVariance());
  }

  /** A layer's biases lie behind its weights. */
  private static void draw(
      Parameters weights, int from, int count, double spread, SplittableRandom random) {
    for (int i = from; i < from + count; i++) {
      weights.values()[i] = (float) (spread * random.nextGaussian());
    }
  }
}
