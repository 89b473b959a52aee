package io.anode4j.latent.likelihood;

import io.anode4j.nn.ParameterSlot;
import java.util.Arrays;

/** The gradient of one weight for each channel, summed in double until it is drained. */
final class SlotGradient {
  private final ParameterSlot slot;
  private final double[] sums;

  SlotGradient(ParameterSlot slot) {
    this.slot = slot;
    sums = new double[slot.columns()];
  }

  void add(int channel, double value) {
    sums[channel] += value;
  }

  /** Adds the sums to a flat gradient and forgets them. */
  void drain(float[] flat) {
    for (int c = 0; c < sums.length; c++) {
      flat[slot.offset() + c] += (float) sums[c];
    }
    Arrays.fill(sums, 0);
  }

  /** As {@link #drain(float[])}, but of a weight at its floor only the way back counts. */
  void drain(float[] flat, boolean[] floored) {
    for (int c = 0; c < sums.length; c++) {
      flat[slot.offset() + c] += floored[c] && sums[c] > 0 ? 0 : (float) sums[c];
    }
    Arrays.fill(sums, 0);
  }
}
