/**
 * The one numeric container of the toolkit: {@link io.anode4j.tensor.Matrix}, a batch of float32
 * rows on the heap, and its adapters to ND4J.
 *
 * <p>A neural ODE on small states is thousands of operations of a few microseconds each. That is
 * why the working type is a plain {@code float[]} with a padded row stride, which the kernels read
 * without tails, and not an off-heap array with a dispatch per operation.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.tensor;
