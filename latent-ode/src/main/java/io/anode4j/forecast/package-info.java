/**
 * What every forecaster gives: {@link io.anode4j.forecast.Forecast}, a predictive distribution for
 * each time and channel, and {@link io.anode4j.forecast.Forecaster}, the question behind it. The
 * model and its baselines answer it alike, so evaluation and reports need to know neither.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.forecast;
