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

  /** Column of K, or −1 without energies. */
  private final int energy;

  private final RowNoise noise = new RowNoise();
  private int capacity;
  private Matrix[] points = {};
  private Matrix[] along = {};
  private Matrix[] velocities = {};
  private Matrix[] derivatives = {};
  private Matrix velocityCotangent;
  private Matrix derivativeCotangent;
  private Matrix pointCotangent;
  private Matrix alongCotangent;

  LogDensityEvaluator(LogDensityDynamics dynamics) {
    field = dynamics.field().evaluator();
    dimension = dynamics.dimension();
    exact = dynamics.trace() == Trace.EXACT;
    directions = exact ? dimension : 1;
    energy = dynamics.energies() ? dynamics.energy() : -1;
    velocityCotangent = new Matrix(0, dimension);
    derivativeCotangent = velocityCotangent;
    pointCotangent = velocityCotangent;
    alongCotangent = velocityCotangent;
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
      velocityCotangent = new Matrix(capacity, dimension);
      derivativeCotangent = new Matrix(capacity * directions, dimension);
      pointCotangent = new Matrix(capacity, dimension);
      alongCotangent = new Matrix(capacity * directions, dimension);
    }
    if (grown || tapes > points.length) {
      points = matrices(points, grown, capacity, tapes);
      along = matrices(along, grown, capacity * directions, tapes);
      int kept = energy < 0 ? 1 : tapes;
      velocities = matrices(velocities, grown, capacity, kept);
      derivatives = matrices(derivatives, grown, capacity * directions, kept);
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
    Matrix velocity = velocities[energy < 0 ? 0 : tape];
    Matrix derivative = derivatives[energy < 0 ? 0 : tape];
    Columns.copy(rows, dimension, x, 0, points[tape], 0);
    fillDirections(rows, x, u);
    field.forwardTangent(rows, directions, tape, t, points[tape], u, velocity, derivative);
    y.clearRows(rows);
    Columns.copy(rows, dimension, velocity, 0, y, 0);
    for (int r = 0; r < rows; r++) {
      double trace = 0;
      double frobenius = 0;
      for (int j = 0; j < directions; j++) {
        trace += dot(u, derivative, j * rows + r);
        frobenius += energy < 0 ? 0 : dot(derivative, derivative, j * rows + r);
      }
      y.data()[r * y.stride() + dimension] = (float) -trace;
      if (energy >= 0) {
        y.data()[r * y.stride() + energy] = (float) dot(velocity, velocity, r);
        y.data()[r * y.stride() + energy + 1] = (float) frobenius;
      }
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
    if (energy >= 0) {
      addEnergies(rows, tape, dy);
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

  /** The cotangents of K and J pull back to twice the velocity and its derivatives. */
  private void addEnergies(int rows, int tape, Matrix dy) {
    for (int r = 0; r < rows; r++) {
      int at = r * dy.stride() + energy;
      addRow(2 * dy.data()[at], velocities[tape], velocityCotangent, r);
      for (int j = 0; j < directions; j++) {
        addRow(2 * dy.data()[at + 1], derivatives[tape], derivativeCotangent, j * rows + r);
      }
    }
  }

  private void addRow(float factor, Matrix from, Matrix to, int row) {
    int at = row * from.stride();
    for (int i = at; i < at + dimension; i++) {
      to.data()[i] += factor * from.data()[i];
    }
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
