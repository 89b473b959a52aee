package io.anode4j.nn;

import io.anode4j.tensor.Matrix;

/** How far outputs are from their targets, averaged over rows, with its gradient. */
@FunctionalInterface
public interface Loss {
  /**
   * Evaluates loss and gradient.
   *
   * @param rows rows used, at least 1
   * @param output outputs {@code [rows × outputs]}
   * @param target targets, in the shape that the loss asks for
   * @param cotangent receives the gradient of the mean loss with respect to the outputs
   * @return the mean over rows, accumulated in double precision
   */
  double evaluate(int rows, Matrix output, Matrix target, Matrix cotangent);

  /** Mean over rows and columns of (y − target)²; targets {@code [rows × outputs]}. */
  static Loss meanSquared() {
    return (rows, output, target, cotangent) ->
        elementwise(rows, output, target, cotangent, Double.POSITIVE_INFINITY, 2);
  }

  /**
   * Huber's loss ("Robust estimation of a location parameter", 1964): e²/2 up to |e| = δ, a
   * straight line beyond; mean over rows and columns. With δ = 1 it is PyTorch's SmoothL1, on which
   * augmented neural ODEs were trained.
   *
   * @param delta δ, above 0
   * @return the loss; targets {@code [rows × outputs]}
   */
  static Loss huber(double delta) {
    if (!(delta > 0)) {
      throw new IllegalArgumentException("A Huber loss with δ = " + delta + "; expected above 0");
    }
    return (rows, output, target, cotangent) ->
        elementwise(rows, output, target, cotangent, delta, 1);
  }

  private static double elementwise(
      int rows, Matrix output, Matrix target, Matrix cotangent, double delta, double factor) {
    int columns = output.columns();
    if (target.columns() != columns) {
      throw new IllegalArgumentException(
          String.format("Outputs %s with targets %s; expected as many columns", output, target));
    }
    double share = factor / ((double) rows * columns);
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < columns; j++) {
        double e = (double) output.get(r, j) - target.get(r, j);
        double slope = Math.max(-delta, Math.min(delta, e));
        sum += slope == e ? 0.5 * e * e : delta * (Math.abs(e) - 0.5 * delta);
        cotangent.set(r, j, (float) (slope * share));
      }
    }
    return sum * share;
  }

  /**
   * Softmax cross-entropy in nats; the outputs are logits, the targets {@code [rows × 1]} hold the
   * number of each row's class, from 0.
   *
   * @return the loss
   */
  static Loss crossEntropy() {
    return Loss::crossEntropy;
  }

  /**
   * The share of rows whose largest output is not that of their class: no slope to follow, but a
   * validation objective of it stops a training by its error.
   *
   * @return the loss, with zero gradient; targets {@code [rows × 1]} as for {@link #crossEntropy}
   */
  static Loss misclassified() {
    return (rows, output, target, cotangent) -> {
      cotangent.clearRows(rows);
      int wrong = 0;
      for (int r = 0; r < rows; r++) {
        wrong += largest(output, r) == Math.round(target.get(r, 0)) ? 0 : 1;
      }
      return (double) wrong / rows;
    };
  }

  /** The column of a row's largest value, the first one of equals. */
  static int largest(Matrix x, int row) {
    int best = 0;
    for (int j = 1; j < x.columns(); j++) {
      best = x.get(row, j) > x.get(row, best) ? j : best;
    }
    return best;
  }

  private static double crossEntropy(int rows, Matrix output, Matrix target, Matrix cotangent) {
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      int label = Math.round(target.get(r, 0));
      if (label < 0 || label >= output.columns()) {
        throw new IllegalArgumentException(
            String.format(
                "The target of row %d is class %s; expected 0 to %d: number the classes from 0",
                r, target.get(r, 0), output.columns() - 1));
      }
      double logSum = logSumExp(output, r);
      sum += logSum - output.get(r, label);
      for (int j = 0; j < output.columns(); j++) {
        double share = Math.exp(output.get(r, j) - logSum) - (j == label ? 1 : 0);
        cotangent.set(r, j, (float) (share / rows));
      }
    }
    return sum / rows;
  }

  /** ln Σ eˣ of a row, safe from overflow. */
  static double logSumExp(Matrix x, int row) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < x.columns(); j++) {
      largest = Math.max(largest, x.get(row, j));
    }
    double sum = 0;
    for (int j = 0; j < x.columns(); j++) {
      sum += Math.exp(x.get(row, j) - largest);
    }
    return largest + Math.log(sum);
  }
}
