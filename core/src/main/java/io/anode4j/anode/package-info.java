/**
 * Neural vector fields and the blocks made of them (Chen et al. 2018; Dupont et al. 2019).
 *
 * <table>
 * <caption>Fields: what stands on the right-hand side</caption>
 * <tr><th>field</th><th>from</th></tr>
 * <tr><td>{@link io.anode4j.anode.LayerField}</td>
 *     <td>any layer, of which {@link io.anode4j.nn.Mlp} is the fastest; in time by {@link io.anode4j.nn.TimeConcat} or
 *     {@link io.anode4j.nn.ConcatSquash}</td></tr>
 * <tr><td>{@link io.anode4j.anode.Conditioned}</td><td>constants of each row</td></tr>
 * <tr><td>{@link io.anode4j.anode.ControlledField}</td><td>a control path of each row</td></tr>
 * <tr><td>{@link io.anode4j.anode.SecondOrder}</td><td>position and velocity</td></tr>
 * <tr><td>{@link io.anode4j.anode.SameDiffField}</td><td>a SameDiff graph of ND4J</td></tr>
 * <tr><td>{@code VectorField.of}</td><td>a lambda, with its pullback or by differences</td></tr>
 * </table>
 *
 * <p>{@link io.anode4j.anode.NeuralOde} is a solve as a layer, to be composed with others and
 * trained by {@code io.anode4j.optim.Trainer}; {@link io.anode4j.anode.Augment} in front of it
 * makes it an augmented one, {@link io.anode4j.anode.Regularization} keeps it easy to solve.
 *
 * <pre>{@code
 * ParameterLayout.Builder layout = ParameterLayout.builder();
 * Layer f = Mlp.in(layout, "field", Activation.RELU, 3, 32, 32, 3);
 * Layer anode =
 *     Sequential.of(
 *         NeuralOde.augmented(2, f, Solver.dopri5(1e-3, 1e-3)), // from 2 to 3 dimensions
 *         Dense.in(layout, "head", 3, 1));
 * Network start = Network.create(anode, layout.build(), 1);
 * Trained trained = Trainer.of(30).fit(start, inputs, targets, Loss.huber(1));
 * trained.last().evaluations().forwardPerRow(); // NFE
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.anode;
