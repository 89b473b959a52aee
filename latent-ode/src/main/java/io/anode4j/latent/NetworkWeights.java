package io.anode4j.latent;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.util.Arrays;

/**
 * The weights of two networks in one vector, as one file holds them.
 *
 * @param ofFirst arrays of the first
 * @param ofSecond arrays of the second, whose names bear a prefix there
 */
record NetworkWeights(ParameterLayout ofFirst, ParameterLayout ofSecond) {
  private static final String SECOND = "unframed.";

  static Parameters join(Parameters first, Parameters second) {
    float[] all = Arrays.copyOf(first.values(), first.size() + second.size());
    System.arraycopy(second.values(), 0, all, first.size(), second.size());
    return new Parameters(new NetworkWeights(first.layout(), second.layout()).joined(), all);
  }

  ParameterLayout joined() {
    ParameterLayout.Builder all = ParameterLayout.builder();
    for (ParameterSlot slot : ofFirst.slots()) {
      all.add(slot.name(), slot.rows(), slot.columns());
    }
    for (ParameterSlot slot : ofSecond.slots()) {
      all.add(SECOND + slot.name(), slot.rows(), slot.columns());
    }
    return all.build();
  }

  Parameters first(Parameters joined) {
    return new Parameters(ofFirst, Arrays.copyOf(joined.values(), ofFirst.size()));
  }

  Parameters second(Parameters joined) {
    int from = ofFirst.size();
    return new Parameters(
        ofSecond, Arrays.copyOfRange(joined.values(), from, from + ofSecond.size()));
  }
}
