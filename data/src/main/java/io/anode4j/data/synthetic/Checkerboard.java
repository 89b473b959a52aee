package io.anode4j.data.synthetic;

import java.util.random.RandomGenerator;

/** Eight squares of side 2, uniform. */
final class Checkerboard implements PlaneDensity {
  static double[] draw(RandomGenerator random) {
    double x = 4 * random.nextDouble() - 2;
    double y = random.nextDouble() - 2 * random.nextInt(2) + Math.floorMod((int) Math.floor(x), 2);
    return new double[] {2 * x, 2 * y};
  }

  @Override
  public double at(double x, double y) {
    boolean inside = Math.abs(x) < 4 && Math.abs(y) < 4;
    long column = Math.floorMod((long) Math.floor(x / 2), 2);
    long row = Math.floorMod((long) Math.floor(y / 2), 2);
    return inside && column == row ? 1 / 32.0 : 0;
  }

  /** ln 32: the density is constant on an area of 32. */
  @Override
  public double entropy() {
    return Math.log(32);
  }

  @Override
  public double reach() {
    return 4;
  }

  @Override
  public double grain() {
    return 0.5;
  }
}
