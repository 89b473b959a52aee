package io.anode4j.ode;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first time at which a function g(t, y) changes its sign: the end of a row, or where its state
 * changes and it goes on ({@link #then}). The sign is looked at after each step and at ten places
 * of its dense output, and where |g| falls and rises again between two of them, its least value is
 * searched for: a change there and back within a step is seen unless it is over within a
 * ten-thousandth of the step. The root is found to the rounding of double precision on the step's
 * polynomial.
 *
 * <p>What is already so at the start has not changed: a function that is 0 there, or of the sign
 * that ends a row, ends it at its next change. A function that returns NaN, at the start, after a
 * step or at a place looked at, ends its row as {@link RowStatus#EVENT_UNDEFINED}.
 *
 * <p>With an event the last output time of a row may be infinite: the row runs until its event, or
 * until its limit of steps.
 *
 * @param function g
 * @param direction which change of sign counts, in the order of integration
 * @param change what the event does to the state of a row that goes on, or null where it ends the
 *     row
 */
public record Event(Function function, Direction direction, @Nullable StateChange change) {
  /** Checks that function and direction are there. */
  public Event {
    Objects.requireNonNull(function, "function");
    Objects.requireNonNull(direction, "direction");
  }

  /** An event that ends its row. */
  public Event(Function function, Direction direction) {
    this(function, direction, null);
  }

  /**
   * The same event after which a row goes on from a changed state. Its next event is a change of
   * sign after that: where the state is left on the event's surface, as that of a ball on the
   * ground, the function is 0 there. Outputs at the time of an event are states before it.
   *
   * @param what changes the state
   * @return an event that ends no row
   */
  public Event then(StateChange what) {
    return new Event(function, direction, Objects.requireNonNull(what, "change"));
  }

  /** Which change of sign counts. */
  public enum Direction {
    /** From below 0 to above. */
    RISING,
    /** From above 0 to below. */
    FALLING,
    /** Either. */
    ANY
  }

  /** A function of time and state. */
  @FunctionalInterface
  public interface Function {
    /**
     * The value g.
     *
     * @param t time
     * @param y state, {@code [dimension]}, not to be changed
     * @return a number whose sign matters
     */
    double value(double t, double[] y);

    /**
     * The partial derivatives of g; central differences unless overridden.
     *
     * @param t time
     * @param y state, {@code [dimension]}
     * @param gy receives ∂g/∂y
     * @return ∂g/∂t
     */
    default double gradient(double t, double[] y, double[] gy) {
      double[] at = y.clone();
      for (int j = 0; j < y.length; j++) {
        double step = STEP * Math.max(1, Math.abs(y[j]));
        at[j] = y[j] + step;
        double up = value(t, at);
        at[j] = y[j] - step;
        gy[j] = (up - value(t, at)) / (2 * step);
        at[j] = y[j];
      }
      double step = STEP * Math.max(1, Math.abs(t));
      return (value(t + step, at) - value(t - step, at)) / (2 * step);
    }

    /** Balances truncation against rounding: some 1e-10 of either at ordinary sizes. */
    double STEP = 1e-5;
  }

  /**
   * Either change of sign.
   *
   * @param function g
   * @return the event
   */
  public static Event of(Function function) {
    return new Event(function, Direction.ANY);
  }

  /**
   * A change from below 0 to above.
   *
   * @param function g
   * @return the event
   */
  public static Event rising(Function function) {
    return new Event(function, Direction.RISING);
  }

  /**
   * A change from above 0 to below.
   *
   * @param function g
   * @return the event
   */
  public static Event falling(Function function) {
    return new Event(function, Direction.FALLING);
  }

  boolean between(double before, double after) {
    boolean rises = before < 0 && after >= 0;
    boolean falls = before > 0 && after <= 0;
    return switch (direction) {
      case RISING -> rises;
      case FALLING -> falls;
      case ANY -> rises || falls;
    };
  }
}
