package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.tensor.Rows;

/**
 * Makes a value of an integrator's last solve: {@code Solution::of} or {@code DoubleSolution::of}.
 *
 * @param <M> the batches of states
 */
@FunctionalInterface
interface Outcome<M extends Rows<M>> {
  BatchSolution<M> of(Integrator<M> integrator, OutputTimes times, M out);
}
