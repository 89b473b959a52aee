/**
 * Internal: the hot kernels behind layers and solvers, in a SIMD and a plain-Java version.
 *
 * <p>{@link io.anode4j.tensor.kernel.KernelProvider} chooses one implementation when the JVM first
 * needs it and logs the choice once, with the remedy when the fast one is not available. All
 * implementations are tested against each other and against ND4J on awkward sizes.
 *
 * <table>
 * <caption>Choices of {@code -Danode4j.kernels}</caption>
 * <tr><th>word</th><th>what</th></tr>
 * <tr><td>{@code auto}</td><td>SIMD where the Vector module is present, else plain</td></tr>
 * <tr><td>{@code simd}</td><td>SIMD, or a refusal that says what is missing</td></tr>
 * <tr><td>{@code plain}</td><td>plain Java, two to three times slower</td></tr>
 * <tr><td>{@code blas}</td><td>OpenBLAS for large products, with the dependency {@code
 *     anode4j-natives}, else a refusal; rows then depend on their batch in the last bits</td></tr>
 * </table>
 *
 * <p>Contract shared by all: a row of a result depends on that row of the input alone and is
 * identical, bit for bit, whatever other rows are in the batch. Every output element is summed in
 * the order of its inputs, with one fused or one plain multiply-add a term, in full blocks and in
 * tails alike.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.tensor.kernel;
