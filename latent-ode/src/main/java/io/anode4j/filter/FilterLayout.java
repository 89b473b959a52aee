package io.anode4j.filter;

import java.util.List;

/**
 * How readings and times become numbers for the networks.
 *
 * @param channels observed channels D
 * @param timeUnit original time units in one unit of model time: the usual gap
 * @param periods periods whose phases the model is told, original time units
 */
record FilterLayout(int channels, double timeUnit, List<Double> periods) {
  /** Logarithms of gaps in usual gaps reach about 10: brought near 1. */
  static final float LOG_SCALE = 0.25f;

  FilterLayout {
    periods = List.copyOf(periods);
  }

  int phases() {
    return 2 * periods.size();
  }

  /** Values, mask, gap and phases. */
  int cellInputs() {
    return 2 * channels + 1 + phases();
  }

  /** Hidden state, phases, lead, fading last values, their freshness. */
  int decoderInputs(int hidden) {
    return hidden + phases() + 1 + 2 * channels;
  }

  /** Sines and cosines of the phases of a time. */
  void writePhases(double time, float[] to, int at) {
    for (int p = 0; p < periods.size(); p++) {
      double turns = time / periods.get(p);
      double angle = 2 * Math.PI * (turns - Math.floor(turns));
      to[at + 2 * p] = (float) Math.sin(angle);
      to[at + 2 * p + 1] = (float) Math.cos(angle);
    }
  }

  /** A stretch of model time as an input: its logarithm, so that any gap stays in range. */
  static float logTime(double units) {
    return LOG_SCALE * (float) Math.log1p(Math.max(0, units));
  }

  /** Nearly the value itself near 0, its logarithm far out: no reading drowns the others. */
  static float squash(double value) {
    double size = Math.abs(value);
    return (float) Math.copySign(Math.log(size + Math.sqrt(size * size + 1)), value);
  }

  /**
   * Input of the jump at a reading.
   *
   * @param scaled values on the model's scale, NaN where missing
   * @param gap model time since the reading before, 0 at the first
   * @param time original time
   * @param x row to write
   * @param at start of the row
   */
  void writeCellInput(float[] scaled, int from, double gap, double time, float[] x, int at) {
    for (int c = 0; c < channels; c++) {
      float v = scaled[from + c];
      boolean seen = !Float.isNaN(v);
      x[at + c] = seen ? squash(v) : 0f;
      x[at + channels + c] = seen ? 1f : 0f;
    }
    x[at + 2 * channels] = logTime(gap);
    writePhases(time, x, at + 2 * channels + 1);
  }
}
