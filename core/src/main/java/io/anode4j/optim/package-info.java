/**
 * Descent on the flat vector of {@link io.anode4j.nn.Parameters}: optimisers, learning rates and
 * gradient clipping.
 *
 * <p>{@link io.anode4j.optim.Optimizer#adam()} and its kin are plain loops over one array. They
 * give the same result on every machine and need no native library, so a program that trains starts
 * at once. Whoever wants another rule wraps ND4J's.
 *
 * <pre>{@code
 * Optimizer optimizer = Optimizer.adam();
 * LearningRate rate = LearningRate.cosine(1e-2, 2_000).withWarmUp(100);
 * GradientClipping.byGlobalNorm(gradient, 1.0);
 * optimizer.step(parameters, gradient, rate.at(step));
 * }</pre>
 *
 * <table>
 * <caption>Parts of a training</caption>
 * <tr><th>part</th><th>choices</th></tr>
 * <tr><td>{@link io.anode4j.optim.Optimizer}</td>
 *     <td>{@code adam}, {@code adamW}, {@code adaMax}, {@code sgd}, {@code momentum}; any rule of ND4J by
 *     {@link io.anode4j.optim.Nd4jOptimizer}</td></tr>
 * <tr><td>{@link io.anode4j.optim.LearningRate}</td>
 *     <td>{@code constant}, {@code cosine}, {@code exponential}, {@code stair}, each with a
 *     warm-up</td></tr>
 * <tr><td>{@link io.anode4j.nn.Loss}</td>
 *     <td>{@code meanSquared}, {@code huber}, {@code crossEntropy}; {@code misclassified} to
 *     judge by</td></tr>
 * </table>
 *
 * <p>{@link io.anode4j.optim.Trainer} does all of that for any {@link io.anode4j.optim.Objective}:
 * minibatches, schedule, clipping, early stop, a listener, the same weights for the same seed.
 *
 * <pre>{@code
 * Trained trained = Trainer.of(30).withSeed(7).fit(network, inputs, targets, Loss.crossEntropy());
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.optim;
