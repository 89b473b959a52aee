package io.anode4j.forecast;

import java.util.Arrays;

/**
 * An equally weighted mixture of which many others are images under {@code x ↦ centre + width·x}.
 * So are their quantiles: each is found once, where the others would be found by iteration over and
 * over. Instances may be shared between threads.
 */
public final class StandardMixture {
  /** More levels than anyone asks of one model are not kept. */
  private static final int MOST_KEPT = 128;

  private final ComponentDensity density;
  private final double[] means;
  private final double[] scales;

  /** Probabilities asked so far and their quantiles, in pairs; replaced whole. */
  private volatile double[] found = {};

  /**
   * A mixture.
   *
   * @param density of the components
   * @param means their locations, at least one, finite
   * @param scales their scales, as many, finite and not negative
   */
  public StandardMixture(ComponentDensity density, double[] means, double[] scales) {
    if (means.length == 0 || means.length != scales.length) {
      throw new IllegalArgumentException(
          "A mixture has "
              + means.length
              + " means and "
              + scales.length
              + " scales; expected as many of both, and at least one");
    }
    this.density = density;
    this.means = means.clone();
    this.scales = scales.clone();
  }

  /**
   * Quantile of the mixture.
   *
   * @param p probability, 0 &lt; p &lt; 1
   * @return the smallest value whose distribution function reaches it
   */
  double quantile(double p) {
    double[] known = found;
    for (int i = 0; i < known.length; i += 2) {
      if (known[i] == p) {
        return known[i + 1];
      }
    }
    double quantile = Mixture.quantile(density, means, scales, 0, means.length, p);
    if (known.length < 2 * MOST_KEPT) {
      double[] more = Arrays.copyOf(known, known.length + 2);
      more[known.length] = p;
      more[known.length + 1] = quantile;
      found = more; // Whoever was here at the same time found the same number.
    }
    return quantile;
  }

  /**
   * The mixture elsewhere and of another width.
   *
   * @param of the mixture
   * @param centre where its 0 lies
   * @param width what its 1 is long, not negative
   */
  public record Image(StandardMixture of, double centre, double width) {
    double quantile(double p) {
      return centre + width * of.quantile(p) + 0.0; // turns −0 into 0
    }

    Image moved(double by) {
      return new Image(of, centre + by, width);
    }
  }
}
