package io.anode4j.nn;

import io.anode4j.tensor.Matrix;

/** One thread's workspace for a {@link Conv2d}: the patches of some pixels of one image. */
final class Conv2dEvaluator implements AffineEvaluator {
  /** Values of patches that stay in the second-level cache, their cotangents beside them. */
  private static final int PATCH_VALUES = 1 << 15;

  private static final int FEWEST_PIXELS = 32;

  private final ConvolutionWeights weights;
  private final ImageWindow window;
  private final int outputs;
  private final int channels;
  private final int pixels;

  /** Whether patches are pixels, which need no copy of the image. */
  private final boolean pointwise;

  /** Output pixels at a time. */
  private final int block;

  private final ImagePatches input;
  private final ImagePatches inputCotangent;
  private final Matrix patches;
  private final Matrix patchCotangents;

  /** {@code [block × output channels]}: outputs, pixel by pixel. */
  private final Matrix image;

  Conv2dEvaluator(Conv2d layer) {
    weights = new ConvolutionWeights(layer);
    window = layer.window();
    channels = layer.inputChannels();
    outputs = layer.outputChannels();
    pixels = window.outputPixels();
    pointwise = window.side() == 1 && window.stride() == 1;
    int patch = channels * window.taps();
    block = Math.min(pixels, Math.max(FEWEST_PIXELS, PATCH_VALUES / patch / 8 * 8));
    input = new ImagePatches(window, channels);
    inputCotangent = new ImagePatches(window, channels);
    patches = new Matrix(block, patch);
    patchCotangents = new Matrix(block, patch);
    image = new Matrix(block, outputs);
  }

  @Override
  public void load(Parameters parameters) {
    weights.load(parameters);
  }

  @Override
  public void reserve(int rows, int tapes) {}

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    for (int r = 0; r < rows; r++) {
      take(x, r);
      for (int p = 0; p < pixels; p += block) {
        int count = Math.min(block, pixels - p);
        copyPatches(x, r, p, count);
        weights.affine().forward(count, patches, image);
        weights.addTime(t[r], image, p, count);
        write(y, r, p, count);
      }
    }
  }

  /** The bias and the channel of the time do not move: a convolution without them. */
  @Override
  public void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    forward(rows, tape, t, x, y);
    linear(directions * rows, u, v);
  }

  @Override
  public void linear(int rows, Matrix x, Matrix y) {
    for (int r = 0; r < rows; r++) {
      take(x, r);
      for (int p = 0; p < pixels; p += block) {
        int count = Math.min(block, pixels - p);
        copyPatches(x, r, p, count);
        weights.affine().linear(count, patches, image);
        write(y, r, p, count);
      }
    }
  }

  @Override
  public void transposed(int rows, Matrix v, Matrix u) {
    for (int r = 0; r < rows; r++) {
      inputCotangent.clear();
      for (int p = 0; p < pixels; p += block) {
        int count = Math.min(block, pixels - p);
        read(v, r, p, count);
        pullBack(u, r, p, count);
      }
      give(u, r);
    }
  }

  @Override
  public void addWeightGradient(int rows, Matrix x, Matrix v) {
    for (int r = 0; r < rows; r++) {
      take(x, r);
      for (int p = 0; p < pixels; p += block) {
        int count = Math.min(block, pixels - p);
        copyPatches(x, r, p, count);
        read(v, r, p, count);
        weights.affine().addWeightGradient(count, patches, image);
      }
    }
  }

  /** Writes some pixels of an image's outputs, channel after channel. */
  private void write(Matrix y, int row, int first, int count) {
    int to = row * y.stride() + first;
    ImagePatches.turnBack(count, outputs, image.data(), 0, image.stride(), y.data(), to, pixels);
  }

  /** Reads what {@link #write} writes. */
  private void read(Matrix y, int row, int first, int count) {
    int from = row * y.stride() + first;
    ImagePatches.turn(count, outputs, y.data(), from, pixels, image.data(), 0, image.stride());
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    for (int r = 0; r < rows; r++) {
      take(x, r);
      for (int p = 0; p < pixels; p += block) {
        int count = Math.min(block, pixels - p);
        copyPatches(x, r, p, count);
        read(dy, r, p, count);
        weights.affine().addGradient(count, patches, image);
        weights.addTimeGradient(t[r], image, p, count);
        pullBack(dx, r, p, count);
      }
      give(dx, r);
    }
  }

  /** Takes an image over, and forgets the cotangent of the last one. */
  private void take(Matrix x, int row) {
    if (!pointwise) {
      input.take(x.data(), row * x.stride());
      inputCotangent.clear();
    }
  }

  private void copyPatches(Matrix x, int row, int first, int count) {
    if (pointwise) {
      int from = row * x.stride() + first;
      float[] to = patches.data();
      ImagePatches.turn(count, channels, x.data(), from, pixels, to, 0, patches.stride());
    } else {
      input.copyTo(patches, first, count);
    }
  }

  private void pullBack(Matrix dx, int row, int first, int count) {
    weights.affine().inputCotangent(count, image, patchCotangents);
    if (pointwise) {
      int to = row * dx.stride() + first;
      float[] from = patchCotangents.data();
      int stride = patchCotangents.stride();
      ImagePatches.turnBack(count, channels, from, 0, stride, dx.data(), to, pixels);
    } else {
      inputCotangent.add(patchCotangents, first, count);
    }
  }

  /** Gives the cotangent of an image, which is there already where patches are pixels. */
  private void give(Matrix dx, int row) {
    if (!pointwise) {
      inputCotangent.give(dx.data(), row * dx.stride());
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
    for (int r = 0; r < directions * rows; r++) {
      take(u, r);
      for (int p = 0; p < pixels; p += block) {
        int count = Math.min(block, pixels - p);
        copyPatches(u, r, p, count);
        read(dv, r, p, count);
        weights.affine().addWeightGradient(count, patches, image);
        pullBack(du, r, p, count);
      }
      give(du, r);
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    weights.drainGradient(gradient);
  }
}
