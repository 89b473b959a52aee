/**
 * The numeric containers of the toolkit: {@link io.anode4j.tensor.Matrix}, a batch of float32 rows
 * on the heap, its adapters to ND4J, and {@link io.anode4j.tensor.DoubleMatrix}, its float64 twin
 * for fields given as formulas; what works on both is written over {@link io.anode4j.tensor.Rows}.
 *
 * <p>A neural ODE on small states is thousands of operations of a few microseconds each. That is
 * why the working type is a plain {@code float[]} with a padded row stride, which the kernels read
 * without tails, and not an off-heap array with a dispatch per operation.
 *
 * <p>{@link io.anode4j.tensor.Cancellation} is how long calls everywhere end on an interrupt.
 *
 * <pre>{@code
 * Matrix y0 = Matrix.of(new float[][] {{1, 0}, {0, 2}}); // [2 × 2]
 * y0.get(1, 1); // 2; in data() it lies at 1 * stride() + 1
 * float[] values = y0.toArray(); // row after row, without the padding
 * INDArray array = NdArrays.of(y0); // a copy off the heap, for ND4J
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.tensor;
