package io.anode4j.data.synthetic;

import java.util.random.RandomGenerator;

/**
 * Five arms that turn with their radius. A point of an arm is twice {@code a·e(φ) + b·e′(φ)} with a
 * normal around 1, b around 0, and {@code φ = arm + exp(a)/4}. Its density is a sum over those a
 * that lead to it.
 */
final class Pinwheel implements PlaneDensity {
  private static final int ARMS = 5;
  private static final double RADIAL = 0.3;
  private static final double ACROSS = 0.1;
  private static final double RATE = 0.25;
  private static final double SCALE = 2;
  private static final int CUTS = 160;

  /** Deviations of a that are looked at. */
  private static final double SEEN = 5.5;

  private static double angle(int arm, double a) {
    return 2 * Math.PI * arm / ARMS + RATE * Math.exp(a);
  }

  static double[] draw(RandomGenerator random) {
    double a = 1 + RADIAL * random.nextGaussian();
    double b = ACROSS * random.nextGaussian();
    double phi = angle(random.nextInt(ARMS), a);
    return new double[] {
      SCALE * (a * Math.cos(phi) + b * Math.sin(phi)),
      SCALE * (-a * Math.sin(phi) + b * Math.cos(phi))
    };
  }

  @Override
  public double at(double x, double y) {
    double sum = 0;
    for (int arm = 0; arm < ARMS; arm++) {
      sum += arm(arm, x / SCALE, y / SCALE);
    }
    return sum / ARMS / (SCALE * SCALE);
  }

  /** How much further along e(φ(a)) the point lies than a: 0 where a leads to it. */
  private static double rest(int arm, double a, double x, double y) {
    double phi = angle(arm, a);
    return x * Math.cos(phi) - y * Math.sin(phi) - a;
  }

  private static double arm(int arm, double x, double y) {
    double sum = 0;
    double low = 1 - SEEN * RADIAL;
    double step = 2 * SEEN * RADIAL / CUTS;
    double before = rest(arm, low, x, y);
    for (int i = 1; i <= CUTS; i++) {
      double a = low + i * step;
      double here = rest(arm, a, x, y);
      if (before > 0 != here > 0) {
        sum += share(arm, root(arm, a - step, a, before > 0, x, y), x, y);
      }
      before = here;
    }
    return sum;
  }

  private static double root(
      int arm, double from, double to, boolean firstAbove, double x, double y) {
    double low = from;
    double high = to;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      boolean above = rest(arm, middle, x, y) > 0;
      low = above == firstAbove ? middle : low;
      high = above == firstAbove ? high : middle;
    }
    return (low + high) / 2;
  }

  private static double share(int arm, double a, double x, double y) {
    double phi = angle(arm, a);
    double b = x * Math.sin(phi) + y * Math.cos(phi);
    double slope = Math.abs(1 + RATE * Math.exp(a) * b);
    return normal((a - 1) / RADIAL) / RADIAL * normal(b / ACROSS) / ACROSS / slope;
  }

  private static double normal(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  @Override
  public double reach() {
    return 5;
  }

  @Override
  public double grain() {
    return SCALE * ACROSS;
  }
}
