/**
 * Lessons with ND4J: arrays in and out, its updaters and schedules, its graphs as fields, and BLAS.
 * They need one dependency more than the others, {@code anode4j-natives}; every lesson is run by a
 * test.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.examples.nd4j;
