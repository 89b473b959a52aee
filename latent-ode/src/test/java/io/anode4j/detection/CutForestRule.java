package io.anode4j.detection;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A random cut forest as a judge: the mean {@link CutTree#displacement} over {@link #TREES} trees
 * of the last {@link #SHINGLE} readings as one point. Each tree holds a sample of {@link #SAMPLE}
 * points of its own that forgets, as the library of Amazon does: of the first thousands all have
 * the same chance, then a tenth of what comes is taken in (Aggarwal, "Biased Reservoir Sampling",
 * VLDB 2006). Channels are in deviations of the readings that do not count; the threshold is a
 * quantile of the same readings' scores.
 *
 * @param rate share of the readings that do not count that the threshold leaves above it
 * @param seed of the cuts and samples
 */
record CutForestRule(double rate, long seed) implements Judge {
  static final int TREES = 40;
  static final int SAMPLE = 256;
  static final int SHINGLE = 4;

  /** Least share of the readings that a tree takes in. */
  private static final double TAKEN = 0.1;

  @Override
  public Verdict[] judge(LabelledStream stream) {
    double[][] points = points(stream);
    double[] scores = new double[points.length];
    SplittableRandom seeds = new SplittableRandom(seed ^ stream.series().id().hashCode());
    for (int t = 0; t < TREES; t++) {
      add(points, seeds.split(), scores);
    }
    double[] known = Arrays.copyOf(scores, stream.scoredFrom());
    Arrays.sort(known);
    double threshold =
        known.length == 0
            ? Double.POSITIVE_INFINITY
            : known[(int) Math.ceil((1 - rate) * (known.length - 1))];
    return Arrays.stream(scores)
        .mapToObj(s -> new Verdict(s, s > threshold))
        .toArray(Verdict[]::new);
  }

  /** Adds one tree's share of each point's score, before the point can be sampled. */
  private static void add(double[][] points, SplittableRandom random, double[] scores) {
    CutTree tree = new CutTree(SAMPLE + 1, points[0].length, random::nextDouble);
    int[] sample = new int[SAMPLE];
    for (int i = 0; i < points.length; i++) {
      int leaf = tree.insert(points[i]);
      scores[i] += tree.displacement(leaf) / TREES;
      if (i < SAMPLE) {
        sample[i] = leaf;
      } else if (random.nextDouble() < Math.max(TAKEN, (double) SAMPLE / (i + 1))) {
        int out = random.nextInt(SAMPLE);
        tree.remove(sample[out]);
        sample[out] = leaf;
      } else {
        tree.remove(leaf);
      }
    }
  }

  /** The last readings of each, oldest first; where there were none, the first is repeated. */
  private static double[][] points(LabelledStream stream) {
    int n = stream.series().length();
    int d = stream.series().row(0).length;
    double[][] standard = new double[d][];
    for (int c = 0; c < d; c++) {
      standard[c] = standard(stream, c);
    }
    double[][] points = new double[n][SHINGLE * d];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < SHINGLE * d; k++) {
        points[i][k] = standard[k % d][Math.max(0, i - SHINGLE + 1 + k / d)];
      }
    }
    return points;
  }

  /** A channel in deviations of the readings that do not count, a missing value as the last. */
  private static double[] standard(LabelledStream stream, int channel) {
    double[] values = new double[stream.series().length()];
    double last = 0;
    for (int i = 0; i < values.length; i++) {
      double value = stream.series().value(i, channel);
      last = Double.isNaN(value) ? last : value;
      values[i] = last;
    }
    int known = Math.max(1, stream.scoredFrom());
    double mean = Arrays.stream(values, 0, known).average().orElseThrow();
    double variance =
        Arrays.stream(values, 0, known).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double scale = variance > 0 ? Math.sqrt(variance) : 1;
    return Arrays.stream(values).map(v -> (v - mean) / scale).toArray();
  }
}
