/**
 * Autoregressive recurrent networks: a state carried over each gap, changed at each reading, asked
 * for the next ones. One machinery ({@link io.anode4j.recurrent.RecurrentModel}) whose cells are
 * parts ({@link io.anode4j.recurrent.Cell}): RNN-Δt, RNN-decay, GRU-D, ODE-RNN.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.recurrent;
