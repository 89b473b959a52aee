/**
 * The latent ODE for irregular time series: its model, its trainer and what it says about times
 * nobody has measured.
 *
 * <p>Everything that forecasts, the latent ODE as well as the simple baselines it has to beat, is a
 * {@link io.anode4j.latent.Forecaster}: it sees the history of one series and answers with a {@link
 * io.anode4j.latent.Forecast}, a predictive distribution at arbitrary times. A forecast is never a
 * bare number: at each time and channel it is a mixture of Gaussians, one for every sample of the
 * latent state, with exact mean, standard deviation, quantiles and scores.
 */
@NullMarked
package io.anode4j.latent;

import org.jspecify.annotations.NullMarked;
