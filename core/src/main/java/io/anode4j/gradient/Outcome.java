package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.Integrator;
import io.anode4j.tensor.Rows;

/**
 * Makes a value of a solve in either precision.
 *
 * @param <M> the batches of states
 */
interface Outcome<M extends Rows<M>> extends Integrator.Constructor<M, BatchSolution<M>> {}
