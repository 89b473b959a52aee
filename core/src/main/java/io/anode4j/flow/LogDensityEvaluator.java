package io.anode4j.flow;

import io.anode4j.anode.RowNoise;
import io.anode4j.nn.Columns;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/** One thread's workspace for {@link LogDensityDynamics}. */
final class LogDensityEvaluator implements LayerEvaluator {
  private final LayerEvaluator field;
  private final int dimension;
  private final boolean exact;
  private final int directions;
  private final RowNoise noise = new RowNoise();
  private int capacity;
  private Matrix[] points = {};
  private Matrix[] along = {};
  private Matrix velocity;
  private Matrix derivative;
  private Matrix velocityCotangent;
  private Matrix derivativeCotangent;
  private Matrix pointCotangent;
  private Matrix alongCotangent;

  LogDensityEvaluator(LogDensityDynamics dynamics) {
    field = dynamics.field().evaluator();
    dimension = dynamics.dimension();
    exact = dynamics.trace() == Trace.EXACT;
    directions = exact ? dimension : 1;
    velocity = new Matrix(0, dimension);
    derivative = velocity;
    velocityCotangent = velocity;
    derivativeCotangent = velocity;
    pointCotangent = velocity;
    alongCotangent = velocity;
  }

  @Override
  public void load(Parameters parameters) {
    field.load(parameters);
  }

  @Override
  public void reserve(int rows, int tapes) {
    boolean grown = rows > capacity;
    capacity = Math.max(rows, capacity);
    if (grown) {
      velocity = new Matrix(capacity, dimension);
      derivative = new Matrix(capacity * directions, dimension);
      velocityCotangent = new Matrix(capacity, dimension);
      derivativeCotangent = new Matrix(capacity * directions, dimension);
      pointCotangent = new Matrix(capacity, dimension);
      alongCotangent = new Matrix(capacity * directions, dimension);
    }
    if (grown || tapes > points.length) {
      points = matrices(points, grown, capacity, tapes);
      along = matrices(along, grown, capacity * directions, tapes);
    }
  }

  private Matrix[] matrices(Matrix[] old, boolean grown, int rows, int tapes) {
    Matrix[] all = new Matrix[Math.max(tapes, old.length)];
    for (int i = 0; i < all.length; i++) {
      all[i] = i < old.length && !grown ? old[i] : new Matrix(rows, dimension);
    }
    return all;
  }

  /** Unit vectors, direction by direction, or the rows' own signs. */
  private void fillDirections(int rows, Matrix state, Matrix to) {
    if (!exact) {
      noise.gather(rows, state, dimension + 1, to);
      return;
    }
    to.clearRows(directions * rows);
    for (int j = 0; j < directions; j++) {
      for (int r = 0; r < rows; r++) {
        to.data()[(j * rows + r) * to.stride() + j] = 1;
      }
    }
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    reserve(rows, tape + 1);
    Matrix u = along[tape];
    Columns.copy(rows, dimension, x, 0, points[tape], 0);
    fillDirections(rows, x, u);
    field.forwardTangent(rows, directions, tape, t, points[tape], u, velocity, derivative);
    y.clearRows(rows);
    Columns.copy(rows, dimension, velocity, 0, y, 0);
    for (int r = 0; r < rows; r++) {
      double trace = 0;
      for (int j = 0; j < directions; j++) {
        trace += dot(u, derivative, j * rows + r);
      }
      y.data()[r * y.stride() + dimension] = (float) -trace;
    }
  }

  private double dot(Matrix a, Matrix b, int row) {
    double sum = 0;
    int at = row * a.stride();
    for (int i = at; i < at + dimension; i++) {
      sum += (double) a.data()[i] * b.data()[i];
    }
    return sum;
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    Matrix u = along[tape];
    Columns.copy(rows, dimension, dy, 0, velocityCotangent, 0);
    for (int j = 0; j < directions; j++) {
      for (int r = 0; r < rows; r++) {
        float minus = -dy.data()[r * dy.stride() + dimension];
        int at = (j * rows + r) * u.stride();
        for (int i = at; i < at + dimension; i++) {
          derivativeCotangent.data()[i] = minus * u.data()[i];
        }
      }
    }
    field.backwardTangent(
        rows,
        directions,
        tape,
        t,
        points[tape],
        u,
        velocityCotangent,
        derivativeCotangent,
        pointCotangent,
        alongCotangent);
    dx.clearRows(rows);
    Columns.copy(rows, dimension, pointCotangent, 0, dx, 0);
  }

  @Override
  public void drainGradient(float[] gradient) {
    field.drainGradient(gradient);
  }

  @Override
  public void resample(RandomGenerator random) {
    noise.seed(random.nextLong());
    field.resample(random);
  }

  @Override
  public void settle() {
    field.settle();
  }
}
