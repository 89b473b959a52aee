package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * Means over the places of a window, channel by channel.
 *
 * @param window images and window, without padding
 * @param channels channels of an image, one after the other
 */
public record AveragePool(ImageWindow window, int channels) implements Layer {
  /** Checks the sizes. */
  public AveragePool {
    if (channels < 1 || window.padding() > 0) {
      throw new IllegalArgumentException(
          String.format(
              "A pooling of %d channels with a padding of %d; expected at least one channel and no"
                  + " padding, whose zeros would count in the means",
              channels, window.padding()));
    }
  }

  /**
   * The mean of each channel of square images: one value a channel, whatever the side.
   *
   * @param channels channels
   * @param side rows of pixels, and pixels a row
   * @return the layer
   */
  public static AveragePool whole(int channels, int side) {
    return new AveragePool(new ImageWindow(side, side, side, 1, 0), channels);
  }

  @Override
  public int inputs() {
    return channels * window.pixels();
  }

  @Override
  public int outputs() {
    return channels * window.outputPixels();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new Evaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {}

  private record Evaluator(AveragePool layer) implements LinearEvaluator {
    @Override
    public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
      ImageWindow w = layer.window;
      for (int r = 0; r < rows; r++) {
        for (int q = 0; q < layer.outputs(); q++) {
          int corner = r * x.stride() + corner(q);
          double sum = 0;
          for (int a = 0; a < w.side(); a++) {
            for (int b = 0; b < w.side(); b++) {
              sum += x.data()[corner + a * w.width() + b];
            }
          }
          y.data()[r * y.stride() + q] = (float) (sum / w.taps());
        }
      }
    }

    /** Where in a row the window of an output begins. */
    private int corner(int output) {
      ImageWindow w = layer.window;
      int channel = output / w.outputPixels();
      int i = output % w.outputPixels() / w.outputWidth() * w.stride();
      int j = output % w.outputPixels() % w.outputWidth() * w.stride();
      return channel * w.pixels() + i * w.width() + j;
    }

    @Override
    public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
      ImageWindow w = layer.window;
      dx.clearRows(rows);
      for (int r = 0; r < rows; r++) {
        for (int q = 0; q < layer.outputs(); q++) {
          float share = dy.data()[r * dy.stride() + q] / w.taps();
          int corner = r * dx.stride() + corner(q);
          for (int a = 0; a < w.side(); a++) {
            for (int b = 0; b < w.side(); b++) {
              dx.data()[corner + a * w.width() + b] += share;
            }
          }
        }
      }
    }
  }
}
