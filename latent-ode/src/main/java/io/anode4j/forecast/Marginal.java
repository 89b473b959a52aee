package io.anode4j.forecast;

import org.jspecify.annotations.Nullable;

/**
 * The predictive distribution at one time and channel: an equally weighted mixture, a run of two
 * flat arrays, censored where the channel has bounds, rounded where it counts; or of counts, see
 * {@link CountMixture}.
 *
 * @param density of the components
 * @param bounds between which values lie
 * @param means component locations
 * @param scales component scales
 * @param from first component
 * @param size number of components
 * @param image what the mixture is an image of, if that is known
 */
record Marginal(
    ComponentDensity density,
    Bounds bounds,
    double[] means,
    double[] scales,
    int from,
    int size,
    StandardMixture.@Nullable Image image) {

  /** What is left of a density beyond a bound, as a logarithm: a thousandth. */
  private static final double LOG_BEYOND = Math.log(1e-3);

  double mean() {
    if (density.counts()) {
      return CountMixture.mean(this);
    }
    if (bounds.whole() && RoundedMixture.areFew(this)) {
      return RoundedMixture.mean(this);
    }
    // What lies below the lower bound is lifted to it, what lies above the upper is taken off.
    double lifted =
        bounds.lower() == Double.NEGATIVE_INFINITY
            ? Mixture.mean(means, from, size)
            : bounds.lower() + above(bounds.lower());
    return bounds.upper() == Double.POSITIVE_INFINITY ? lifted : lifted - above(bounds.upper());
  }

  /** {@code E[(X − bound)⁺]}. */
  private double above(double bound) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      double offset = bound - means[i];
      sum += 0.5 * (density.expectedAbsolute(offset, scales[i]) - offset);
    }
    return sum / size;
  }

  double std() {
    if (density.counts()) {
      return CountMixture.std(this);
    }
    if (bounds.whole() && RoundedMixture.areFew(this)) {
      return RoundedMixture.std(this);
    }
    return bounds.isNone()
        ? Mixture.std(density, means, scales, from, size)
        : CensoredMixture.std(this);
  }

  double cdf(double y) {
    if (density.counts()) {
      return CountMixture.cdf(this, y);
    }
    if (y < bounds.lower()) {
      return 0;
    }
    if (y >= bounds.upper()) {
      return 1;
    }
    return bounds.whole()
        ? RoundedMixture.cdf(this, y)
        : Mixture.cdf(density, means, scales, from, size, y);
  }

  double quantile(double p) {
    if (density.counts()) {
      return CountMixture.quantile(this, p);
    }
    double quantile =
        image == null ? Mixture.quantile(density, means, scales, from, size, p) : image.quantile(p);
    return bounds.clamp(bounds.whole() ? RoundedMixture.ofQuantile(bounds, quantile) : quantile);
  }

  /**
   * On a bound the logarithm of the probability that stands there. Bounds are known from data, so a
   * value beyond one is improbable, not impossible.
   */
  double logDensity(double y) {
    if (density.counts()) {
      return CountMixture.logProbability(this, y);
    }
    if (!bounds.contains(y)) {
      return LOG_BEYOND + Mixture.logDensity(density, means, scales, from, size, y);
    }
    if (bounds.whole()) {
      return RoundedMixture.logProbability(this, y);
    }
    if (y == bounds.lower()) {
      return Mixture.logCdf(density, means, scales, from, size, y);
    }
    if (y == bounds.upper()) {
      return Mixture.logUpper(density, means, scales, from, size, y);
    }
    return Mixture.logDensity(density, means, scales, from, size, y);
  }

  double crps(double y) {
    if (density.counts()) {
      return CountMixture.crps(this, y);
    }
    if (bounds.whole() && bounds.contains(y) && RoundedMixture.areFew(this)) {
      return RoundedMixture.crps(this, y);
    }
    double within = bounds.clamp(y);
    double score = Mixture.crps(density, means, scales, from, size, within);
    return bounds.isNone()
        ? score
        : Math.max(0, score - CensoredMixture.beyond(this)) + Math.abs(y - within);
  }
}
