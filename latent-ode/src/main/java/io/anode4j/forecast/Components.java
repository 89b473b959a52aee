package io.anode4j.forecast;

import io.anode4j.tensor.Cancellation;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The components of a forecast: at each time and channel one run of them.
 *
 * @param times number of times
 * @param samples components at each time and channel
 * @param means component means, [times × channels × samples]
 * @param scales component scales, laid out as the means
 * @param densities density of each channel's components
 * @param bounds of each channel
 * @param images what the mixtures are images of
 */
record Components(
    int times,
    int samples,
    double[] means,
    double[] scales,
    List<ComponentDensity> densities,
    List<Bounds> bounds,
    Images images) {

  /** Copies the lists. */
  Components {
    densities = List.copyOf(densities);
    bounds = List.copyOf(bounds);
  }

  /** Components without bounds, to be filled in. */
  static Components empty(int times, int samples, List<ComponentDensity> densities) {
    int channels = densities.size();
    int size = times * channels * samples;
    List<Bounds> none = Collections.nCopies(channels, Bounds.NONE);
    Images images = Images.unknown(times * channels);
    return new Components(
        times, samples, new double[size], new double[size], densities, none, images);
  }

  /** The same with other means and bounds. */
  Components with(double[] otherMeans, List<Bounds> otherBounds) {
    return new Components(times, samples, otherMeans, scales, densities, otherBounds, images);
  }

  /** The same, of which more is known. */
  Components with(Images others) {
    return new Components(times, samples, means, scales, densities, bounds, others);
  }

  private int channels() {
    return densities.size();
  }

  private int point(int time, int channel) {
    return (Objects.checkIndex(time, times) * channels() + Objects.checkIndex(channel, channels()))
        * samples;
  }

  /** Where the means and scales have a component. */
  int at(int sample, int time, int channel) {
    return point(time, channel) + Objects.checkIndex(sample, samples);
  }

  /** The distribution at a time and channel. */
  Marginal marginal(int time, int channel) {
    int from = point(time, channel);
    ComponentDensity density = densities.get(channel);
    StandardMixture.Image image = images.at(from / samples);
    return new Marginal(density, bounds.get(channel), means, scales, from, samples, image);
  }

  /** A figure at all points, [times × channels]. */
  double[][] table(ToDoubleFunction<Marginal> figure) {
    double[][] table = new double[times][channels()];
    for (int t = 0; t < times; t++) {
      Cancellation.check("The reading of a forecast");
      for (int c = 0; c < channels(); c++) {
        table[t][c] = figure.applyAsDouble(marginal(t, c));
      }
    }
    return table;
  }
}
