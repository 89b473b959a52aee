/**
 * Forecasts and scores over tables of Apache Spark: {@link io.anode4j.spark.SparkForecaster} and
 * {@link io.anode4j.spark.SparkScorer}. A row is computed from its own series alone, so results are
 * those of a single process, to the bit, however the table is partitioned.
 */
@NullMarked
package io.anode4j.spark;

import org.jspecify.annotations.NullMarked;
