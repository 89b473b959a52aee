package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Moves each image by a few pixels at random, zeros coming in: the crop of a padded image that
 * image networks are trained with. Only between {@link LayerEvaluator#resample} and {@link
 * LayerEvaluator#settle}; otherwise images stay where they are.
 *
 * @param channels channels of an image, one after the other
 * @param height rows of pixels
 * @param width pixels a row
 * @param most largest move, up, down, left and right; 4 for MNIST as for CIFAR-10
 */
public record RandomShift(int channels, int height, int width, int most) implements Layer {
  /** Checks the sizes. */
  public RandomShift {
    if (channels < 1 || height < 1 || width < 1 || most < 0 || most >= Math.min(height, width)) {
      throw new IllegalArgumentException(
          String.format(
              "Images of %d channels of %d × %d pixels moved by up to %d; expected at least one"
                  + " channel and pixel, and a move from 0 to below height and width",
              channels, height, width, most));
    }
  }

  @Override
  public int inputs() {
    return channels * height * width;
  }

  @Override
  public int outputs() {
    return inputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new Evaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {}

  private static final class Evaluator implements LinearEvaluator {
    private final RandomShift layer;
    private boolean moving;
    private long seed;

    Evaluator(RandomShift layer) {
      this.layer = layer;
    }

    @Override
    public void resample(RandomGenerator random) {
      seed = random.nextLong();
      moving = true;
    }

    @Override
    public void settle() {
      moving = false;
    }

    /** Moves rows by what was drawn for them, or by its opposite. */
    private void move(int rows, int own, Matrix x, Matrix y, int sign) {
      y.clearRows(rows);
      for (int r = 0; r < rows; r++) {
        SplittableRandom random = new SplittableRandom(seed + r % own);
        int range = moving ? 2 * layer.most + 1 : 1;
        int most = moving ? layer.most : 0;
        int down = sign * (random.nextInt(range) - most);
        int right = sign * (random.nextInt(range) - most);
        move(x.data(), r * x.stride(), y.data(), r * y.stride(), down, right);
      }
    }

    private void move(float[] x, int from, float[] y, int to, int down, int right) {
      int count = layer.width - Math.abs(right);
      for (int row = 0; row < layer.channels * layer.height; row++) {
        int i = row % layer.height - down;
        if (i >= 0 && i < layer.height) {
          int source = from + (row - down) * layer.width + Math.max(0, -right);
          System.arraycopy(x, source, y, to + row * layer.width + Math.max(0, right), count);
        }
      }
    }

    @Override
    public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
      move(rows, rows, x, y, 1);
    }

    @Override
    public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
      move(rows, rows, dy, dx, -1);
    }

    @Override
    public void forwardTangent(
        int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
      move(rows, rows, x, y, 1);
      move(directions * rows, rows, u, v, 1);
    }

    @Override
    public void backwardTangent(
        int rows,
        int directions,
        int tape,
        double[] t,
        Matrix x,
        Matrix u,
        Matrix dy,
        Matrix dv,
        Matrix dx,
        Matrix du) {
      move(rows, rows, dy, dx, -1);
      move(directions * rows, rows, dv, du, -1);
    }
  }
}
