package io.anode4j.ode;

import io.anode4j.tensor.Rows;
import java.util.List;

/**
 * What a {@link SwitchingSolver} found.
 *
 * @param solution states, and how each row went: steps and evaluations are those of both methods
 * @param switches changes of method, row by row in their order; a row begins on the explicit one
 * @param <M> the batches of states
 */
public record SwitchedSolution<M extends Rows<M>>(
    BatchSolution<M> solution, List<MethodSwitch> switches) {}
