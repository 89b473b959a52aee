package io.anode4j.data.synthetic;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The toy densities on the plane of FFJORD (Grathwohl, Chen, Bettencourt, Sutskever and Duvenaud,
 * ICLR 2019, figure 2), with the numbers of its code, as samples and as exact densities. Its two
 * others, {@code line} and {@code cos}, lie on curves without noise and have no density.
 *
 * <p>Angles are drawn uniformly, where the code takes equal steps of them.
 */
public enum PlaneToy {
  /** A roll of one and a half turns. */
  SWISS_ROLL(1500, 0.2, 0) {
    @Override
    double[] path(double share) {
      double t = 1.5 * Math.PI * (1 + 2 * share);
      return new double[] {t * Math.cos(t) / 5, t * Math.sin(t) / 5};
    }
  },
  /** Two circles of radius 3 and 1.5. */
  CIRCLES(1600, 0.24, 0) {
    @Override
    double[] path(double share) {
      double angle = 4 * Math.PI * share;
      double radius = share < 0.5 ? 3 : 1.5;
      return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
    }
  },
  /** Four circles of radius 3, 2.25, 1.5 and 0.75. */
  RINGS(4000, 0.08, 0) {
    @Override
    double[] path(double share) {
      double angle = 8 * Math.PI * share;
      double radius = 0.75 * (4 - Math.floor(4 * share));
      return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
    }
  },
  /** Two half circles of radius 2 that reach into each other. */
  MOONS(1200, 0.2, 0) {
    @Override
    double[] path(double share) {
      double angle = 2 * Math.PI * share;
      boolean upper = share < 0.5;
      double x = upper ? Math.cos(angle) : 1 + Math.cos(angle);
      double y = upper ? Math.sin(angle) : 0.5 + Math.sin(angle);
      return new double[] {2 * x - 1, 2 * y - 0.2};
    }
  },
  /** Eight normal densities on a circle of radius 2.8. */
  EIGHT_GAUSSIANS(8, 0.5 / 1.414, 0) {
    @Override
    double[] path(double share) {
      double angle = 2 * Math.PI * Math.floor(8 * share) / 8;
      return new double[] {4 / 1.414 * Math.cos(angle), 4 / 1.414 * Math.sin(angle)};
    }
  },
  /** Five arms that turn with their radius. */
  PINWHEEL(0, 0, 0) {
    @Override
    double[] path(double share) {
      throw new IllegalStateException("The pinwheel lies along no curve; draw from it instead.");
    }

    @Override
    double[] draw(RandomGenerator random) {
      return Pinwheel.draw(random);
    }

    @Override
    public PlaneDensity density() {
      return new Pinwheel();
    }
  },
  /** Two spirals of one and a half turns. */
  TWO_SPIRALS(4000, 0.1, 0.5 / 3) {
    @Override
    double[] path(double share) {
      double sign = share < 0.5 ? 1 : -1;
      double t = 3 * Math.PI * Math.sqrt(2 * share % 1);
      double middle = 0.25;
      return new double[] {
        sign * (-Math.cos(t) * t + middle) / 3, sign * (Math.sin(t) * t + middle) / 3
      };
    }
  },
  /** Eight squares. */
  CHECKERBOARD(0, 0, 0) {
    @Override
    double[] path(double share) {
      throw new IllegalStateException("A checkerboard is no curve; draw from it instead.");
    }

    @Override
    double[] draw(RandomGenerator random) {
      return Checkerboard.draw(random);
    }

    @Override
    public PlaneDensity density() {
      return new Checkerboard();
    }
  };

  private final int nodes;
  private final double deviation;
  private final double width;

  PlaneToy(int nodes, double deviation, double width) {
    this.nodes = nodes;
    this.deviation = deviation;
    this.width = width;
  }

  /** A point without noise. */
  abstract double[] path(double share);

  double[] draw(RandomGenerator random) {
    double[] p = path(random.nextDouble());
    for (int j = 0; j < 2; j++) {
      p[j] += width * (random.nextDouble() - 0.5) + deviation * random.nextGaussian();
    }
    return p;
  }

  /** The density itself. */
  public PlaneDensity density() {
    return BlurredCurve.of(this::path, nodes, deviation, width);
  }

  /**
   * Draws points.
   *
   * @param count how many
   * @param seed of the draws
   * @return {@code [count][2]}
   */
  public float[][] sample(int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    float[][] points = new float[count][];
    for (int i = 0; i < count; i++) {
      double[] p = draw(random);
      points[i] = new float[] {(float) p[0], (float) p[1]};
    }
    return points;
  }
}
