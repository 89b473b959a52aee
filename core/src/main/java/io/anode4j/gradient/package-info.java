/**
 * Gradients through a solve.
 *
 * <p>A {@link io.anode4j.gradient.DifferentiableSolver} solves a batch, hands the outputs to a loss
 * and pulls the loss's gradient back to initial states, parameters, start times and output times:
 *
 * <pre>{@code
 * DifferentiableSolver solver =
 *     new DifferentiableSolver(Solver.dopri5(1e-4, 1e-5), GradientStrategy.checkpointed());
 * Gradients g = solver.solve(field, y0, OutputLoss.sumOfSquares(), 0, 0.5, 1);
 * g.initialStates(); // ∂loss/∂y0, [rows × dimension]
 * g.statistics();    // what it cost
 * }</pre>
 *
 * <h2>Strategies</h2>
 *
 * <table>
 * <caption>What each {@link io.anode4j.gradient.GradientStrategy} keeps and computes</caption>
 * <tr><th>strategy</th><th>gradient of</th><th>kept of the way there</th>
 *   <th>evaluations on the way back</th></tr>
 * <tr><td>{@code discrete()}, the default</td><td>the numbers computed, exactly</td>
 *   <td>a state a step</td><td>each accepted step once</td></tr>
 * <tr><td>{@code checkpointed()}</td><td>the same, bit for bit</td>
 *   <td>a fixed number of states; 33 bytes a step</td><td>each step two to five times</td></tr>
 * <tr><td>{@code continuousAdjoint()}</td><td>the exact flow, to its tolerance</td><td>nothing</td>
 *   <td>a solve of its own from output to output</td></tr>
 * <tr><td>{@code reversible()}</td><td>the numbers of another method, exactly</td>
 *   <td>8 bytes a step and a bit a component</td><td>each step once, at double cost both ways</td>
 * </tr>
 * <tr><td>{@code new DifferentiableSolver(switching)}</td>
 *   <td>the numbers computed by two methods, exactly</td><td>a state a step</td>
 *   <td>each accepted step once, by its method</td></tr>
 * </table>
 *
 * <p>{@link io.anode4j.gradient.DiscreteGradient} is the exact gradient of the numbers that the
 * solver returned ("discretise, then optimise"): it walks the recorded steps backwards, recomputes
 * the stages of each from its start state and pulls cotangents through them. Take it unless its
 * memory is too much; then the checkpointed one. Implicit methods are differentiated by {@link
 * io.anode4j.ode.ImplicitGradient}, events by {@link io.anode4j.ode.EventGradient}.
 *
 * <h2>float64</h2>
 *
 * <p>States in a {@link io.anode4j.tensor.DoubleMatrix} are solved and differentiated in double, by
 * every strategy but the reversible one, whose integer arithmetic is made for float32:
 *
 * <pre>{@code
 * DoubleMatrix start = DoubleMatrix.of(new double[] {1, 0});
 * DoubleGradients fine =
 *     new DifferentiableSolver(Solver.dopri8(1e-10, 1e-12))
 *         .solve(formula, start, DoubleOutputLoss.sumOfSquares(), 0, 0.5, 1);
 * fine.startTimes(); // ∂loss/∂t0, to ten digits
 * }</pre>
 *
 * <h2>Before the first solve</h2>
 *
 * <p>{@link io.anode4j.gradient.WeakForm} says how well a field explains measured states, with a
 * gradient and without any solve: where to begin a fit whose solves would run off from anywhere.
 *
 * <h2>Is it right?</h2>
 *
 * <p>{@link io.anode4j.gradient.GradientCheck} compares a field's own vector-Jacobian product and
 * every strategy with finite differences and with each other, and says what to mend.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.gradient;
