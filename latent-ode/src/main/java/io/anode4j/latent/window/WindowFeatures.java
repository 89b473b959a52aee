package io.anode4j.latent.window;

import java.util.Arrays;

/**
 * What a window tells beside its observations: numbers near 1 that encoder and decoder read.
 *
 * @param statics of the window as a whole
 * @param perTime of each time asked, for the decoder {@code [times × width]}
 * @param width numbers a time
 * @param phased whether the phases of absolute time are told; where not, they are zero
 * @param drive covariates of the window
 */
public record WindowFeatures(
    float[] statics, float[] perTime, int width, boolean phased, Drive drive) {
  /** Nothing beside the observations and the phases. */
  public static final WindowFeatures NONE = new WindowFeatures(new float[0], new float[0], 0, true);

  /** Without covariates. */
  public WindowFeatures(float[] statics, float[] perTime, int width, boolean phased) {
    this(statics, perTime, width, phased, Drive.NONE);
  }

  /** Covariates alone. */
  static WindowFeatures of(Drive drive) {
    return drive.covariates().size() == 0
        ? NONE
        : new WindowFeatures(NONE.statics, NONE.perTime, 0, true, drive);
  }

  /** Writes what the decoder reads of a time behind its phases. */
  void write(int time, float[] to, int offset) {
    System.arraycopy(perTime, time * width, to, offset, width);
    System.arraycopy(statics, 0, to, offset + width, statics.length);
  }

  /** Makes phases zero where they are not told. */
  void dropPhases(float[] of, int offset, int count) {
    if (!phased) {
      Arrays.fill(of, offset, offset + count, 0f);
    }
  }
}
