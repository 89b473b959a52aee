package io.anode4j.nn;

/**
 * A square window that moves over images in steps: what a convolution or a pooling looks at. Around
 * the images lie as many zeros as the padding says.
 *
 * @param height rows of pixels of an image
 * @param width pixels a row
 * @param side rows and columns of the window, even or odd
 * @param stride pixels between two places of the window
 * @param padding zeros on each side of an image, fewer than {@code side}
 */
public record ImageWindow(int height, int width, int side, int stride, int padding) {
  /** Checks that the window has a place. */
  public ImageWindow {
    if (height < 1
        || width < 1
        || side < 1
        || stride < 1
        || padding < 0
        || padding >= side
        || side > Math.min(height, width) + 2 * padding) {
      throw new IllegalArgumentException(
          String.format(
              "A window of side %d, stride %d and padding %d over images of %d × %d pixels; expected"
                  + " a side, a stride and pixels of at least 1, a padding below the side, and a"
                  + " side of at most the padded image's",
              side, stride, padding, height, width));
    }
  }

  /**
   * A window that gives as many pixels as it gets: stride 1, and a padding of half the side.
   *
   * @param height rows of pixels
   * @param width pixels a row
   * @param side side of the window, odd
   * @return the window
   */
  public static ImageWindow same(int height, int width, int side) {
    if (side % 2 == 0) {
      throw new IllegalArgumentException(
          String.format(
              "A window of side %d that keeps the size of images; expected an odd side, or a padding"
                  + " and a stride of your own: new ImageWindow(height, width, side, stride, padding)",
              side));
    }
    return new ImageWindow(height, width, side, 1, side / 2);
  }

  /** Pixels of an image. */
  public int pixels() {
    return height * width;
  }

  /** Rows of pixels that come out. */
  public int outputHeight() {
    return (height + 2 * padding - side) / stride + 1;
  }

  /** Pixels a row that come out. */
  public int outputWidth() {
    return (width + 2 * padding - side) / stride + 1;
  }

  /** Pixels that come out. */
  public int outputPixels() {
    return outputHeight() * outputWidth();
  }

  /** Places in the window. */
  int taps() {
    return side * side;
  }

  /**
   * Whether a place of the window over an output pixel lies on the image and not on its padding.
   */
  boolean inside(int outputPixel, int tap) {
    int i = outputPixel / outputWidth() * stride + tap / side - padding;
    int j = outputPixel % outputWidth() * stride + tap % side - padding;
    return i >= 0 && i < height && j >= 0 && j < width;
  }
}
