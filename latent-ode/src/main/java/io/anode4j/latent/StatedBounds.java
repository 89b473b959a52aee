package io.anode4j.latent;

import io.anode4j.forecast.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Ends of scales that somebody knows, by channel; they stand above what data seem to show.
 *
 * @param lower smallest values
 * @param upper largest values
 */
record StatedBounds(Map<String, Double> lower, Map<String, Double> upper) {
  static final StatedBounds NONE = new StatedBounds(Map.of(), Map.of());

  boolean isEmpty() {
    return lower.isEmpty() && upper.isEmpty();
  }

  StatedBounds lower(String channel, double value) {
    return new StatedBounds(with(lower, channel, value), upper);
  }

  StatedBounds upper(String channel, double value) {
    return new StatedBounds(lower, with(upper, channel, value));
  }

  private static Map<String, Double> with(Map<String, Double> all, String channel, double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(
          "The bound of channel " + channel + " is NaN; expected a number or an infinity for none");
    }
    Map<String, Double> more = new TreeMap<>(all);
    more.put(channel, value);
    return Map.copyOf(more);
  }

  /**
   * Bounds in a sentence.
   *
   * @param channels names of the channels
   * @param bounds of each
   * @return nothing where there are none
   */
  static Optional<String> words(List<String> channels, List<Bounds> bounds) {
    List<String> words = new ArrayList<>();
    for (int c = 0; c < bounds.size(); c++) {
      Bounds own = bounds.get(c);
      if (!own.equals(Bounds.NONE)) {
        words.add("%s (%s)".formatted(channels.get(c), own.words()));
      }
    }
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of("Forecasts stay within bounds: " + String.join(", ", words));
  }

  /**
   * What was found, under what was stated.
   *
   * @param channels names of the channels
   * @param found bounds of each
   * @param whole whether all that was seen of each are whole numbers
   * @throws IllegalArgumentException when a channel is not there, or a lower bound is not below the
   *     upper one
   */
  List<Bounds> over(List<String> channels, List<Bounds> found, List<Boolean> whole) {
    for (Map<String, Double> side : List.of(lower, upper)) {
      for (String channel : side.keySet()) {
        if (!channels.contains(channel)) {
          throw new IllegalArgumentException(
              "A bound was stated of the channel '"
                  + channel
                  + "'; expected one of "
                  + String.join(", ", channels));
        }
      }
    }
    List<Bounds> bounds = new ArrayList<>();
    for (int c = 0; c < found.size(); c++) {
      bounds.add(over(channels.get(c), found.get(c), whole.get(c)));
    }
    return bounds;
  }

  /** Whole numbers above a whole bound, found or stated, are counts. */
  private Bounds over(String channel, Bounds found, boolean whole) {
    double low = lower.getOrDefault(channel, found.lower());
    double high = upper.getOrDefault(channel, found.upper());
    boolean counts =
        whole
            && (found.whole() || lower.containsKey(channel))
            && Double.isFinite(low)
            && low == Math.rint(low);
    return new Bounds(low, counts ? Math.floor(high) : high, counts);
  }
}
