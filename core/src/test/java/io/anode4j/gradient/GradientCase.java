package io.anode4j.gradient;

import io.anode4j.anode.RandomField;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.ode.ParametricField;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A drawn field with a right or a wrong pullback, a loss of its solution, and their sizes.
 *
 * @param seed what the rest is drawn by
 * @param kind of the field
 * @param stateScale of states and slopes: the field is {@code s·f(y/s)}
 * @param lossScale factor of the loss
 */
record GradientCase(long seed, Kind kind, double stateScale, double lossScale) {
  enum Kind {
    LINEAR,
    /** Keeps the norm: its derivative by times and parameters is 0. */
    SKEW,
    ZERO,
    CONSTANT,
    /** Slopes that depend on time alone. */
    FORCED,
    /** Linear, without one of its components. */
    IGNORING,
    /** Linear about a point, started there: nothing moves. */
    RESTING,
    /** Pendulums side by side. */
    SWINGING,
    NEURAL
  }

  /** What is wrong with a pullback: factors of the cotangents' components. */
  record Fault(double all, double one) {
    static final Fault NONE = new Fault(1, 1);

    boolean none() {
      return all == 1 && one == 1;
    }
  }

  int dimension() {
    return 1 + new SplittableRandom(seed).nextInt(6);
  }

  int rows() {
    return 1 + new SplittableRandom(seed + 1).nextInt(4);
  }

  /** True where slopes depend on states, so that a pullback can be wrong by a share. */
  boolean depends() {
    return switch (kind) {
      case ZERO, CONSTANT, FORCED -> false;
      case SKEW -> dimension() > 1;
      case IGNORING -> dimension() > 1;
      case LINEAR, RESTING, SWINGING, NEURAL -> true;
    };
  }

  GradientReport check(Solver solver, Fault fault) {
    SplittableRandom random = new SplittableRandom(seed + 2);
    int n = dimension();
    double[][] a = matrix(random, n);
    double[] c = random.doubles(n, -1, 1).toArray();
    Matrix y0 = new Matrix(rows(), n);
    for (int r = 0; r < rows(); r++) {
      for (int j = 0; j < n; j++) {
        double start = kind == Kind.RESTING ? c[j] : random.nextDouble(0.2, 1);
        start *= kind != Kind.RESTING && random.nextBoolean() ? -1 : 1;
        y0.set(r, j, (float) (stateScale * start));
      }
    }
    double span = random.nextDouble(0.3, 2);
    double[] t0 = new double[rows()];
    double[] times = random.nextBoolean() ? new double[] {span} : new double[] {0, span / 2, span};
    OutputTimes outputs = OutputTimes.same(rows(), times);
    return GradientCheck.of(solver)
        .check(field(a, c, fault), t0, y0, outputs, loss(random, outputs.total()));
  }

  private double[][] matrix(SplittableRandom random, int n) {
    double[][] a = new double[n][n];
    for (double[] row : a) {
      Arrays.setAll(row, j -> random.nextDouble(-1, 1));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        if (kind == Kind.SKEW) {
          a[i][j] = i == j ? 0 : -a[j][i];
        }
      }
      if (kind == Kind.IGNORING) {
        a[i][n - 1] = 0;
      }
    }
    return a;
  }

  /** Which component the fault of one is in: one that matters. */
  private int faulty(int n) {
    return kind == Kind.IGNORING ? 0 : n / 2;
  }

  private VectorField field(double[][] a, double[] c, Fault fault) {
    int n = a.length;
    if (kind == Kind.NEURAL) {
      return new Faulty(RandomField.of(seed, 1.5, n, 8, n), stateScale, fault, faulty(n));
    }
    double s = stateScale;
    return VectorField.of(
        n,
        (t, y, dy) -> {
          for (int i = 0; i < n; i++) {
            dy[i] = kind == Kind.SWINGING ? -s * Math.sin(2 * y[i] / s) : 0;
            dy[i] = kind == Kind.CONSTANT ? s * c[i] : dy[i];
            dy[i] = kind == Kind.FORCED ? s * Math.cos(3 * t + i) : dy[i];
            for (int j = 0; linear() && j < n; j++) {
              dy[i] += a[i][j] * (y[j] - (kind == Kind.RESTING ? s * c[j] : 0));
            }
          }
        },
        (t, y, ct, out) -> {
          for (int j = 0; j < n; j++) {
            out[j] = kind == Kind.SWINGING ? -2 * Math.cos(2 * y[j] / s) * ct[j] : 0;
            for (int i = 0; linear() && i < n; i++) {
              out[j] += a[i][j] * ct[i];
            }
            out[j] *= fault.all * (j == faulty(n) ? fault.one : 1);
          }
        });
  }

  private boolean linear() {
    return switch (kind) {
      case LINEAR, SKEW, IGNORING, RESTING -> true;
      case ZERO, CONSTANT, FORCED, SWINGING, NEURAL -> false;
    };
  }

  private OutputLoss loss(SplittableRandom random, int outputs) {
    Matrix weights = new Matrix(outputs, dimension());
    int drawn = random.nextInt(4);
    for (int o = 0; o < outputs; o++) {
      for (int j = 0; j < dimension(); j++) {
        boolean seen = drawn != 1 || j == 0;
        weights.set(o, j, (float) (seen ? random.nextDouble(-1, 1) : 0));
      }
    }
    OutputLoss loss =
        switch (kind == Kind.SKEW ? 2 : drawn) {
          case 0, 1 -> OutputLoss.weighted(weights);
          case 2 -> OutputLoss.sumOfSquares();
          default -> (solution, cotangents) -> 0;
        };
    return (solution, cotangents) -> {
      double value = loss.evaluate(solution, cotangents);
      for (int i = 0; i < cotangents.data().length; i++) {
        cotangents.data()[i] *= (float) lossScale;
      }
      return lossScale * value;
    };
  }

  /** A field of parameters, scaled, whose gradients are off by a fault's factors. */
  private record Faulty(ParametricField field, double scale, Fault fault, int component)
      implements ParametricField {
    @Override
    public int dimension() {
      return field.dimension();
    }

    @Override
    public float[] parameterValues() {
      return field.parameterValues();
    }

    @Override
    public ParametricField withParameterValues(float[] values) {
      return new Faulty(field.withParameterValues(values), scale, fault, component);
    }

    @Override
    public ParametricEvaluator evaluator() {
      ParametricEvaluator inner = field.evaluator();
      int n = dimension();
      return new ParametricEvaluator() {
        private Matrix kept = new Matrix(0, n);

        @Override
        public void evaluate(int rows, double[] t, Matrix y, Matrix dydt) {
          inner.evaluate(rows, t, scaled(y, rows, 1 / scale), dydt);
          multiply(dydt, rows, scale);
        }

        @Override
        public void record(int rows, int tape, double[] t, Matrix y, Matrix dydt) {
          evaluate(rows, t, y, dydt);
        }

        @Override
        public void pullback(int rows, int tape, double[] t, Matrix y, Matrix ct, Matrix out) {
          kept = scaled(y, rows, 1 / scale);
          Matrix slopes = new Matrix(Math.max(rows, 1), n);
          inner.record(rows, tape, t, kept, slopes);
          inner.pullback(rows, tape, t, kept, scaled(ct, rows, scale), out);
          for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
              double factor = fault.all * (j == component ? fault.one : 1) / scale;
              out.set(r, j, (float) (out.get(r, j) * factor));
            }
          }
        }

        @Override
        public void drainGradient(float[] to) {
          inner.drainGradient(to);
        }
      };
    }

    private static Matrix scaled(Matrix from, int rows, double factor) {
      Matrix to = new Matrix(from.rows(), from.columns());
      for (int r = 0; r < rows; r++) {
        to.copyRow(r, from, r);
      }
      multiply(to, rows, factor);
      return to;
    }

    private static void multiply(Matrix values, int rows, double factor) {
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < values.columns(); j++) {
          values.set(r, j, (float) (values.get(r, j) * factor));
        }
      }
    }
  }
}
