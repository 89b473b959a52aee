/**
 * Initial value problems for batches of independent rows.
 *
 * <p>Every row has its own times, step size, error control and status. Rows that are done leave the
 * batch, dense output supplies the requested times, and a row's result is the same, bit for bit,
 * alone or among others. Times, steps and norms are double; states are float32 in a {@link
 * io.anode4j.tensor.Matrix} and float64 in a {@link io.anode4j.tensor.DoubleMatrix}.
 *
 * <h2>Solve</h2>
 *
 * <pre>{@code
 * VectorField decay = VectorField.of(1, (t, y, dy) -> dy[0] = -y[0]);
 * Matrix y0 = Matrix.of(new float[][] {{1}});
 * Solution s = Solver.dopri5(1e-6, 1e-8).solve(decay, y0, 0, 0.5, 1);
 * s.value(0, 1, 0); // exp(-0.5)
 * }</pre>
 *
 * <h2>Precision</h2>
 *
 * A field given in double ({@link io.anode4j.ode.DoubleField}, which {@link
 * io.anode4j.ode.VectorField#of} makes) is solved in float64 from end to end; ask with double
 * states to have double outputs. Sums are compensated, so that no increment is lost, however small.
 *
 * <pre>{@code
 * DoubleSolution fine = Solver.dopri8(1e-12, 1e-14).solve(decay, new double[] {1}, 0, 0.5, 1);
 * fine.value(0, 1, 0); // exp(-0.5), to twelve digits
 * }</pre>
 *
 * Components of different sizes have tolerances of their own, {@link
 * io.anode4j.ode.Solver#withComponentAtol}.
 *
 * <h2>Times</h2>
 *
 * Times may differ from row to row ({@link io.anode4j.ode.OutputTimes}), run backwards, repeat, or
 * be none. {@link io.anode4j.ode.Solver#solveDense} keeps the whole solution instead: the state and
 * its derivative at any time, and every accepted step. To solve batch after batch without
 * allocating, keep an {@link io.anode4j.ode.Integrator} for each thread.
 *
 * <p>{@link io.anode4j.ode.SubGrids} keeps functions of the state instead, each on a grid of its
 * own.
 *
 * <h2>Methods</h2>
 *
 * <table>
 * <caption>Methods by order; evaluations are those of an accepted step</caption>
 * <tr><th>method</th><th>order</th><th>evaluations</th><th>steps</th><th>dense output</th>
 *   <th>when</th></tr>
 * <tr><td>{@code euler}</td><td>1</td><td>1</td><td>fixed</td><td>1</td><td>to compare with</td></tr>
 * <tr><td>{@code heun, midpoint, ralston}</td><td>2(1)</td><td>2 + 1</td><td>both</td>
 *   <td>2, cubic Hermite</td><td>rough fields, short spans</td></tr>
 * <tr><td>{@code bosh3}</td><td>3(2)</td><td>3</td><td>both</td><td>3, cubic Hermite</td>
 *   <td>rtol above 1e-3</td></tr>
 * <tr><td>{@code rk4, rk38}</td><td>4</td><td>4</td><td>fixed</td><td>3, cubic Hermite</td>
 *   <td>cost known beforehand</td></tr>
 * <tr><td>{@code dopri5, tsit5}</td><td>5(4)</td><td>6</td><td>both</td><td>4</td>
 *   <td>the first choice</td></tr>
 * <tr><td>{@code dopri8}</td><td>8(7)</td><td>13</td><td>both</td><td>5</td>
 *   <td>formulas over many periods, float64; not networks: 1.5 to 3 times the evaluations of
 *   dopri5 at 1e-3 to 1e-6. In float64 refined to 7 by 7 evaluations where the inside of a step is
 *   asked</td></tr>
 * <tr><td>{@code kencarp4}</td><td>4(3)</td><td>5 Newton solves, a Jacobian</td><td>both</td>
 *   <td>3, cubic Hermite</td><td>stiff fields: the first choice</td></tr>
 * <tr><td>{@code kvaerno5}</td><td>5(4)</td><td>6 Newton solves, a Jacobian</td><td>both</td>
 *   <td>4</td><td>stiff fields with many outputs between steps</td></tr>
 * </table>
 *
 * Methods whose last stage is not the step's end by construction are evaluated there once more; an
 * accepted step passes that evaluation on to the next, so only a rejected step pays for it.
 *
 * <h2>Steps</h2>
 *
 * Adaptive steps follow Hairer's PI rule; {@link io.anode4j.ode.ErrorFilter} has others. A field
 * that changes abruptly at known times wants {@link io.anode4j.ode.Solver#jumpAt}, an observation
 * that must not be interpolated {@link io.anode4j.ode.Solver#stepAt}.
 *
 * <h2>Events</h2>
 *
 * A row can end where a function of its state changes its sign; its time and state have gradients,
 * {@link io.anode4j.ode.EventGradient}. Each step's dense output is probed, so that a sign that
 * changes and changes back within a step is seen. With an event the last time may be infinite.
 *
 * <pre>{@code
 * Solver half = Solver.dopri5(1e-6, 1e-8).withEvent(Event.falling((t, y) -> y[0] - 0.5));
 * half.solve(decay, y0, 0, 5).rows().get(0).time(); // log 2
 * }</pre>
 *
 * Several events are watched at once, and one that changes the state lets its row go on ({@link
 * io.anode4j.ode.Event#then}); what happened stands in {@link
 * io.anode4j.ode.BatchSolution#occurrences}, and gradients cross it ({@code DifferentiableSolver}):
 *
 * <pre>{@code
 * VectorField flight = VectorField.of(2, (t, y, dy) -> { dy[0] = y[1]; dy[1] = -9.81; });
 * Event ground = Event.falling((t, y) -> y[0]).then((t, y, after) -> after[1] = -0.8 * y[1]);
 * Solver bouncing = Solver.dopri5(1e-8, 1e-9).withEvents(ground);
 * bouncing.solve(flight, new double[] {2, 0}, 0, 4).occurrences(); // five bounces
 * }</pre>
 *
 * <h2>Stop and go on</h2>
 *
 * A {@link io.anode4j.ode.ResumableSolve} goes on from where it stopped, here or elsewhere: each
 * row is a small record of step, history and last derivative, and the parts have the bits of the
 * whole.
 *
 * <h2>When a row does not arrive</h2>
 *
 * Nothing is thrown: each row has a {@link io.anode4j.ode.RowStatus}, and {@link
 * io.anode4j.ode.Solution.Row#explanation} tells a stiff field from diverged parameters. {@link
 * io.anode4j.ode.Solution#orThrow} is for those who would rather stop. An interrupted thread ends
 * its solve within a round.
 *
 * <h2>Stiff fields</h2>
 *
 * Explicit steps crawl where {@link io.anode4j.ode.Solution.Row#stiffness} is near 1. Robertson's
 * reaction to t = 40 at rtol 1e-3 takes dopri5 207,818 evaluations, and to t = 4000 kencarp4 465
 * and kvaerno5 578; Van der Pol's oscillator with ε = 1e-6 to t = 2 takes 3,958 and 4,902. kencarp4
 * was the cheaper of the two at every tolerance from 1e-2 to 1e-5 (Jacobians, which are
 * differenced, included), and its stages stay inside their steps. Networks' float32 limits both: a
 * component's rounding, 6e-8 of its size, is added to every step, so an rtol below 1e-5 gains
 * little, and small components that feed on differences of large ones lose digits. Formulas go on
 * in float64: Robertson to 1e11, fifteen orders of magnitude, in 412 steps at 1e-6. The linear
 * algebra is dense, of cost dimension cubed for each row and step: fine for tens of components, not
 * for hundreds. Gradients: {@link io.anode4j.ode.ImplicitGradient}.
 *
 * <p>Where it is not known, or changes on the way, a {@link io.anode4j.ode.SwitchingSolver} takes
 * explicit steps until stiffness is felt, implicit ones until it is over. Gradients: {@code new
 * DifferentiableSolver(switching)}.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.ode;
