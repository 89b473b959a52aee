package io.anode4j.gradient;

import io.anode4j.ode.Event;
import io.anode4j.ode.Events;
import io.anode4j.ode.Occurrence;
import io.anode4j.ode.RowsEvaluator;
import io.anode4j.ode.StateChange;
import io.anode4j.tensor.Rows;

/**
 * The derivative of a flow across an event at which the state changes from y⁻ to y⁺ = c(t, y⁻): the
 * saltation matrix (Aizerman and Gantmacher, "On the stability of periodic motions", J. Appl. Math.
 * Mech. 22 (1958); Kong, Payne, Zhu and Johnson, "Saltation matrices: the essential tool for
 * linearizing hybrid dynamical systems", Proc. IEEE 112 (2024), eq. 5)
 *
 * <pre>  S = c_y + (f⁺ − c_y·f⁻ − c_t)·g_yᵀ / (g_t + g_yᵀ·f⁻)</pre>
 *
 * <p>with f⁻ and f⁺ the field just before and after. It is infinite where a trajectory only grazes
 * the event. Events at the same time are taken one after the other, in their order.
 *
 * @param <M> the batches of states
 */
final class Saltation<M extends Rows<M>> {
  private final Events events;
  private final RowsEvaluator<M> field;
  private final M states;
  private final M slopes;
  private final double[] times = new double[2];
  private final double[] cotangent;
  private final double[] pulled;
  private final double[] gy;

  Saltation(Events events, int dimension, RowsEvaluator<M> field) {
    this.events = events;
    this.field = field;
    states = field.zeros(2, dimension);
    slopes = field.zeros(2, dimension);
    cotangent = new double[dimension];
    pulled = new double[dimension];
    gy = new double[dimension];
  }

  /** Whether something that happened changed its row's state, rather than ending the row. */
  boolean changes(Occurrence o) {
    return events.all().get(o.event()).change() != null;
  }

  /** Turns the cotangent of the state after an event into that of the state before, in place. */
  void pullback(Occurrence o, M cotangents, int row) {
    Event event = events.all().get(o.event());
    StateChange change = event.change();
    if (change == null) {
      return;
    }
    times[0] = o.time();
    times[1] = o.time();
    int n = gy.length;
    for (int j = 0; j < n; j++) {
      states.value(0, j, o.before()[j]);
      states.value(1, j, o.after()[j]);
      cotangent[j] = cotangents.value(row, j);
    }
    field.evaluate(2, times, states, slopes);
    double moved = change.pullback(o.time(), o.before(), cotangent, pulled);
    double rate = event.function().gradient(o.time(), o.before(), gy);
    for (int j = 0; j < n; j++) {
      moved += pulled[j] * slopes.value(0, j) - cotangent[j] * slopes.value(1, j);
      rate += gy[j] * slopes.value(0, j);
    }
    for (int j = 0; j < n; j++) {
      cotangents.value(row, j, pulled[j] - gy[j] * moved / rate);
    }
  }
}
