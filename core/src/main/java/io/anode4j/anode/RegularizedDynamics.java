package io.anode4j.anode;

import io.anode4j.nn.Columns;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;

/**
 * Dynamics on [y; K; F; row] with {@code dK/dt = ‖f‖²} and {@code dF/dt = ‖(∂f/∂y)·ε‖²}. Their
 * gradient includes second derivatives of f, exactly.
 */
final class RegularizedDynamics implements LayerEvaluator {
  /** Columns after y. */
  static final int EXTRA = 3;

  private final LayerEvaluator inner;
  private final int dimension;
  private final boolean jacobian;
  private final RowNoise noise;
  private Matrix[] states = {};
  private Matrix[] directions = {};
  private Matrix[] derivatives = {};
  private Matrix[] along = {};
  private Matrix cotangent;
  private Matrix alongCotangent;
  private Matrix stateCotangent;
  private Matrix directionCotangent;

  RegularizedDynamics(LayerEvaluator inner, int dimension, boolean jacobian) {
    this.inner = inner;
    this.dimension = dimension;
    this.jacobian = jacobian;
    noise = new RowNoise();
    cotangent = new Matrix(0, dimension);
    alongCotangent = cotangent;
    stateCotangent = cotangent;
    directionCotangent = cotangent;
  }

  void seed(long seed) {
    noise.seed(seed);
  }

  @Override
  public void load(Parameters parameters) {
    inner.load(parameters);
  }

  @Override
  public void reserve(int rows, int tapes) {
    if (rows <= cotangent.rows() && tapes <= states.length) {
      return;
    }
    int capacity = Math.max(rows, cotangent.rows());
    int count = Math.max(tapes, states.length);
    boolean grown = capacity > cotangent.rows();
    states = matrices(states, grown, capacity, count);
    directions = matrices(directions, grown, capacity, count);
    derivatives = matrices(derivatives, grown, capacity, count);
    along = matrices(along, grown, capacity, count);
    if (grown) {
      cotangent = new Matrix(capacity, dimension);
      alongCotangent = new Matrix(capacity, dimension);
      stateCotangent = new Matrix(capacity, dimension);
      directionCotangent = new Matrix(capacity, dimension);
    }
  }

  private Matrix[] matrices(Matrix[] old, boolean grown, int rows, int count) {
    Matrix[] all = new Matrix[count];
    for (int i = 0; i < count; i++) {
      all[i] = i < old.length && !grown ? old[i] : new Matrix(rows, dimension);
    }
    return all;
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    reserve(rows, tape + 1);
    Matrix f = derivatives[tape];
    Matrix v = along[tape];
    Columns.copy(rows, dimension, x, 0, states[tape], 0);
    if (jacobian) {
      noise.gather(rows, x, dimension + 2, directions[tape]);
      inner.forwardTangent(rows, 1, tape, t, states[tape], directions[tape], f, v);
    } else {
      inner.forward(rows, tape, t, states[tape], f);
    }
    y.clearRows(rows);
    Columns.copy(rows, dimension, f, 0, y, 0);
    for (int r = 0; r < rows; r++) {
      int at = r * y.stride() + dimension;
      y.data()[at] = squares(f, r);
      y.data()[at + 1] = jacobian ? squares(v, r) : 0;
    }
  }

  private float squares(Matrix m, int row) {
    double sum = 0;
    for (int i = row * m.stride(); i < row * m.stride() + dimension; i++) {
      sum += (double) m.data()[i] * m.data()[i];
    }
    return (float) sum;
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    for (int r = 0; r < rows; r++) {
      int from = r * dy.stride();
      float kinetic = 2 * dy.data()[from + dimension];
      float frobenius = 2 * dy.data()[from + dimension + 1];
      int at = r * cotangent.stride();
      for (int j = 0; j < dimension; j++) {
        cotangent.data()[at + j] = dy.data()[from + j] + kinetic * derivatives[tape].data()[at + j];
        alongCotangent.data()[at + j] = frobenius * along[tape].data()[at + j];
      }
    }
    if (jacobian) {
      inner.backwardTangent(
          rows,
          1,
          tape,
          t,
          states[tape],
          directions[tape],
          cotangent,
          alongCotangent,
          stateCotangent,
          directionCotangent);
    } else {
      inner.backward(rows, tape, t, states[tape], cotangent, stateCotangent);
    }
    dx.clearRows(rows);
    Columns.copy(rows, dimension, stateCotangent, 0, dx, 0);
  }

  @Override
  public void drainGradient(float[] gradient) {
    inner.drainGradient(gradient);
  }
}
