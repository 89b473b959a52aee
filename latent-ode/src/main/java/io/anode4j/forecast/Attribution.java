package io.anode4j.forecast;

import java.util.Comparator;
import java.util.List;

/**
 * What moved a forecast: how much its mean differs from what it would have been without a part of
 * what was known, each part taken away alone. Parts that say the same share an effect that neither
 * shows; effects do not add up to anything.
 *
 * @param id of the series
 * @param effects one for each part and each channel that is forecast
 */
public record Attribution(String id, List<Effect> effects) {
  /** What was taken away. */
  public enum Part {
    /** Some consecutive observations of a channel, as if they had not been made. */
    OBSERVATIONS,
    /** All observations of a channel. */
    CHANNEL,
    /**
     * A covariate: one that is known ahead as if it stayed what it is at the last observation, a
     * past one as if it had been its own mean.
     */
    COVARIATE,
    /**
     * Nothing: some consecutive observations of a channel had been a little greater. Its effect is
     * a derivative, in units of the forecast channel by one unit of the source ({@link
     * Sensitivity}).
     */
    GRADIENT
  }

  /**
   * What one part did to one channel.
   *
   * @param part what kind of part it is
   * @param source name of the channel or covariate
   * @param from first time of the part
   * @param to last time of the part
   * @param channel channel that is forecast
   * @param shift mean over the times asked of the forecast with the part less that without it, in
   *     the channel's unit
   * @param size mean of the absolute difference
   */
  public record Effect(
      Part part,
      String source,
      double from,
      double to,
      String channel,
      double shift,
      double size) {}

  /** Copies. */
  public Attribution {
    effects = List.copyOf(effects);
  }

  /**
   * The effects on a channel of parts of one kind, the largest first.
   *
   * @param part kind of the parts
   * @param channel name of a channel
   * @return those effects
   */
  public List<Effect> largest(Part part, String channel) {
    return effects.stream()
        .filter(effect -> effect.part == part && effect.channel.equals(channel))
        .sorted(Comparator.comparingDouble(effect -> -effect.size))
        .toList();
  }
}
