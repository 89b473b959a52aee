package io.anode4j.flow;

import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/** The isotropic normal N(0, σ²I) from which flows start. */
record NormalBase(int dimension, double deviation) {
  NormalBase {
    if (!(deviation > 0 && Double.isFinite(deviation))) {
      throw new IllegalArgumentException(
          "A base density with standard deviation " + deviation + "; expected above 0");
    }
  }

  double logDensity(Matrix points, int row) {
    double squares = 0;
    for (int j = 0; j < dimension; j++) {
      double z = points.get(row, j) / deviation;
      squares += z * z;
    }
    return -squares / 2 - dimension * (Math.log(2 * Math.PI) / 2 + Math.log(deviation));
  }

  void draw(int rows, RandomGenerator random, Matrix to) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < dimension; j++) {
        to.set(r, j, (float) (deviation * random.nextGaussian()));
      }
    }
  }
}
