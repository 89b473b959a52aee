package io.anode4j.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Where on the way to the horizon the error of a baseline is measured.
 *
 * <p>Twelve equal parts of the horizon, the first of them halved six times: errors grow fastest at
 * the start, and irregular observations may follow each other at a small part of the horizon.
 */
final class LeadTimes {
  private static final int PARTS = 12;
  private static final int HALVINGS = 6;

  private LeadTimes() {}

  /** {@return the upper edges of the bins, increasing, the last one the horizon} */
  static double[] edges(double horizon) {
    double[] edges = new double[HALVINGS + PARTS];
    for (int k = 0; k < edges.length; k++) {
      edges[k] =
          k < HALVINGS
              ? horizon / PARTS / (1 << (HALVINGS - k))
              : horizon * (k - HALVINGS + 1) / PARTS;
    }
    return edges;
  }

  /** {@return the middles of the bins} */
  static List<Double> centres(double horizon) {
    List<Double> centres = new ArrayList<>();
    double previous = 0;
    for (double edge : edges(horizon)) {
      centres.add((previous + edge) / 2);
      previous = edge;
    }
    return centres;
  }

  /** {@return the bin of a lead time, the last one beyond the horizon} */
  static int bin(double[] edges, double lead) {
    int bin = 0;
    while (bin < edges.length - 1 && lead > edges[bin]) {
      bin++;
    }
    return bin;
  }
}
