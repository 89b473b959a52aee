package io.anode4j.anchor;

import io.anode4j.data.Covariates;
import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that was ever observed of one series, ready to be looked at from any origin. Immutable; one
 * serves all windows of a series.
 */
public final class SeriesPast {
  private final List<ChannelPast> channels;
  private final Covariates covariates;

  /** What a calendar holds of this series; empty where it holds nothing. */
  private final List<ChannelPast> shared;

  private SeriesPast(List<ChannelPast> channels, Covariates covariates, List<ChannelPast> shared) {
    this.channels = channels;
    this.covariates = covariates;
    this.shared = shared;
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
        series.covariates(),
        List.of());
  }

  /**
   * The same, of whose series a {@link SharedCalendar} holds values: to this one it tells what the
   * others measured.
   *
   * @param frames by which it was standardised
   * @return another past
   */
  public SeriesPast sharing(FrameStatistics frames) {
    return new SeriesPast(channels, covariates, standardised(frames).channels);
  }

  /**
   * The beginning of a series as if there had been no more, told what this one is told.
   *
   * @param series a part of the series on the channels' scales
   * @param block as of {@link #of}
   * @return its past
   */
  public SeriesPast part(TimeSeries series, double block) {
    SeriesPast part = of(series, block);
    return new SeriesPast(part.channels, part.covariates, shared);
  }

  /**
   * All values less their channel's mean and by its scatter, which is what series of other levels
   * and sizes have in common; channels that never move have none.
   *
   * @param frames which know the scatter
   * @return another past
   */
  SeriesPast standardised(FrameStatistics frames) {
    double[] scatter = frames.frame(this, Double.MAX_VALUE).ownScale();
    return new SeriesPast(
        IntStream.range(0, channels.size())
            .mapToObj(c -> channels.get(c).standardised(scatter[c]))
            .toList(),
        covariates,
        List.of());
  }

  /** What a calendar holds of a channel of this series, null where it holds nothing. */
  @Nullable ChannelPast shared(int channel) {
    return shared.isEmpty() ? null : shared.get(channel);
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
