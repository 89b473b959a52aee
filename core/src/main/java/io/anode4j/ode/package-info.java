/**
 * Initial value problems for batches of independent rows.
 *
 * <p>Every row has its own times, step size, error control and status. Rows that are done leave the
 * batch, dense output supplies the requested times, and a row's result is the same, bit for bit,
 * alone or among others.
 *
 * <table>
 * <caption>Methods</caption>
 * <tr><th>method</th><th>order</th><th>stages a step</th><th>step size</th><th>dense output</th></tr>
 * <tr><td>{@code dopri5}</td><td>5(4)</td><td>6</td><td>adaptive</td><td>order 4</td></tr>
 * <tr><td>{@code tsit5}</td><td>5(4)</td><td>6</td><td>adaptive</td><td>order 4</td></tr>
 * <tr><td>{@code rk4}</td><td>4</td><td>4</td><td>fixed</td><td>cubic Hermite, order 3</td></tr>
 * <tr><td>{@code euler}</td><td>1</td><td>1</td><td>fixed</td><td>linear, order 1</td></tr>
 * </table>
 *
 * <pre>{@code
 * VectorField decay = VectorField.of(1, (t, y, dy) -> dy[0] = -y[0]);
 * Solution s = Solver.dopri5(1e-6, 1e-8).solve(decay, Matrix.of(new float[][] {{1}}), 0, 0.5, 1);
 * s.value(0, 1, 0); // exp(-1)
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.ode;
