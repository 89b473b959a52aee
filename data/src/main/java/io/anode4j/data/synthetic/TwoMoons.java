package io.anode4j.data.synthetic;

import java.util.SplittableRandom;

/**
 * Two half circles of radius 1 that reach into each other, as scikit-learn's {@code make_moons}
 * lays them out, moved by (−0.5, −0.25) so that their centre is the origin. Points take turns
 * between the upper moon (label 0) and the lower one (label 1); angles are uniform.
 *
 * @param points how many points
 * @param noise standard deviation of the noise on both coordinates
 * @param seed of all random draws
 */
public record TwoMoons(int points, double noise, long seed) {
  /** Checks the numbers. */
  public TwoMoons {
    if (points < 0 || !(noise >= 0)) {
      throw new IllegalArgumentException(
          "%d points with noise %s; expected numbers from 0; raise them".formatted(points, noise));
    }
  }

  /**
   * Draws the points.
   *
   * @return points labelled 0 and 1
   */
  public LabelledPoints generate() {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] drawn = new float[points][];
    float[] labels = new float[points];
    for (int i = 0; i < points; i++) {
      double angle = Math.PI * random.nextDouble();
      boolean upper = i % 2 == 0;
      double x = upper ? Math.cos(angle) : 1 - Math.cos(angle);
      double y = upper ? Math.sin(angle) : 0.5 - Math.sin(angle);
      double dx = noise * random.nextGaussian();
      double dy = noise * random.nextGaussian();
      drawn[i] = new float[] {(float) (x - 0.5 + dx), (float) (y - 0.25 + dy)};
      labels[i] = upper ? 0 : 1;
    }
    return new LabelledPoints(drawn, labels);
  }
}
