package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.forecast.Bounds;
import io.anode4j.forecast.Support;
import io.anode4j.tensor.Workers;
import java.util.List;
import java.util.stream.IntStream;

/** What a likelihood of counts asks of data and settings. */
final class CountedChannels {
  private CountedChannels() {}

  /**
   * Refuses what cannot be counted.
   *
   * @throws IllegalArgumentException naming the channels that hold other values than counts, or an
   *     anchor, whose windows have scales of their own
   */
  static void require(SeriesSet data, LatentOdeConfig config, Workers workers) {
    String type = config.likelihood().type();
    if (config.anchoring().frame()) {
      throw new IllegalArgumentException(
          "The likelihood %s was stated of an anchored model, whose windows have scales of their own, in which nothing can be counted; expected the latent ODE alone: state --alone, or leave the likelihood out"
              .formatted(type));
    }
    List<Bounds> found = Support.of(data, workers);
    List<String> others =
        IntStream.range(0, found.size())
            .filter(c -> !found.get(c).whole())
            .mapToObj(c -> "'" + data.channels().get(c) + "'")
            .toList();
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "The likelihood %s was stated of channels that do not count: %s; expected whole numbers from 0 on in every channel: leave the others out, or the likelihood"
              .formatted(type, String.join(", ", others)));
    }
  }
}
