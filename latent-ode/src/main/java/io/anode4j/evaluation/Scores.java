package io.anode4j.evaluation;

/**
 * Mean scores over observed target values, all on standardised values.
 *
 * <p>Every mean is a micro average: the sum over all targets, whatever their series, origin or
 * channel, divided by {@code targets}. A missing value is no target. Lower is better for all but
 * the coverages, which should be what their name says. All are NaN if there was no target.
 *
 * @param targets number of observed values scored, the denominator of all other figures
 * @param mse mean squared error of the predictive mean
 * @param mae mean absolute error of the predictive median
 * @param crps continuous ranked probability score (Gneiting and Raftery 2007, equation 20)
 * @param nll negative log-likelihood of an observed value, in nats
 * @param pinball pinball loss (Koenker and Bassett 1978), mean over the quantiles 0.05, 0.5, 0.95
 * @param coverage50 share of targets within the central 50 % interval
 * @param coverage80 share of targets within the central 80 % interval
 * @param coverage90 share of targets within the central 90 % interval
 * @param coverage95 share of targets within the central 95 % interval
 */
public record Scores(
    long targets,
    double mse,
    double mae,
    double crps,
    double nll,
    double pinball,
    double coverage50,
    double coverage80,
    double coverage90,
    double coverage95) {}
