/**
 * Layers with exact vector-Jacobian products over one flat parameter vector.
 *
 * <p>An architecture ({@link io.anode4j.nn.Mlp}, {@link io.anode4j.nn.GruCell}) is an immutable
 * value that knows where its weights lie in a {@link io.anode4j.nn.Parameters} vector. To compute,
 * a thread asks it for an evaluator: packed weights, scratch memory and gradient accumulators that
 * belong to that thread. Each evaluator can record a forward pass on a tape and pull a cotangent
 * back through it.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.nn;
