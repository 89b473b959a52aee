package io.anode4j.latent;

import java.util.List;
import java.util.stream.Stream;

/**
 * The networks of an anchored model beside its first.
 *
 * @param framed further networks in the frame and on the anchor of the first
 * @param unframed a network on the channels' scales: one or none
 */
record Beside(List<LatentOde> framed, List<LatentOde> unframed) {
  static final Beside NONE = new Beside(List.of(), List.of());

  Beside {
    framed = List.copyOf(framed);
    unframed = List.copyOf(unframed);
  }

  /** All of them in the order of their weights in a file. */
  List<LatentOde> all() {
    return Stream.concat(unframed.stream(), framed.stream()).toList();
  }
}
