package io.anode4j.anchor;

import io.anode4j.data.Covariates;
import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that was ever observed of one series, ready to be looked at from any origin. Immutable; one
 * serves all windows of a series.
 */
public final class SeriesPast {
  private final List<ChannelPast> channels;
  private final Covariates covariates;

  private SeriesPast(List<ChannelPast> channels, Covariates covariates) {
    this.channels = channels;
    this.covariates = covariates;
  }

  /**
   * Reads a series.
   *
   * @param series values on the channels' scales
   * @param block length of the blocks within which scatter is measured: a model's context
   * @return its past
   */
  public static SeriesPast of(TimeSeries series, double block) {
    return new SeriesPast(
        IntStream.range(0, series.channels())
            .mapToObj(c -> new ChannelPast(series, c, block))
            .toList(),
        series.covariates());
  }

  /** The last time at which anything was observed until a present; that present without any. */
  double lastTime(double present) {
    double last = Double.NEGATIVE_INFINITY;
    for (ChannelPast channel : channels) {
      int end = channel.until(present);
      last = end == 0 ? last : Math.max(last, channel.time(end - 1));
    }
    return last == Double.NEGATIVE_INFINITY ? present : last;
  }

  ChannelPast channel(int channel) {
    return channels.get(channel);
  }

  Covariates covariates() {
    return covariates;
  }

  int channels() {
    return channels.size();
  }
}
