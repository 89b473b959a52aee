package io.anode4j.ode;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Times that solvers trip over: sums of 0.1 beside their multiples, neighbouring doubles, far
 * origins, denormals, signed zeros, spans that overflow.
 */
final class OddTimes {
  private final SplittableRandom random;

  OddTimes(SplittableRandom random) {
    this.random = random;
  }

  /** A few times of one family, ascending, duplicates among them. */
  double[] draw() {
    double[] times = new double[random.nextInt(2, 10)];
    int family = random.nextInt(10);
    double origin = origin();
    double grain = Math.pow(10, random.nextInt(-9, 4));
    double sum = 0;
    for (int i = 0; i < times.length; i++) {
      sum += 0.1;
      times[i] =
          switch (family) {
            case 0 -> random.nextDouble(-5, 5);
            case 1 -> random.nextBoolean() ? sum : (i + 1) * 0.1;
            case 2 -> origin + random.nextInt(20) * grain;
            case 3 -> step(origin, random.nextInt(8));
            case 4 -> random.nextInt(-6, 6) * Double.MIN_VALUE;
            case 5 -> random.nextInt(-1, 2) * 0.0;
            case 6 -> random.nextDouble(-1, 1) * 1e300;
            case 7 -> random.nextInt(-1, 2) * Double.MAX_VALUE / 4;
            case 8 -> origin;
            default -> random.nextBoolean() ? origin() : random.nextInt(-3, 4);
          };
    }
    for (int i = 1; i < times.length; i++) {
      if (random.nextInt(6) == 0) {
        times[i] = near(times[i - 1]);
      }
    }
    Arrays.sort(times);
    return times;
  }

  /** A time itself, mostly, or one of its neighbours. */
  double near(double time) {
    return random.nextInt(3) == 0 ? step(time, random.nextInt(-2, 3)) : time;
  }

  /** A time one or a few doubles away, but finite. */
  private static double step(double time, int doubles) {
    double at = time;
    for (int i = 0; i < Math.abs(doubles); i++) {
      double next = doubles > 0 ? Math.nextUp(at) : Math.nextDown(at);
      at = Double.isInfinite(next) ? at : next;
    }
    return at;
  }

  private double origin() {
    double[] origins = {0, -0.0, 1, -1, 0.3, 0.8, 1.7e9, -1.7e9, 1.7e12, 1e-300, 1e300, 1 << 20};
    return origins[random.nextInt(origins.length)];
  }
}
