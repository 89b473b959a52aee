package io.anode4j.latent.encoder;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.util.Arrays;

/**
 * Windows with learnt edges over a span from 0 to 1 (Liu et al., AAAI 2026, time-aware patch
 * aggregation): a reading at t belongs to a window from l to r by {@code σ((t − l)/s) · σ((r −
 * t)/s)}. Widths {@code r − l} and softnesses s are stored as logarithms.
 *
 * @param start l, {@code [1 × windows]}
 * @param width ln(r − l), {@code [1 × windows]}
 * @param softness ln s, {@code [1 × windows]}
 */
record SoftWindows(ParameterSlot start, ParameterSlot width, ParameterSlot softness) {
  /** Softness of fresh windows as a share of their width: neighbours overlap. */
  private static final double FRESH_SOFTNESS = 0.25;

  static SoftWindows in(ParameterLayout.Builder layout, String name, int count) {
    return new SoftWindows(
        layout.add(name + ".start", 1, count),
        layout.add(name + ".width", 1, count),
        layout.add(name + ".softness", 1, count));
  }

  int count() {
    return start.columns();
  }

  /** Cuts the span into equal windows. */
  void initialize(Parameters parameters) {
    double share = 1.0 / count();
    for (int p = 0; p < count(); p++) {
      parameters.values()[start.offset() + p] = (float) (p * share);
      parameters.values()[width.offset() + p] = (float) Math.log(share);
      parameters.values()[softness.offset() + p] = (float) Math.log(FRESH_SOFTNESS * share);
    }
  }

  /** One thread's weights and their gradient, in double. */
  static final class Pass {
    /** Logarithms beyond are read as these: widths and softnesses from 5e-5 to 20 spans. */
    private static final double LEAST_LOGARITHM = -10;

    private static final double MOST_LOGARITHM = 3;

    /** A reading that lies so many softnesses outside of an edge is not looked at: below 2e-7. */
    private static final double OUTSIDE = -16;

    /** Below, e to the minus a distance is far from what doubles lose. */
    private static final double DIVIDES = 300;

    private final SoftWindows windows;
    private final double[] left;
    private final double[] width;
    private final double[] rate;

    /** e to the minus width by softness. */
    private final double[] across;

    /** How far the last reading is missed by an edge, from 0 to 1. */
    private final double[] before;

    private final double[] behind;

    /** 0 where what is read is a bound, which its logarithm does not move; 1 elsewhere. */
    private final double[] widthSlope;

    private final double[] rateSlope;
    private final double[] startGradient;
    private final double[] widthGradient;
    private final double[] softnessGradient;

    Pass(SoftWindows windows) {
      this.windows = windows;
      int count = windows.count();
      left = new double[count];
      width = new double[count];
      rate = new double[count];
      across = new double[count];
      before = new double[count];
      behind = new double[count];
      widthSlope = new double[count];
      rateSlope = new double[count];
      startGradient = new double[count];
      widthGradient = new double[count];
      softnessGradient = new double[count];
    }

    void load(Parameters parameters) {
      parameters.layout().require(windows.start());
      parameters.layout().require(windows.width());
      parameters.layout().require(windows.softness());
      float[] flat = parameters.values();
      for (int p = 0; p < left.length; p++) {
        left[p] = flat[windows.start().offset() + p];
        double wide = flat[windows.width().offset() + p];
        double soft = flat[windows.softness().offset() + p];
        width[p] = Math.exp(bounded(wide));
        rate[p] = Math.exp(-bounded(soft));
        across[p] = Math.exp(-rate[p] * width[p]);
        widthSlope[p] = wide == bounded(wide) ? 1 : 0;
        rateSlope[p] = soft == bounded(soft) ? 1 : 0;
      }
    }

    private static double bounded(double logarithm) {
      return Math.min(Math.max(logarithm, LEAST_LOGARITHM), MOST_LOGARITHM);
    }

    /** How much a reading at a time belongs to each window. */
    void weights(double time, double[] to) {
      for (int p = 0; p < left.length; p++) {
        double in = rate[p] * (time - left[p]);
        double out = rate[p] * width[p] - in;
        to[p] = 0;
        if (in > OUTSIDE && out > OUTSIDE) {
          double less = Math.exp(-in);
          // Both exponents have one sum: a second exponential only where the first is not a number
          // to divide by.
          double more = in < DIVIDES ? across[p] / less : Math.exp(-out);
          to[p] = 1 / ((1 + less) * (1 + more));
          before[p] = less * (1 + more) * to[p];
          behind[p] = more * (1 + less) * to[p];
        }
      }
    }

    /** Adds the gradient by the cotangents of the last reading weighed to what is kept here. */
    void pull(double time, double[] weights, double[] cotangents) {
      for (int p = 0; p < left.length; p++) {
        if (weights[p] > 0) {
          double in = rate[p] * (time - left[p]);
          double out = rate[p] * width[p] - in;
          double byIn = cotangents[p] * weights[p] * before[p];
          double byOut = cotangents[p] * weights[p] * behind[p];
          startGradient[p] += rate[p] * (byOut - byIn);
          widthGradient[p] += widthSlope[p] * rate[p] * width[p] * byOut;
          softnessGradient[p] -= rateSlope[p] * (in * byIn + out * byOut);
        }
      }
    }

    void drainGradient(float[] gradient) {
      add(startGradient, windows.start(), gradient);
      add(widthGradient, windows.width(), gradient);
      add(softnessGradient, windows.softness(), gradient);
    }

    private static void add(double[] from, ParameterSlot slot, float[] gradient) {
      for (int p = 0; p < from.length; p++) {
        gradient[slot.offset() + p] += (float) from[p];
      }
      Arrays.fill(from, 0);
    }
  }
}
