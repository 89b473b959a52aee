package io.anode4j.data.synthetic;

import java.util.SplittableRandom;

/**
 * The function that no neural ODE represents without augmentation (Dupont, Doucet and Teh,
 * "Augmented Neural ODEs", NeurIPS 2019, section 4.2): −1 on the ball |x| ≤ 0.5, +1 on the shell 1
 * ≤ |x| ≤ 1.5.
 *
 * <p>As in the authors' code, directions are uniform and radii are {@code r₁ + (r₂ − r₁)·U^(1/d)},
 * which is uniform in the ball but not in the shell.
 *
 * @param dimension d; 1 or 2 in the paper
 * @param inner points in the ball; 1,000 in the paper
 * @param outer points in the shell; 2,000 in the paper
 * @param seed of all random draws
 */
public record ConcentricSpheres(int dimension, int inner, int outer, long seed) {
  /** Checks the numbers. */
  public ConcentricSpheres {
    if (dimension < 1 || inner < 0 || outer < 0) {
      throw new IllegalArgumentException(
          "%d and %d points in %d dimensions; expected numbers from 0, and 1 dimension; raise them"
              .formatted(inner, outer, dimension));
    }
  }

  /**
   * Draws the points, those of the ball first.
   *
   * @return points labelled −1 and +1
   */
  public LabelledPoints generate() {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] points = new float[inner + outer][];
    float[] labels = new float[points.length];
    for (int i = 0; i < points.length; i++) {
      boolean ball = i < inner;
      points[i] = ball ? point(random, 0, 0.5) : point(random, 1, 1.5);
      labels[i] = ball ? -1 : 1;
    }
    return new LabelledPoints(points, labels);
  }

  private float[] point(SplittableRandom random, double from, double to) {
    double[] direction = new double[dimension];
    double norm = 0;
    for (int j = 0; j < dimension; j++) {
      direction[j] = random.nextGaussian();
      norm += direction[j] * direction[j];
    }
    double radius = from + (to - from) * Math.pow(random.nextDouble(), 1.0 / dimension);
    float[] point = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      point[j] = (float) (radius * direction[j] / Math.sqrt(norm));
    }
    return point;
  }
}
