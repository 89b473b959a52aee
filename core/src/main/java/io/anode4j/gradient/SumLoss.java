package io.anode4j.gradient;

import io.anode4j.tensor.Rows;

/** Sums over outputs with their gradients, in either precision; NaN outputs add nothing. */
final class SumLoss {
  private SumLoss() {}

  static <M extends Rows<M>> double weighted(M y, M weights, M cotangents) {
    double sum = 0;
    for (int o = 0; o < y.rows(); o++) {
      for (int j = 0; j < y.columns(); j++) {
        double weight = weights.value(o, j);
        double value = y.value(o, j);
        cotangents.value(o, j, weight);
        sum += Double.isNaN(value) ? 0 : weight * value;
      }
    }
    return sum;
  }

  static <M extends Rows<M>> double squares(M y, M cotangents) {
    double sum = 0;
    for (int o = 0; o < y.rows(); o++) {
      for (int j = 0; j < y.columns(); j++) {
        double value = y.value(o, j);
        cotangents.value(o, j, 2 * value);
        sum += Double.isNaN(value) ? 0 : value * value;
      }
    }
    return sum;
  }
}
