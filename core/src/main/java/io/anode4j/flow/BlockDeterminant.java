package io.anode4j.flow;

import io.anode4j.nn.InvertibleResidual;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * One thread's workspace for one {@link InvertibleResidual} block and its power series: the powers
 * of the Jacobian along directions, with a reverse pass.
 */
final class BlockDeterminant {
  private final LayerEvaluator map;
  private final int dimension;
  private final int terms;
  private final int directions;
  private final boolean signs;
  private int capacity;
  private double[] time = {};
  private Matrix input;
  private Matrix moved;
  private Matrix none;
  private Matrix part;

  /** Directions v, and Jᵏv for each k. */
  private final Matrix[] powers;

  /** Cotangents of a power, and of the one before it. */
  private Matrix powerCotangent;

  private Matrix lowerCotangent;

  BlockDeterminant(InvertibleResidual block, PowerSeries series) {
    map = block.inner().evaluator();
    dimension = block.inputs();
    terms = series.terms();
    signs = series.trace() == Trace.HUTCHINSON;
    directions = signs ? 1 : dimension;
    powers = new Matrix[terms + 1];
    input = new Matrix(0, dimension);
    moved = input;
    none = input;
    part = input;
    powerCotangent = input;
    lowerCotangent = input;
  }

  void load(Parameters parameters) {
    map.load(parameters);
  }

  private void reserve(int rows) {
    if (rows <= capacity) {
      return;
    }
    capacity = rows;
    time = new double[rows];
    input = new Matrix(rows, dimension);
    moved = new Matrix(rows, dimension);
    none = new Matrix(rows, dimension);
    part = new Matrix(rows, dimension);
    for (int k = 0; k <= terms; k++) {
      powers[k] = new Matrix(rows * directions, dimension);
    }
    powerCotangent = new Matrix(rows * directions, dimension);
    lowerCotangent = new Matrix(rows * directions, dimension);
  }

  /** Basis vectors, or signs drawn for each row. */
  private void direct(int rows, RandomGenerator random) {
    powers[0].clearRows(rows * directions);
    for (int d = 0; d < directions; d++) {
      for (int r = 0; r < rows; r++) {
        for (int j = 0; signs && j < dimension; j++) {
          powers[0].set(r, j, random.nextBoolean() ? 1 : -1);
        }
        if (!signs) {
          powers[0].set(d * rows + r, d, 1);
        }
      }
    }
  }

  /**
   * Carries points through the block.
   *
   * @param x points; the block's own output may be written over it
   * @param y receives x + f(x)
   * @param logDeterminant the series of each row is added
   */
  void forward(int rows, Matrix x, Matrix y, RandomGenerator random, double[] logDeterminant) {
    reserve(rows);
    System.arraycopy(x.data(), 0, input.data(), 0, rows * x.stride());
    direct(rows, random);
    for (int k = 1; k <= terms; k++) {
      map.forwardTangent(rows, directions, k - 1, time, input, powers[k - 1], moved, powers[k]);
      double factor = PowerSeries.coefficient(k);
      for (int i = 0; i < rows * directions; i++) {
        logDeterminant[i % rows] += factor * dot(powers[0], powers[k], i);
      }
    }
    add(rows, input, moved, y);
  }

  private double dot(Matrix a, Matrix b, int row) {
    double sum = 0;
    for (int j = 0; j < dimension; j++) {
      sum += (double) a.get(row, j) * b.get(row, j);
    }
    return sum;
  }

  private static void add(int rows, Matrix a, Matrix b, Matrix to) {
    for (int i = 0; i < rows * to.stride(); i++) {
      to.data()[i] = a.data()[i] + b.data()[i];
    }
  }

  /**
   * Reverse of the last {@link #forward}.
   *
   * @param dy cotangent of the output; receives that of the input
   * @param share cotangent of each row's series
   */
  void backward(int rows, Matrix dy, double share) {
    int all = rows * directions;
    Matrix above = powerCotangent;
    Matrix below = lowerCotangent;
    above.clearRows(all);
    Matrix total = moved;
    total.clearRows(rows);
    none.clearRows(rows);
    for (int k = terms; k >= 1; k--) {
      float factor = (float) (share * PowerSeries.coefficient(k));
      for (int i = 0; i < all * above.stride(); i++) {
        above.data()[i] += factor * powers[0].data()[i];
      }
      map.backwardTangent(
          rows,
          directions,
          k - 1,
          time,
          input,
          powers[k - 1],
          k == 1 ? dy : none,
          above,
          part,
          below);
      add(rows, total, part, total);
      Matrix swap = above;
      above = below;
      below = swap;
    }
    add(rows, dy, total, dy);
  }

  void drainGradient(float[] gradient) {
    map.drainGradient(gradient);
  }
}
