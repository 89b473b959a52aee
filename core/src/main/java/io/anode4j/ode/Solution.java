package io.anode4j.ode;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * The states of a batch at its output times, in float32. A row that failed has NaN at the times
 * that it did not reach, and a status that says where and why; nothing is thrown unless asked.
 *
 * @param times output times of each row
 * @param values states {@code [times.total() × dimension]}, in the order of {@code times}
 * @param rows how each row went
 * @param ends state of each row at the time it reached, {@code [rows × dimension]}: at its last
 *     output, at its event, or where it failed
 * @param bytes memory that the solve held, the recorded steps included
 * @param occurrences the events that happened, row by row in their order
 */
public record Solution(
    OutputTimes times,
    Matrix values,
    List<Row> rows,
    Matrix ends,
    long bytes,
    List<Occurrence> occurrences)
    implements BatchSolution<Matrix> {
  /**
   * How one row went.
   *
   * @param status outcome
   * @param time time reached
   * @param step size of the last attempted step
   * @param errorRatio estimated error of that step over its tolerance, 0 for fixed steps
   * @param evaluations evaluations of the vector field (NFE)
   * @param accepted accepted steps
   * @param rejected rejected steps
   * @param stiffness how far stability rather than accuracy limited the steps: step size times the
   *     field's largest eigenvalue, over what the method's stability allows. Near 1 the field is
   *     stiff for this method. Sampled every 16 accepted steps; 0 before, and for methods that
   *     cannot tell
   * @param size largest absolute component of the state at the time reached
   */
  public record Row(
      RowStatus status,
      double time,
      double step,
      double errorRatio,
      int evaluations,
      int accepted,
      int rejected,
      double stiffness,
      double size) {
    /** Steps at three quarters of the stability limit are there because of it. */
    private static final double STIFF = 0.75;

    /** States beyond this have blown up: float32 ends at 3e38, and models live near 1. */
    private static final double LARGE = 1e6;

    /** A row that is there already need not hear of stiffness unless its way was long. */
    private static final int MANY = 100;

    Row as(RowStatus other) {
      return new Row(
          other, time, step, errorRatio, evaluations, accepted, rejected, stiffness, size);
    }

    /** True when stability rather than accuracy limited the steps. */
    public boolean stiff() {
      return stiffness > STIFF;
    }

    /** A sentence for people: what happened, what it points to, and what to do. */
    public String explanation() {
      if (status.completed() || status == RowStatus.INTERRUPTED) {
        return stiff() && accepted + rejected >= MANY
            ? status.explanation() + "; " + stiffnessHint()
            : status.explanation();
      }
      if (status == RowStatus.NOT_FINITE) {
        return status.explanation() + "; " + divergence();
      }
      if (size > LARGE) {
        return status.explanation() + "; " + divergence();
      }
      return stiff() ? status.explanation() + "; " + stiffnessHint() : status.explanation();
    }

    private String divergence() {
      if (!Double.isFinite(size)) {
        return "the state itself is not finite: look at what it was made from";
      }
      return size > LARGE
          ? String.format(
              "the state has grown to %.3g: the solution blows up, so the parameters have diverged"
                  + " or the span is too long",
              size)
          : String.format(
              "the state is of size %.3g, so look at the field's parameters (learning rate,"
                  + " gradient clipping) or at its domain",
              size);
    }

    private String stiffnessHint() {
      return String.format(
          "its steps are at %.2f of what stability allows: the field is stiff, so take an implicit"
              + " method such as kencarp4",
          stiffness);
    }
  }

  /**
   * Totals over all rows.
   *
   * @param evaluations evaluations of the field for single rows
   * @param accepted accepted steps
   * @param rejected rejected steps
   * @param bytes memory that the solve held
   */
  public record Statistics(long evaluations, long accepted, long rejected, long bytes) {}

  /**
   * An integrator's last solve as a value.
   *
   * @param integrator the integrator
   * @param times output times of that solve
   * @param out its outputs, not copied
   */
  public static Solution of(Integrator<Matrix> integrator, OutputTimes times, Matrix out) {
    return integrator.solved(times, out, Solution::new);
  }

  /**
   * One component of one state.
   *
   * @param row row
   * @param time index into the row's output times
   * @param component state component
   * @return its value
   */
  public float value(int row, int time, int component) {
    return values.get(times.offsets()[row] + time, component);
  }

  /**
   * This solution if every row succeeded.
   *
   * @return this
   * @throws ArithmeticException naming the first row that did not, with time, step and remedy
   */
  public Solution orThrow() {
    check();
    return this;
  }

  /** The states of one row, {@code [times × dimension]}. */
  public float[][] row(int row) {
    float[][] states = new float[times.count(row)][];
    for (int i = 0; i < states.length; i++) {
      int from = (times.offsets()[row] + i) * values.stride();
      states[i] = Arrays.copyOfRange(values.data(), from, from + values.columns());
    }
    return states;
  }
}
