package io.anode4j.period;

import io.anode4j.nn.Dense;
import io.anode4j.nn.DenseEvaluator;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;

/**
 * {@code Σ aᵢ·exp(2πi·f·tᵢ)} at evenly spaced frequencies f, in float32: good to about 1e-6 of
 * {@code Σ|a|}. The angle of a frequency is that of its block turned by that of its place in the
 * block, so all sums are one product of two matrices, blocks × observations and observations ×
 * places, and run as fast as a layer of a network.
 */
final class TrigonometricSums {
  /** Places of a block times observations: the matrix of them stays in the cache. */
  private static final int TABLE = 1 << 16;

  private static final int LARGEST_BLOCK = 128;
  private static final int SMALLEST_BLOCK = 16;

  /** Blocks at once; then angles are computed anew, before rounding adds up. */
  private static final int ROWS = 64;

  private final double[] time;
  private final double step;
  private final int block;
  private final DenseEvaluator places;
  private final Matrix blocks;
  private final Matrix sums;

  /**
   * Prepares.
   *
   * @param time of each observation
   * @param step the first frequency and the distance of the others
   */
  TrigonometricSums(double[] time, double step) {
    this.time = time;
    this.step = step;
    int n = time.length;
    block = Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, TABLE / n));
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense dense = Dense.in(layout, "angles", 2 * n, 2 * block);
    Parameters table = new Parameters(layout.build());
    for (int i = 0; i < n; i++) {
      for (int b = 0; b < block; b++) {
        double angle = 2 * Math.PI * step * time[i] * b;
        float c = (float) Math.cos(angle);
        float s = (float) Math.sin(angle);
        int real = dense.weight().offset() + 2 * b * 2 * n + 2 * i;
        int imaginary = real + 2 * n;
        table.values()[real] = c;
        table.values()[real + 1] = -s;
        table.values()[imaginary] = s;
        table.values()[imaginary + 1] = c;
      }
    }
    places = dense.evaluator();
    places.load(table);
    blocks = new Matrix(ROWS, 2 * n);
    sums = new Matrix(ROWS, 2 * block);
  }

  /**
   * Computes them.
   *
   * @param factor a of each observation
   * @param cosines filled with the real parts, {@code [frequencies]}
   * @param sines filled with the imaginary parts, {@code [frequencies]}
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  void fill(double[] factor, float[] cosines, float[] sines) {
    for (int at = 0; at < cosines.length; at += ROWS * block) {
      Cancellation.check("The search for a period");
      int rows = Math.min(ROWS, (cosines.length - at + block - 1) / block);
      for (int i = 0; i < time.length; i++) {
        turn(at, i, factor[i], rows);
      }
      places.forward(rows, blocks, sums);
      for (int r = 0; r < rows; r++) {
        int from = at + r * block;
        int count = Math.min(block, cosines.length - from);
        for (int b = 0; b < count; b++) {
          cosines[from + b] = sums.data()[r * sums.stride() + 2 * b];
          sines[from + b] = sums.data()[r * sums.stride() + 2 * b + 1];
        }
      }
    }
  }

  /** Angles of one observation at the first place of each block. */
  private void turn(int at, int i, double factor, int rows) {
    // The first frequency is one step above 0.
    double first = 2 * Math.PI * step * time[i] * (at + 1.0);
    double further = 2 * Math.PI * step * time[i] * block;
    double c = factor * Math.cos(first);
    double s = factor * Math.sin(first);
    double turnCos = Math.cos(further);
    double turnSin = Math.sin(further);
    float[] data = blocks.data();
    for (int r = 0; r < rows; r++) {
      int to = r * blocks.stride() + 2 * i;
      data[to] = (float) c;
      data[to + 1] = (float) s;
      double turned = c * turnCos - s * turnSin;
      s = s * turnCos + c * turnSin;
      c = turned;
    }
  }
}
