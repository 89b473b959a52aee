package io.anode4j.forecast;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Predictive distribution of one series at arbitrary times.
 *
 * <p>At each time and channel it is an equally weighted mixture of Gaussians, or of components of
 * another {@link ComponentDensity}, in the units of the data: one component for each sample of the
 * latent state (what the past leaves open), each with a scale of its own (the noise of an
 * observation). A baseline has a single component. All figures come from that mixture in closed
 * form, none from drawn values; only quantiles are found by iteration, to about 1e-12 of the
 * distance between the outermost components.
 *
 * <p>Instances are immutable and may be shared between threads. Times are indexed in the order in
 * which they were asked, channels in the order of {@link #channels()}.
 */
public final class Forecast {
  private final String id;
  private final List<String> channels;
  private final double[] times;
  private final Components components;

  private Forecast(String id, List<String> channels, double[] times, Components components) {
    this.id = id;
    this.channels = channels;
    this.times = times;
    this.components = components;
    ComponentTable.check(id, channels, times, components.bounds().size());
  }

  /**
   * Forecast with one Gaussian at each time and channel.
   *
   * @param mean means, [times × channels], finite
   * @param std standard deviations, likewise, not negative; 0 is a certainty
   */
  public static Forecast gaussian(
      String id, List<String> channels, double[] times, double[][] mean, double[][] std) {
    return mixture(id, channels, times, new double[][][] {mean}, new double[][][] {std});
  }

  /**
   * Forecast with a mixture of equally weighted Gaussians at each time and channel.
   *
   * @param means component means, [samples × times × channels], finite
   * @param stds component standard deviations, likewise, not negative; 0 is a point mass
   */
  public static Forecast mixture(
      String id, List<String> channels, double[] times, double[][][] means, double[][][] stds) {
    return mixture(
        id,
        channels,
        times,
        means,
        stds,
        Collections.nCopies(channels.size(), ComponentDensity.gaussian()));
  }

  /**
   * Forecast with a mixture of equally weighted components at each time and channel.
   *
   * @param id name of the series
   * @param channels names of the channels
   * @param times the times asked, finite, in any order
   * @param locations component locations, which are their means, [samples × times × channels],
   *     finite
   * @param scales component scales, [samples × times × channels], finite and not negative; 0 is a
   *     point mass
   * @param densities density of each channel's components
   * @return the forecast; all arrays are copied
   * @throws IllegalArgumentException if a shape or a value is not as stated
   */
  public static Forecast mixture(
      String id,
      List<String> channels,
      double[] times,
      double[][][] locations,
      double[][][] scales,
      List<ComponentDensity> densities) {
    if (locations.length == 0) {
      throw new IllegalArgumentException(
          "Forecast of series '"
              + id
              + "' has no samples; at least one is expected: draw one or more.");
    }
    Components components = Components.empty(times.length, locations.length, densities);
    Forecast forecast =
        new Forecast(
            Objects.requireNonNull(id, "id"), List.copyOf(channels), times.clone(), components);
    ComponentTable table = forecast.layout();
    table.fill(locations, components.means(), "mean", Double.NEGATIVE_INFINITY);
    table.fill(scales, components.scales(), "standard deviation", 0);
    return forecast;
  }

  /**
   * The same forecast within bounds: what it would put beyond one stands on it, between two counts
   * on the nearer. Components are as they were.
   *
   * @param bounds one for each channel
   * @return the censored forecast
   * @throws IllegalArgumentException if their number is not that of the channels
   */
  public Forecast within(List<Bounds> bounds) {
    return new Forecast(id, channels, times, components.with(components.means(), bounds));
  }

  /**
   * The same forecast, which knows what its mixtures are images of: their quantiles follow from
   * those, to rounding.
   *
   * @param of one for each point {@code [times · channels]}; null where that is not known
   * @return the same distributions
   */
  public Forecast knowing(StandardMixture.@Nullable Image[] of) {
    return new Forecast(id, channels, times, components.with(components.images().with(id, of)));
  }

  /**
   * The same distribution elsewhere: components and bounds of each channel are moved alike.
   *
   * @param by how far, one for each channel in its unit
   * @return the moved forecast
   * @throws IllegalArgumentException if their number is another, or a moved mean is not finite
   */
  public Forecast moved(double[] by) {
    double[] means = layout().moved(components.means(), by);
    Components moved =
        components
            .with(means, Bounds.moved(components.bounds(), by))
            .with(components.images().moved(by));
    return new Forecast(id, channels, times, moved);
  }

  private ComponentTable layout() {
    return new ComponentTable(id, channels, times, components.samples());
  }

  /** {@return the name of the series that is forecast} */
  public String id() {
    return id;
  }

  /** {@return the names of the channels, in the order of the channel index} */
  public List<String> channels() {
    return channels;
  }

  /** {@return the times asked, in the order of the time index; a copy} */
  public double[] times() {
    return times.clone();
  }

  /** {@return the number of times} */
  public int length() {
    return times.length;
  }

  /** {@return the number of components at each time and channel} */
  public int samples() {
    return components.samples();
  }

  /** {@return the time at an index, in the unit of the series} */
  public double time(int time) {
    return times[Objects.checkIndex(time, times.length)];
  }

  /** Mean of one component: followed over the times, one sample path without observation noise. */
  public double component(int sample, int time, int channel) {
    return components.means()[components.at(sample, time, channel)];
  }

  /** Scale of the component whose mean {@link #component} gives. */
  public double scale(int sample, int time, int channel) {
    return components.scales()[components.at(sample, time, channel)];
  }

  /** Density of a channel's components. */
  public ComponentDensity density(int channel) {
    return components.densities().get(Objects.checkIndex(channel, channels.size()));
  }

  /** Between which values a channel lies. */
  public Bounds bounds(int channel) {
    return components.bounds().get(Objects.checkIndex(channel, channels.size()));
  }

  /**
   * Mean of the predictive distribution.
   *
   * @param time index of the time
   * @param channel index of the channel
   * @return the mean, in the unit of the channel
   */
  public double mean(int time, int channel) {
    return components.marginal(time, channel).mean();
  }

  /**
   * Standard deviation of the predictive distribution, by the law of total variance.
   *
   * @param time index of the time
   * @param channel index of the channel
   * @return the standard deviation, in the unit of the channel
   */
  public double std(int time, int channel) {
    return components.marginal(time, channel).std();
  }

  /** {@return the means at all points, [times × channels]} */
  public double[][] mean() {
    return components.table(Marginal::mean);
  }

  /** {@return the standard deviations at all points, [times × channels]} */
  public double[][] std() {
    return components.table(Marginal::std);
  }

  /**
   * Quantile of the predictive distribution: the smallest value that is not exceeded with
   * probability {@code p}.
   *
   * @param p probability, 0 &lt; p &lt; 1
   * @param time index of the time
   * @param channel index of the channel
   * @return the quantile, in the unit of the channel
   * @throws IllegalArgumentException if {@code p} is not strictly between 0 and 1
   */
  public double quantile(double p, int time, int channel) {
    Mixture.requireProbability(p);
    return components.marginal(time, channel).quantile(p);
  }

  /**
   * Quantiles at all points, [times × channels].
   *
   * @param p probability, 0 &lt; p &lt; 1
   * @return the quantiles
   * @throws IllegalArgumentException if {@code p} is not strictly between 0 and 1
   */
  public double[][] quantile(double p) {
    Mixture.requireProbability(p);
    return components.table(marginal -> marginal.quantile(p));
  }

  /**
   * Probability that the value is at most {@code y}.
   *
   * @param time index of the time
   * @param channel index of the channel
   * @param y value, in the unit of the channel
   * @return the probability, accurate to a few units in its last place
   */
  public double cdf(int time, int channel, double y) {
    return components.marginal(time, channel).cdf(ComponentTable.requireNumber(id, y));
  }

  /**
   * Natural logarithm of the predictive density, of counts and on bounds of the probability; minus
   * this is the negative log-likelihood in nats.
   *
   * @param time index of the time
   * @param channel index of the channel
   * @param y value, in the unit of the channel
   * @return the logarithm of the density; where all components are certain, +∞ at their values and
   *     −∞ elsewhere
   */
  public double logDensity(int time, int channel, double y) {
    return components.marginal(time, channel).logDensity(ComponentTable.requireNumber(id, y));
  }

  /**
   * Continuous ranked probability score of the outcome {@code y}, in closed form (Grimit and others
   * 2006, equation 5). Lower is better; a certain forecast scores its absolute error.
   *
   * <p>The cost grows with the square of {@link #samples()}.
   *
   * @param time index of the time
   * @param channel index of the channel
   * @param y the outcome, in the unit of the channel
   * @return the score, in the unit of the channel, never negative
   */
  public double crps(int time, int channel, double y) {
    return components.marginal(time, channel).crps(ComponentTable.requireNumber(id, y));
  }

  @Override
  public String toString() {
    return String.format(
        "Forecast[%s: %d times × %d channels, %d samples]",
        id, times.length, channels.size(), samples());
  }
}
