package io.anode4j.nn;

import io.anode4j.tensor.Matrix;

/**
 * A network whose outputs are the logits of classes, as {@link Loss#crossEntropy} trains it.
 *
 * @param network one output a class
 */
public record Classifier(Network network) {
  /**
   * Probabilities of the classes.
   *
   * @param x input {@code [rows × inputs]}
   * @return {@code [rows × classes]}, each row with sum 1
   */
  public Matrix probabilities(Matrix x) {
    Matrix y = network.apply(x);
    for (int r = 0; r < y.rows(); r++) {
      double logSum = Loss.logSumExp(y, r);
      for (int j = 0; j < y.columns(); j++) {
        y.set(r, j, (float) Math.exp(y.get(r, j) - logSum));
      }
    }
    return y;
  }

  /**
   * The most probable class of each row, the first one of equals.
   *
   * @param x input {@code [rows × inputs]}
   * @return class numbers from 0
   */
  public int[] classes(Matrix x) {
    Matrix y = network.apply(x);
    int[] best = new int[y.rows()];
    for (int r = 0; r < best.length; r++) {
      best[r] = Loss.largest(y, r);
    }
    return best;
  }

  /**
   * Share of rows whose most probable class is the right one.
   *
   * @param x input {@code [rows × inputs]}, at least one row
   * @param target class numbers {@code [rows × 1]}
   * @return 0 to 1
   */
  public double accuracy(Matrix x, Matrix target) {
    int[] classes = classes(x);
    int right = 0;
    for (int r = 0; r < classes.length; r++) {
      right += classes[r] == Math.round(target.get(r, 0)) ? 1 : 0;
    }
    return (double) right / classes.length;
  }
}
