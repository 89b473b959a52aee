/**
 * Layers with exact vector-Jacobian products over one flat parameter vector.
 *
 * <p>An architecture ({@link io.anode4j.nn.Layer}, {@link io.anode4j.nn.GruCell}) is an immutable
 * value that knows where its weights lie in a {@link io.anode4j.nn.Parameters} vector. To compute,
 * a thread asks it for an evaluator: packed weights, scratch memory and gradient accumulators that
 * belong to that thread. Each evaluator can record a forward pass on a tape and pull a cotangent
 * back through it.
 *
 * <table>
 * <caption>Layers</caption>
 * <tr><th>layer</th><th>map</th><th>directional derivatives</th></tr>
 * <tr><td>{@link io.anode4j.nn.Dense}</td><td>x·Wᵀ + b</td><td>yes</td></tr>
 * <tr><td>{@link io.anode4j.nn.Mlp}</td><td>affine layers with activations, fused</td>
 *     <td>yes</td></tr>
 * <tr><td>{@link io.anode4j.nn.Elementwise}</td><td>an activation</td><td>yes</td></tr>
 * <tr><td>{@link io.anode4j.nn.Sequential}</td><td>one after the other</td>
 *     <td>if its parts have</td></tr>
 * <tr><td>{@link io.anode4j.nn.Residual}</td><td>x + h·f(x)</td><td>if f has</td></tr>
 * <tr><td>{@link io.anode4j.nn.TiedResidualStack}</td><td>L Euler steps of 1/L</td>
 *     <td>if f has</td></tr>
 * <tr><td>{@link io.anode4j.nn.SymmetricLayer}</td><td>s·Kᵀσ(Kx + b); blocks of it by {@link
 *     io.anode4j.nn.PdeBlocks}</td><td>no</td></tr>
 * <tr><td>{@link io.anode4j.nn.TimeConcat}</td><td>f([x, t])</td><td>if f has</td></tr>
 * <tr><td>{@link io.anode4j.nn.ConcatSquash}</td><td>affine, gated by time</td><td>yes</td></tr>
 * <tr><td>{@link io.anode4j.nn.GroupNorm}</td><td>group or layer normalisation</td>
 *     <td>yes</td></tr>
 * <tr><td>{@link io.anode4j.nn.Conv2d}</td><td>a convolution of images, with time as a channel</td>
 *     <td>yes</td></tr>
 * <tr><td>{@link io.anode4j.nn.AveragePool}</td><td>means over a window</td><td>yes</td></tr>
 * <tr><td>{@link io.anode4j.nn.RandomShift}</td><td>images moved at random in training</td>
 *     <td>yes</td></tr>
 * </table>
 *
 * <p>Directional derivatives have a reverse pass of their own, so that traces and Jacobian norms
 * can be trained on with exact gradients.
 *
 * <pre>{@code
 * ParameterLayout.Builder layout = ParameterLayout.builder();
 * Layer block = Residual.of(Mlp.in(layout, "block", Activation.RELU, 2, 32, 2));
 * Network network = Network.create(block, layout.build(), 1);
 * Matrix y = network.apply(x); // [rows × 2]
 * }</pre>
 *
 * <p>A network is saved and loaded in one call each. The file is in the safetensors format, which
 * Python reads and writes too; the architecture is the program's.
 *
 * <pre>{@code
 * network.save(file);
 * Network again = Network.load(file, network.layer(), network.parameters().layout());
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.nn;
