package io.anode4j.report;

import io.anode4j.chart.Ink;
import io.anode4j.chart.TypeMeasure;
import java.util.List;

/**
 * A direct label at the right end of a curve, in place of a legend.
 *
 * @param text what the curve is
 * @param value where it ends, in data units
 * @param ink the curve's ink
 * @param bold whether it stands out
 */
record EndLabel(String text, double value, Ink ink, boolean bold) {

  /** The room the widest label needs, from the plot to the picture's edge. */
  static double roomFor(List<String> texts, double textSize) {
    double widest = 0;
    for (String text : texts) {
      widest = Math.max(widest, TypeMeasure.width(text, textSize * 1.16));
    }
    return 14 + widest + Panel.EDGE - 4;
  }

  /**
   * Moves positions apart to at least {@code spacing}, as little as possible in the sense of least
   * squares, keeping their order, and within the bounds as long as all of them fit.
   *
   * @param wanted where the labels would like to be, ascending
   */
  static double[] spread(double[] wanted, double spacing, double low, double high) {
    // With the spacing taken out, "apart and in order" is "not descending": isotonic regression,
    // solved by pooling adjacent violators into blocks of a common mean.
    int n = wanted.length;
    double[] sum = new double[n];
    int[] size = new int[n];
    int blocks = 0;
    for (int i = 0; i < n; i++) {
      sum[blocks] = wanted[i] - i * spacing;
      size[blocks++] = 1;
      while (blocks > 1
          && sum[blocks - 2] / size[blocks - 2] > sum[blocks - 1] / size[blocks - 1]) {
        sum[blocks - 2] += sum[blocks - 1];
        size[blocks - 2] += size[blocks - 1];
        blocks--;
      }
    }
    double[] placed = new double[n];
    int i = 0;
    for (int block = 0; block < blocks; block++) {
      double mean = sum[block] / size[block];
      for (int k = 0; k < size[block]; k++, i++) {
        double latest = high - (n - 1 - i) * spacing;
        placed[i] = Math.max(low + i * spacing, Math.min(latest, mean + i * spacing));
      }
    }
    return placed;
  }
}
