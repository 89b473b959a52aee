package io.anode4j.nn;

import io.anode4j.tensor.Matrix;

/** One thread's workspace for a {@link Conv2d}: the patches of one image. */
final class Conv2dEvaluator implements LayerEvaluator {
  private final Conv2d layer;
  private final DenseEvaluator affine;
  private final int pixels;
  private final int channels;
  private final int outputs;

  /** {@code [pixels × patch]}: channel by channel, then kernel row, then kernel column. */
  private final Matrix patches;

  private final Matrix patchCotangents;

  /** {@code [pixels × output channels]}: an image's outputs, pixel by pixel. */
  private final Matrix image;

  Conv2dEvaluator(Conv2d layer) {
    this.layer = layer;
    affine = layer.affine().evaluator();
    pixels = layer.pixels();
    channels = layer.inputChannels();
    outputs = layer.affine().outputs();
    patches = new Matrix(pixels, layer.affine().inputs());
    patchCotangents = new Matrix(pixels, layer.affine().inputs());
    image = new Matrix(pixels, outputs);
  }

  @Override
  public void load(Parameters parameters) {
    affine.load(parameters);
  }

  @Override
  public void reserve(int rows, int tapes) {}

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    for (int r = 0; r < rows; r++) {
      gather(x, r, (float) t[r]);
      affine.forward(pixels, patches, image);
      scatter(y, r);
    }
  }

  /** The bias and the channel of the time do not move: a convolution without them. */
  @Override
  public void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    forward(rows, tape, t, x, y);
    for (int r = 0; r < directions * rows; r++) {
      gather(u, r, 0);
      affine.linear(pixels, patches, image);
      scatter(v, r);
    }
  }

  /** Writes an image's outputs, channel after channel. */
  private void scatter(Matrix y, int row) {
    for (int p = 0; p < pixels; p++) {
      for (int c = 0; c < outputs; c++) {
        y.data()[row * y.stride() + c * pixels + p] = image.data()[p * image.stride() + c];
      }
    }
  }

  private void gather(Matrix x, int row, float time) {
    for (int c = 0; c < channels; c++) {
      shift(c, x.data(), row * x.stride() + c * pixels, 0, patches, true);
    }
    if (layer.timed()) {
      shift(channels, x.data(), -1, time, patches, true);
    }
  }

  /**
   * Copies a channel into its columns of the patches, or adds those columns back to it.
   *
   * @param from start of the channel; −1 for a constant one
   */
  private void shift(int channel, float[] x, int from, float constant, Matrix m, boolean out) {
    int side = layer.kernel();
    int reach = side / 2;
    for (int k = 0; k < side * side; k++) {
      int down = k / side - reach;
      int right = k % side - reach;
      int column = channel * side * side + k;
      for (int p = 0; p < pixels; p++) {
        int i = p / layer.width() + down;
        int j = p % layer.width() + right;
        boolean inside = i >= 0 && i < layer.height() && j >= 0 && j < layer.width();
        int at = from + i * layer.width() + j;
        int to = p * m.stride() + column;
        if (out) {
          float value = from < 0 ? constant : inside ? x[at] : 0;
          m.data()[to] = inside ? value : 0;
        } else if (inside) {
          x[at] += m.data()[to];
        }
      }
    }
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    dx.clearRows(rows);
    for (int r = 0; r < rows; r++) {
      gather(x, r, (float) t[r]);
      gatherImage(dy, r);
      affine.addGradient(pixels, patches, image);
      pullBack(dx, r);
    }
  }

  /** A convolution has no second derivative: tangents only add to the weights' gradient. */
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
    backward(rows, tape, t, x, dy, dx);
    du.clearRows(directions * rows);
    for (int r = 0; r < directions * rows; r++) {
      gather(u, r, 0);
      gatherImage(dv, r);
      affine.addWeightGradient(pixels, patches, image);
      pullBack(du, r);
    }
  }

  private void gatherImage(Matrix dy, int row) {
    for (int p = 0; p < pixels; p++) {
      for (int c = 0; c < outputs; c++) {
        image.data()[p * image.stride() + c] = dy.data()[row * dy.stride() + c * pixels + p];
      }
    }
  }

  /** Adds the cotangents of an image's patches to those of its pixels. */
  private void pullBack(Matrix dx, int row) {
    affine.inputCotangent(pixels, image, patchCotangents);
    for (int c = 0; c < channels; c++) {
      shift(c, dx.data(), row * dx.stride() + c * pixels, 0, patchCotangents, false);
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    affine.drainGradient(gradient);
  }
}
