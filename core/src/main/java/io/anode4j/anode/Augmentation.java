package io.anode4j.anode;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/**
 * Augmentation of a state h by p extra dimensions a with a(t₀) = 0 (Dupont, Doucet and Teh,
 * "Augmented Neural ODEs", NeurIPS 2019, section 5): the field acts on [h; a], so trajectories that
 * would have to cross in h can pass each other.
 *
 * @param features dimensions of h
 * @param extra number p of extra dimensions; with 0 nothing changes
 */
public record Augmentation(int features, int extra) {
  /** Checks sizes. */
  public Augmentation {
    if (features < 1 || extra < 0) {
      throw new IllegalArgumentException(
          "Augmenting " + features + " features by " + extra + "; expected ≥ 1 and ≥ 0");
    }
  }

  /** Dimensions of [h; a]. */
  public int dimension() {
    return features + extra;
  }

  /**
   * Writes [h; 0].
   *
   * @param rows rows used
   * @param h states {@code [rows × features]}
   * @param augmented receives {@code [rows × (features + extra)]}
   */
  public void augment(int rows, Matrix h, Matrix augmented) {
    for (int r = 0; r < rows; r++) {
      int to = r * augmented.stride();
      System.arraycopy(h.data(), r * h.stride(), augmented.data(), to, features);
      Arrays.fill(augmented.data(), to + features, to + augmented.stride(), 0f);
    }
  }

  /**
   * The reverse of {@link #augment}: keeps the cotangent of h.
   *
   * @param rows rows used
   * @param augmented cotangent {@code [rows × (features + extra)]}
   * @param h receives {@code [rows × features]}, padding zero
   */
  public void pullback(int rows, Matrix augmented, Matrix h) {
    for (int r = 0; r < rows; r++) {
      int to = r * h.stride();
      System.arraycopy(augmented.data(), r * augmented.stride(), h.data(), to, features);
      Arrays.fill(h.data(), to + features, to + h.stride(), 0f);
    }
  }
}
