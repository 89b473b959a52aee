/**
 * Normalizing flows: densities that can be evaluated, sampled and trained.
 *
 * <p>{@link io.anode4j.flow.ContinuousFlow} carries a normal density along an ODE. Its state is the
 * point with its log density ({@link io.anode4j.flow.LogDensityDynamics}), so both directions cost
 * one solve and gradients are those of any neural ODE. {@link io.anode4j.flow.PlanarFlow} is the
 * discrete counterpart.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>field</th><th>from</th><th>use</th></tr>
 * <tr><td>{@link io.anode4j.flow.FlowFields#ffjord}</td><td>Grathwohl et al. 2019</td>
 *     <td>the default: deep, time-gated</td></tr>
 * <tr><td>{@link io.anode4j.flow.GatedHypernetwork}</td><td>Chen et al. 2018</td>
 *     <td>one wide layer whose weights follow the time</td></tr>
 * <tr><td>any layer with directional derivatives</td><td></td><td>your own</td></tr>
 * </table>
 *
 * <p>Likelihood and reverse Kullback–Leibler divergence take a {@link
 * io.anode4j.anode.Regularization}: kinetic energy and Jacobian norm, whose derivatives the trace
 * computes anyway, and a random end time.
 *
 * <pre>{@code
 * ParameterLayout.Builder layout = ParameterLayout.builder();
 * Layer field = FlowFields.ffjord(layout, "field", Activation.TANH, 2, 32, 32, 2);
 * Network start = Network.create(field, layout.build(), 1);
 * ContinuousFlow flow =
 *     ContinuousFlow.of(field, start.parameters(), Solver.dopri5(1e-4, 1e-5));
 * Trained trained =
 *     Trainer.of(50).fit(start.parameters(), flow.likelihood(data, Trace.EXACT), null);
 * FlowPoints drawn = flow.with(trained.parameters()).sample(1000, 1);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.flow;
