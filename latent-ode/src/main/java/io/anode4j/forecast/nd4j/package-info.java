/**
 * The question and the answer of {@link io.anode4j.forecast.Forecaster} as ND4J's arrays: {@link
 * io.anode4j.forecast.nd4j.NdForecaster}. The only package outside of core that knows ND4J; nothing
 * depends on it, so a forecast without it never loads ND4J.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.forecast.nd4j;
