package io.anode4j.latent;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of a model's networks in one vector, as one file holds them.
 *
 * @param first arrays of the first network
 * @param unframed arrays of the network on the channels' scales: one or none
 * @param framed arrays of further networks
 */
record NetworkWeights(
    ParameterLayout first, List<ParameterLayout> unframed, List<ParameterLayout> framed) {
  private static final String UNFRAMED = "unframed.";

  static NetworkWeights of(ParameterLayout first, Beside beside) {
    return new NetworkWeights(first, layouts(beside.unframed()), layouts(beside.framed()));
  }

  private static List<ParameterLayout> layouts(List<LatentOde> networks) {
    return networks.stream().map(one -> one.parameters().layout()).toList();
  }

  /** All arrays; names of a network other than the first bear a prefix. */
  ParameterLayout joined() {
    ParameterLayout.Builder all = ParameterLayout.builder();
    add(all, "", first);
    unframed.forEach(layout -> add(all, UNFRAMED, layout));
    for (int i = 0; i < framed.size(); i++) {
      add(all, "network" + (i + 2) + ".", framed.get(i));
    }
    return all.build();
  }

  private static void add(ParameterLayout.Builder all, String prefix, ParameterLayout layout) {
    for (ParameterSlot slot : layout.slots()) {
      all.add(prefix + slot.name(), slot.rows(), slot.columns());
    }
  }

  /**
   * Puts weights into one vector.
   *
   * @param own of each network, in the order of {@link #split}
   */
  Parameters join(List<Parameters> own) {
    ParameterLayout layout = joined();
    float[] all = new float[layout.size()];
    int at = 0;
    for (Parameters one : own) {
      System.arraycopy(one.values(), 0, all, at, one.size());
      at += one.size();
    }
    return new Parameters(layout, all);
  }

  /** The weights of each network: the first, that on the channels' scales, the further ones. */
  List<Parameters> split(Parameters joined) {
    List<ParameterLayout> layouts = new ArrayList<>(List.of(first));
    layouts.addAll(unframed);
    layouts.addAll(framed);
    List<Parameters> own = new ArrayList<>();
    int from = 0;
    for (ParameterLayout layout : layouts) {
      float[] part = Arrays.copyOfRange(joined.values(), from, from + layout.size());
      own.add(new Parameters(layout, part));
      from += layout.size();
    }
    return own;
  }
}
