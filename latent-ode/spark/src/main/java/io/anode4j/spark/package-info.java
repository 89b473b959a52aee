/**
 * Forecasts, scores and backtests over tables of Apache Spark: {@link
 * io.anode4j.spark.SparkForecaster}, {@link io.anode4j.spark.SparkScorer}, {@link
 * io.anode4j.spark.SparkEvaluator}, and stages of Spark ML: {@link
 * io.anode4j.spark.ForecastEstimator}, {@link io.anode4j.spark.ForecastModel}. A row is computed
 * from its own series alone, so results are those of a single process, to the bit, however the
 * table is partitioned.
 */
@NullMarked
package io.anode4j.spark;

import org.jspecify.annotations.NullMarked;
