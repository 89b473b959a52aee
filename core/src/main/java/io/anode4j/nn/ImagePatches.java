package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/**
 * One image with its padding, pixel after pixel with the channels inside, so that what a window
 * sees of an image's row lies in one piece: patches are copied row by row, not value by value.
 */
final class ImagePatches {
  /** Pixels turned at a time: with 64 channels they fill a third of the first-level cache. */
  private static final int CACHED = 64;

  private final ImageWindow window;
  private final int channels;

  /** Values of a padded row of pixels. */
  private final int paddedRow;

  private final float[] padded;

  ImagePatches(ImageWindow window, int channels) {
    this.window = window;
    this.channels = channels;
    paddedRow = (window.width() + 2 * window.padding()) * channels;
    padded = new float[(window.height() + 2 * window.padding()) * paddedRow];
  }

  private int pixelRow(int row) {
    return (row + window.padding()) * paddedRow + window.padding() * channels;
  }

  /** Takes an image, channel after channel. */
  void take(float[] x, int from) {
    for (int i = 0; i < window.height(); i++) {
      int start = from + i * window.width();
      turn(window.width(), channels, x, start, window.pixels(), padded, pixelRow(i), channels);
    }
  }

  /** Gives the image back, channel after channel. */
  void give(float[] x, int to) {
    for (int i = 0; i < window.height(); i++) {
      int start = to + i * window.width();
      turnBack(window.width(), channels, padded, pixelRow(i), channels, x, start, window.pixels());
    }
  }

  void clear() {
    Arrays.fill(padded, 0f);
  }

  /** Start of the window's first row over an output pixel. */
  private int corner(int pixel) {
    int i = pixel / window.outputWidth();
    int j = pixel % window.outputWidth();
    return i * window.stride() * paddedRow + j * window.stride() * channels;
  }

  /** Writes what the window sees at some output pixels: kernel row, kernel column, channel. */
  void copyTo(Matrix patches, int first, int count) {
    int piece = window.side() * channels;
    for (int p = 0; p < count; p++) {
      int from = corner(first + p);
      int to = p * patches.stride();
      for (int a = 0; a < window.side(); a++) {
        System.arraycopy(padded, from + a * paddedRow, patches.data(), to + a * piece, piece);
      }
    }
  }

  /** Adds patches to the pixels that they were copied from. */
  void add(Matrix patches, int first, int count) {
    int piece = window.side() * channels;
    for (int p = 0; p < count; p++) {
      int to = corner(first + p);
      int from = p * patches.stride();
      for (int a = 0; a < window.side(); a++) {
        add(patches.data(), from + a * piece, padded, to + a * paddedRow, piece);
      }
    }
  }

  private static void add(float[] x, int from, float[] y, int to, int count) {
    for (int i = 0; i < count; i++) {
      y[to + i] += x[from + i];
    }
  }

  /** {@code y[to + j·stride + c] = x[from + c·step + j]}, some pixels after the other. */
  static void turn(
      int count, int channels, float[] x, int from, int step, float[] y, int to, int stride) {
    for (int j = 0; j < count; j += CACHED) {
      int some = Math.min(CACHED, count - j);
      turnSome(some, channels, x, from + j, step, y, to + j * stride, stride);
    }
  }

  /** Four channels at a time. */
  private static void turnSome(
      int count, int channels, float[] x, int from, int step, float[] y, int to, int stride) {
    int c = 0;
    for (; c + 4 <= channels; c += 4) {
      int a = from + c * step;
      for (int j = 0, q = to + c; j < count; j++, q += stride) {
        y[q] = x[a + j];
        y[q + 1] = x[a + step + j];
        y[q + 2] = x[a + 2 * step + j];
        y[q + 3] = x[a + 3 * step + j];
      }
    }
    for (; c < channels; c++) {
      int a = from + c * step;
      for (int j = 0, q = to + c; j < count; j++, q += stride) {
        y[q] = x[a + j];
      }
    }
  }

  /** {@code y[to + c·step + j] = x[from + j·stride + c]}, some pixels after the other. */
  static void turnBack(
      int count, int channels, float[] x, int from, int stride, float[] y, int to, int step) {
    for (int j = 0; j < count; j += CACHED) {
      int some = Math.min(CACHED, count - j);
      turnSomeBack(some, channels, x, from + j * stride, stride, y, to + j, step);
    }
  }

  /** Four channels at a time. */
  private static void turnSomeBack(
      int count, int channels, float[] x, int from, int stride, float[] y, int to, int step) {
    int c = 0;
    for (; c + 4 <= channels; c += 4) {
      int a = to + c * step;
      for (int j = 0, q = from + c; j < count; j++, q += stride) {
        y[a + j] = x[q];
        y[a + step + j] = x[q + 1];
        y[a + 2 * step + j] = x[q + 2];
        y[a + 3 * step + j] = x[q + 3];
      }
    }
    for (; c < channels; c++) {
      int a = to + c * step;
      for (int j = 0, q = from + c; j < count; j++, q += stride) {
        y[a + j] = x[q];
      }
    }
  }
}
