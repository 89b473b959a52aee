package io.anode4j.nn;

/**
 * All weights of a model in one flat float32 vector, with named, shaped views: copied, saved,
 * updated and checked in one place.
 */
public final class Parameters {
  private final ParameterLayout layout;
  private final float[] values;

  /**
   * Zeros in the given layout.
   *
   * @param layout names and shapes
   */
  public Parameters(ParameterLayout layout) {
    this(layout, new float[layout.size()]);
  }

  /**
   * Wraps a vector without copying it.
   *
   * @param layout names and shapes
   * @param values exactly {@code layout.size()} values
   */
  public Parameters(ParameterLayout layout, float[] values) {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "The layout holds " + layout.size() + " parameters but " + values.length + " were given");
    }
    this.layout = layout;
    this.values = values;
  }

  /** Names and shapes. */
  public ParameterLayout layout() {
    return layout;
  }

  /** The vector itself, not a copy. */
  public float[] values() {
    return values;
  }

  /** Number of values. */
  public int size() {
    return values.length;
  }

  /** An independent copy. */
  public Parameters copy() {
    return new Parameters(layout, values.clone());
  }

  /** True when no value is NaN or infinite. */
  public boolean isFinite() {
    for (float v : values) {
      if (!Float.isFinite(v)) {
        return false;
      }
    }
    return true;
  }
}
