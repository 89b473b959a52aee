package io.anode4j.latent;

/**
 * Observation noise of a channel with memory: part of a residual lasts and fades, as in an
 * Ornstein–Uhlenbeck process, so that the last observed residual says something about the next.
 *
 * <p>With {@code ρ(Δ) = persistence·exp(−Δ/memory)}, a forecast Δ after the channel's last
 * observation is shifted by {@code ρ·residual}, and its noise has variance {@code σ²·(1 − ρ²)}.
 *
 * @param factor factor of the trained standard deviation σ
 * @param persistence share of a residual that lasts, 0 for white noise to 1
 * @param memory time after which it has faded to 1/e, original time units, above 0
 */
record ObservationNoise(double factor, double persistence, double memory) {
  static final ObservationNoise WHITE = new ObservationNoise(1, 0, 1);

  ObservationNoise {
    boolean fits =
        factor > 0
            && Double.isFinite(factor)
            && persistence >= 0
            && persistence <= 1
            && memory > 0
            && Double.isFinite(memory);
    if (!fits) {
      throw new IllegalArgumentException(
          "an observation noise of factor "
              + factor
              + ", persistence "
              + persistence
              + " and memory "
              + memory);
    }
  }

  /** Share of the last residual that is left. */
  double correlation(double lag) {
    return lag < 0 ? 0 : persistence * Math.exp(-lag / memory);
  }

  /** Standard deviation in units of the trained one. */
  double deviation(double lag) {
    double rho = correlation(lag);
    // Never quite zero: a forecast at the very time of an observation is not certain.
    return factor * Math.sqrt(Math.max(1 - rho * rho, 0.01));
  }
}
