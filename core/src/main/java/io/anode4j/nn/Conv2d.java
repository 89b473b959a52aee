package io.anode4j.nn;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of images with a square kernel. A row is an image, channel after channel, each in
 * rows of pixels. Where asked, the time is one more input channel, as in the authors' code of
 * neural ODEs and augmented neural ODEs.
 *
 * <p>Computed as a matrix product over patches, some pixels of one image at a time, with patches
 * formed again in the reverse pass: memory does not grow with the batch.
 *
 * @param window images and kernel
 * @param timed whether the time is one more channel, after the others
 * @param weight place of the kernels, {@code [output channels × (input channels · side²)]}, in the
 *     order of PyTorch
 * @param bias place of one value an output channel, {@code [1 × output channels]}; null for none
 */
public record Conv2d(
    ImageWindow window, boolean timed, ParameterSlot weight, @Nullable ParameterSlot bias)
    implements Layer {
  /** Checks that the kernels have the window's side. */
  public Conv2d {
    int channels = weight.columns() / window.taps() - (timed ? 1 : 0);
    if (weight.columns() % window.taps() != 0
        || channels < 1
        || (bias != null && bias.size() != weight.rows())) {
      throw new IllegalArgumentException(
          String.format(
              "Kernels %s and bias %s for a window of side %d; expected a multiple of its %d places"
                  + " as columns, for at least one channel%s, and as many biases as rows",
              weight, bias, window.side(), window.taps(), timed ? " beside the time" : ""));
    }
  }

  /**
   * Reserves the arrays of a convolution that keeps the size of images, with a bias.
   *
   * @param layout layout being built
   * @param name prefix; {@code .weight} and {@code .bias} are appended
   * @param height rows of pixels
   * @param width pixels a row
   * @param kernel side of the kernel, odd
   * @param timed whether the time is one more channel
   * @param from input channels, without the time
   * @param to output channels
   * @return the layer
   */
  public static Conv2d in(
      ParameterLayout.Builder layout,
      String name,
      int height,
      int width,
      int kernel,
      boolean timed,
      int from,
      int to) {
    Conv2d bare = in(layout, name, ImageWindow.same(height, width, kernel), timed, from, to);
    return bare.withBias(layout, name);
  }

  /**
   * Reserves the arrays of a convolution without bias.
   *
   * @param layout layout being built
   * @param name prefix; {@code .weight} is appended
   * @param window images and kernel
   * @param timed whether the time is one more channel
   * @param from input channels, without the time
   * @param to output channels
   * @return the layer
   */
  public static Conv2d in(
      ParameterLayout.Builder layout,
      String name,
      ImageWindow window,
      boolean timed,
      int from,
      int to) {
    int patch = (from + (timed ? 1 : 0)) * window.taps();
    return new Conv2d(window, timed, layout.add(name + ".weight", to, patch), null);
  }

  /**
   * This convolution with a bias.
   *
   * @param layout the layout in which it was made
   * @param name prefix; {@code .bias} is appended
   * @return the layer
   */
  public Conv2d withBias(ParameterLayout.Builder layout, String name) {
    return new Conv2d(window, timed, weight, layout.add(name + ".bias", 1, weight.rows()));
  }

  /** Input channels, without the time. */
  public int inputChannels() {
    return weight.columns() / window.taps() - (timed ? 1 : 0);
  }

  /** Output channels. */
  public int outputChannels() {
    return weight.rows();
  }

  @Override
  public int inputs() {
    return inputChannels() * window.pixels();
  }

  @Override
  public int outputs() {
    return outputChannels() * window.outputPixels();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new Conv2dEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    Initializer uniform = Initializer.fanInUniform(weight.columns());
    uniform.initialize(parameters, weight, random);
    if (bias != null) {
      uniform.initialize(parameters, bias, random);
    }
  }
}
