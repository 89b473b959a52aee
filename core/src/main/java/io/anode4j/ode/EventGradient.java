package io.anode4j.ode;

import io.anode4j.tensor.Rows;
import java.util.Objects;

/**
 * The gradient of an event's time and state, by the implicit function theorem (Chen, Amos and
 * Nickel, "Learning neural event functions for ordinary differential equations", 2021, section 3).
 *
 * <p>The time t* at which g(t*, y(t*)) = 0 moves with the trajectory as dt* = −g_y·dy / (g_t +
 * g_y·f). A cotangent of t* and of y(t*) is therefore one of the state at the fixed time t*:
 *
 * <pre>  ȳ − g_y · (t̄ + ȳ·f) / (g_t + g_y·f)</pre>
 *
 * which any gradient of a solve carries back to initial states and parameters. So: solve with the
 * event; solve again without it to {@link Solution#endTimes}, recorded; give the cotangents of that
 * solve's outputs to {@link #transform}, and the result to the gradient.
 *
 * @param <M> the batches of states
 */
public final class EventGradient<M extends Rows<M>> {
  private final Events events;
  private final RowsEvaluator<M> field;
  private final double[] state;
  private final double[] gy;

  /**
   * Working memory for one thread.
   *
   * @param solver solver with the event
   * @param dimension state components of a row
   * @param field the thread's own evaluator
   * @throws IllegalArgumentException when the solver has no event
   */
  public EventGradient(Solver solver, int dimension, RowsEvaluator<M> field) {
    this.events = solver.events();
    if (events.none()) {
      throw new IllegalArgumentException(
          "The gradient of an event was asked of a solver without any; give it one by withEvents");
    }
    this.field = field;
    state = new double[dimension];
    gy = new double[dimension];
  }

  /**
   * Turns cotangents of event times and states into cotangents of the states at fixed times, in
   * place. Rows that did not end at their event keep theirs: their end time does not move. Where a
   * trajectory only grazes the event, the result is infinite or NaN, as the gradient is.
   *
   * @param ended the solve with the event
   * @param timeCotangents cotangent of each row's event time
   * @param stateCotangents cotangents of each row's event state {@code [rows × dimension]}
   */
  public void transform(BatchSolution<M> ended, double[] timeCotangents, M stateCotangents) {
    int rows = ended.rows().size();
    double[] times = ended.endTimes().times();
    M slopes = field.zeros(rows, state.length);
    field.evaluate(rows, times, ended.ends(), slopes);
    for (int r = 0; r < rows; r++) {
      if (ended.rows().get(r).status() == RowStatus.EVENT) {
        Occurrence last =
            Objects.requireNonNull(ended.lastOccurrence(r), "a row without its event");
        Event event = events.all().get(last.event());
        double time = times[r];
        transform(event, r, time, ended.ends(), slopes, timeCotangents[r], stateCotangents);
      }
    }
  }

  private void transform(
      Event event, int row, double time, M ends, M slopes, double timeCotangent, M cotangents) {
    for (int j = 0; j < state.length; j++) {
      state[j] = ends.value(row, j);
    }
    double rate = event.function().gradient(time, state, gy);
    double moved = timeCotangent;
    for (int j = 0; j < state.length; j++) {
      rate += gy[j] * slopes.value(row, j);
      moved += cotangents.value(row, j) * slopes.value(row, j);
    }
    for (int j = 0; j < state.length; j++) {
      cotangents.value(row, j, cotangents.value(row, j) - gy[j] * moved / rate);
    }
  }
}
