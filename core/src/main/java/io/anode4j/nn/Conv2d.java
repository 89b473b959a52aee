package io.anode4j.nn;

import java.util.random.RandomGenerator;

/**
 * A convolution of images with an odd square kernel, stride 1 and zero padding, so that images keep
 * their size. A row is an image, channel after channel, each in rows of pixels. Where asked, the
 * time is one more input channel, as in the authors' code of neural ODEs and augmented neural ODEs.
 *
 * <p>Computed as a matrix product over patches, one image at a time, with patches formed again in
 * the reverse pass: memory does not grow with the batch.
 *
 * @param height rows of pixels
 * @param width pixels a row
 * @param kernel side of the kernel, odd; 1 and 3 are usual
 * @param timed whether the time is one more channel
 * @param affine weights {@code [output channels × (input channels · kernel²)]} and bias
 */
public record Conv2d(int height, int width, int kernel, boolean timed, Dense affine)
    implements Layer {
  /** Checks the sizes. */
  public Conv2d {
    if (height < 1 || width < 1 || kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException(
          String.format(
              "A convolution of %d × %d pixels with a kernel of side %d; expected at least one pixel"
                  + " and an odd side",
              height, width, kernel));
    }
  }

  /**
   * Reserves the layer's arrays.
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
    int patch = (from + (timed ? 1 : 0)) * kernel * kernel;
    return new Conv2d(height, width, kernel, timed, Dense.in(layout, name, patch, to));
  }

  /** Pixels of an image. */
  public int pixels() {
    return height * width;
  }

  /** Input channels, without the time. */
  public int inputChannels() {
    return affine.inputs() / (kernel * kernel) - (timed ? 1 : 0);
  }

  @Override
  public int inputs() {
    return inputChannels() * pixels();
  }

  @Override
  public int outputs() {
    return affine.outputs() * pixels();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new Conv2dEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    affine.initialize(parameters, random);
  }
}
