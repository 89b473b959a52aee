package io.anode4j.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * The properties of {@code model.json}: those that all families have, in one order, and between
 * them the family's own. Files are compared byte by byte, so no place is ever changed.
 *
 * @param settings the family's own before the channels: settings and what they ask for
 * @param lengths the family's own after the unit of time: lengths of what is read
 * @param fitted the family's own after the periods: what was fitted beside the weights
 */
public record ModelProperties(List<String> settings, List<String> lengths, List<String> fitted) {
  /** Checks nothing; copies. */
  public ModelProperties {
    settings = List.copyOf(settings);
    lengths = List.copyOf(lengths);
    fitted = List.copyOf(fitted);
  }

  /** All of them in the order in which they are written. */
  List<String> inOrder() {
    return Stream.of(
            List.of("formatVersion", "kind", "library"),
            settings,
            List.of("channels", "timeFormat", "center", "scale", "timeUnit"),
            lengths,
            List.of("horizon", "periods"),
            fitted,
            List.of("seenUntil", "baselines", "history", "provenance", "weightsSha256"))
        .flatMap(List::stream)
        .toList();
  }
}
