package io.anode4j.anode;

import io.anode4j.nn.Parameters;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import io.anode4j.tensor.kernel.PackedMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * One thread's solves of a {@link LinearFlow}, by the action of the matrix exponential (Al-Mohy and
 * Higham, "Computing the action of the matrix exponential", SIAM J. Sci. Comput. 33, 2011): steps h
 * over which {@code ‖h·A‖ ≤ 1.5}, each a Taylor polynomial whose remainder, 3e-8, is below float32.
 * The polynomial of a step gives every output within it. The steps depend on A alone, so a state
 * does not depend on the times asked beside it, nor on the other rows.
 *
 * <p>The gradient is that of the polynomials, which are the exponential to rounding.
 */
public final class LinearFlowEvaluator {
  private static final int DEGREE = 12;
  private static final double RADIUS = 1.5;

  /** As many steps as a solver takes by default; a row that needs more ends there. */
  private static final int MOST_STEPS = 4096;

  private final Kernels kernels = KernelProvider.active();
  private final LinearFlow flow;
  private final int d;
  private final int stride;
  private final PackedMatrix forwards;
  private final PackedMatrix backwards;
  private final float[] zero;
  private final float[] matrixGradient;
  private Parameters parameters;
  private double h = 1;

  // The last solve. Rows are sorted by their number of steps, longest first.
  private OutputTimes times = OutputTimes.of();
  private double[] starts = {};
  private int[] order = {};
  private int[] steps = {};
  private RowStatus[] status = {};
  private int[] active = {};

  /** States that entered the steps, one step after the other. */
  private float[] entered = {};

  /** {@code (h·A)ᵏ·z/k!} of the current step, and their cotangents. */
  private float[][] terms = new float[DEGREE + 1][0];

  private float[][] cotangents = new float[DEGREE + 1][0];
  private int[] next = {};

  LinearFlowEvaluator(LinearFlow flow) {
    this.flow = flow;
    this.d = flow.dimension();
    this.stride = Matrix.padded(d);
    this.forwards = kernels.newPacked(d, d);
    this.backwards = kernels.newPacked(d, d);
    this.zero = new float[stride];
    this.matrixGradient = new float[stride * stride];
    this.parameters = new Parameters(io.anode4j.nn.ParameterLayout.builder().build());
  }

  /** Takes over current weights. */
  public void load(Parameters current) {
    current.layout().require(flow.rotation());
    current.layout().require(flow.damping());
    parameters = current;
    double[] a = flow.matrix(current);
    double norm = norm(a);
    h = norm > 1e-30 ? RADIUS / norm : 1e30;
    float[] scaled = new float[d * d];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (h * a[i]);
    }
    forwards.load(scaled, 0, 1, d, 0, d, 0, d);
    backwards.load(scaled, 0, d, 1, 0, d, 0, d);
  }

  /** The smaller of two bounds of the spectral norm: Frobenius', and the largest column sum. */
  private double norm(double[] a) {
    double squares = 0;
    double largest = 0;
    for (int j = 0; j < d; j++) {
      double sum = 0;
      for (int i = 0; i < d; i++) {
        squares += a[i * d + j] * a[i * d + j];
        sum += Math.abs(a[i * d + j]);
      }
      largest = Math.max(largest, sum);
    }
    return Math.min(Math.sqrt(squares), largest);
  }

  /**
   * Carries states to their output times.
   *
   * @param t0 start time of each row
   * @param z0 initial states {@code [rows × dimension]}
   * @param outputs output times of each row, on one side of its start
   * @param states receives the states {@code [outputs × dimension]}; NaN where a row did not get
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public void solve(double[] t0, Matrix z0, OutputTimes outputs, Matrix states) {
    plan(t0, outputs);
    int rows = order.length;
    for (int s = 0; s < rows; s++) {
      System.arraycopy(z0.data(), order[s] * stride, entered, s * stride, stride);
    }
    int at = 0;
    for (int step = 0; step < active.length; step++) {
      Cancellation.check("A linear flow");
      int n = active[step];
      expand(n, at);
      int staying = step + 1 < active.length ? active[step + 1] : 0;
      for (int s = 0; s < n; s++) {
        int row = order[s];
        for (; next[row] < end(row) && stepOf(row, next[row]) == step; next[row]++) {
          polynomial(s, fraction(row, next[row], step), states.data(), next[row] * stride);
        }
        if (s < staying) {
          int to = (at + n + s) * stride;
          polynomial(s, direction(row), entered, to);
          if (!Float.isFinite(sum(entered, to))) {
            status[row] = RowStatus.NOT_FINITE;
          }
        }
      }
      at += n;
    }
    for (int row = 0; row < rows; row++) {
      for (; next[row] < end(row); next[row]++) {
        Arrays.fill(states.data(), next[row] * stride, next[row] * stride + d, Float.NaN);
      }
    }
  }

  /** How far each row goes, and who still goes at each step. */
  private void plan(double[] t0, OutputTimes outputs) {
    times = outputs;
    starts = t0;
    int rows = outputs.rows();
    steps = new int[rows];
    status = new RowStatus[rows];
    next = Arrays.copyOf(outputs.offsets(), rows);
    Arrays.fill(status, RowStatus.SUCCESS);
    int most = 0;
    for (int r = 0; r < rows; r++) {
      int wanted = outputs.count(r) == 0 ? 0 : 1 + stepOf(r, end(r) - 1);
      if (wanted > MOST_STEPS) {
        status[r] = RowStatus.TOO_MANY_STEPS;
      }
      steps[r] = Math.min(wanted, MOST_STEPS);
      most = Math.max(most, steps[r]);
    }
    order =
        IntStream.range(0, rows)
            .boxed()
            .sorted(Comparator.comparingInt((Integer r) -> -steps[r]))
            .mapToInt(Integer::intValue)
            .toArray();
    active = new int[most];
    int total = 0;
    for (int r = 0; r < rows; r++) {
      total += steps[r];
      for (int s = 0; s < steps[r]; s++) {
        active[s]++;
      }
    }
    reserve(rows, total);
  }

  private void reserve(int rows, int total) {
    if (entered.length < Math.max(rows, total) * stride) {
      entered = new float[Math.max(rows, total) * stride];
    }
    if (terms[0].length < rows * stride) {
      for (int k = 0; k <= DEGREE; k++) {
        terms[k] = new float[rows * stride];
        cotangents[k] = new float[rows * stride];
      }
    }
  }

  private int end(int row) {
    return times.offsets()[row + 1];
  }

  /** Which step of its row an output lies in. */
  private int stepOf(int row, int output) {
    double length = Math.abs(times.times()[output] - starts[row]) / h;
    return (int) Math.min(MOST_STEPS, Math.floor(length)); // NaN gives 0
  }

  private double direction(int row) {
    return times.times()[end(row) - 1] < starts[row] ? -1 : 1;
  }

  /** Where in its step an output lies, −1 to 1. */
  private double fraction(int row, int output, int step) {
    return (times.times()[output] - starts[row]) / h - direction(row) * step;
  }

  /** The terms of a step's polynomials. */
  private void expand(int n, int at) {
    System.arraycopy(entered, at * stride, terms[0], 0, n * stride);
    for (int k = 1; k <= DEGREE; k++) {
      kernels.product(n, terms[k - 1], 0, stride, forwards, zero, 0, 0, terms[k], 0, stride);
      scale(terms[k], n * stride, 1f / k);
    }
  }

  private static void scale(float[] values, int count, float factor) {
    for (int i = 0; i < count; i++) {
      values[i] *= factor;
    }
  }

  private void polynomial(int slot, double theta, float[] to, int toAt) {
    float x = (float) theta;
    int from = slot * stride;
    for (int j = 0; j < d; j++) {
      float sum = terms[DEGREE][from + j];
      for (int k = DEGREE - 1; k >= 0; k--) {
        sum = sum * x + terms[k][from + j];
      }
      to[toAt + j] = sum;
    }
  }

  private float sum(float[] values, int at) {
    float sum = 0;
    for (int j = 0; j < d; j++) {
      sum += values[at + j];
    }
    return sum;
  }

  /** How a row of the last solve ended. */
  public RowStatus status(int row) {
    return status[row];
  }

  /** Products with A that a row of the last solve took. */
  public int evaluations(int row) {
    return steps[row] * DEGREE;
  }

  /**
   * Pulls cotangents of the states back through the last solve; the weights' gradient is kept here.
   *
   * @param stateCotangents {@code [outputs × dimension]}
   * @param z0Cotangents receives {@code [rows × dimension]}, padding zero
   */
  public void pullback(Matrix stateCotangents, Matrix z0Cotangents) {
    int rows = order.length;
    int at = Arrays.stream(active).sum();
    int[] last = new int[rows];
    for (int r = 0; r < rows; r++) {
      last[r] = end(r);
    }
    float[] carried = new float[rows * stride];
    for (int step = active.length - 1; step >= 0; step--) {
      int n = active[step];
      at -= n;
      expand(n, at);
      for (float[] term : cotangents) {
        Arrays.fill(term, 0, n * stride, 0f);
      }
      for (int s = 0; s < n; s++) {
        int row = order[s];
        if (step + 1 < steps[row]) {
          spread(s, direction(row), carried, s * stride);
        }
        for (;
            last[row] > times.offsets()[row] && stepOf(row, last[row] - 1) >= step;
            last[row]--) {
          int output = last[row] - 1;
          if (stepOf(row, output) == step) {
            double theta = fraction(row, output, step);
            spread(s, theta, stateCotangents.data(), output * stride);
          }
        }
      }
      contract(n);
      System.arraycopy(cotangents[0], 0, carried, 0, n * stride);
    }
    for (int s = 0; s < rows; s++) {
      System.arraycopy(carried, s * stride, z0Cotangents.data(), order[s] * stride, stride);
    }
  }

  /** The cotangent of a polynomial's value goes to its terms. */
  private void spread(int slot, double theta, float[] cotangent, int at) {
    float power = 1;
    int to = slot * stride;
    for (int k = 0; k <= DEGREE; k++) {
      for (int j = 0; j < d; j++) {
        cotangents[k][to + j] += power * cotangent[at + j];
      }
      power *= (float) theta;
    }
  }

  /** From the last term to the first; what A's products leave for A is added up. */
  private void contract(int n) {
    for (int k = DEGREE; k >= 1; k--) {
      scale(cotangents[k], n * stride, 1f / k);
      kernels.addTransposedProduct(
          n, cotangents[k], 0, stride, d, terms[k - 1], 0, stride, d, matrixGradient, stride);
      kernels.product(
          n,
          cotangents[k],
          0,
          stride,
          backwards,
          cotangents[k - 1],
          0,
          stride,
          cotangents[k - 1],
          0,
          stride);
    }
  }

  /** Adds the gradient kept here to a flat gradient vector and forgets it. */
  public void drainGradient(float[] gradient) {
    double[] dA = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        dA[i * d + j] = h * matrixGradient[i * stride + j];
      }
    }
    flow.pullback(parameters, dA, gradient);
    Arrays.fill(matrixGradient, 0f);
  }
}
