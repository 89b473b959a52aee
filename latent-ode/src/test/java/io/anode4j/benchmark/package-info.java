/**
 * What is fast, and by how much: JMH benchmarks, run by {@code mvn -Pbenchmarks package}, a table
 * of gradients, {@link GradientTable}, and one of layers for images, {@link LayerTable}. They are
 * compiled with the tests, so that they cannot rot, but measured only when asked.
 */
@NullMarked
package io.anode4j.benchmark;

import org.jspecify.annotations.NullMarked;
