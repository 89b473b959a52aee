package io.anode4j.anchor;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.tensor.Workers;
import io.anode4j.tree.BoostedTrees;
import io.anode4j.tree.Boosting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Fits trees to what follows in windows, in units of their frames: all channels and series
 * together, as the anchor's pooled regression is, but with whatever thresholds and combinations of
 * the rules the data show.
 */
public final class TreeFit {
  /** Values that are learnt from; more would only cost time. */
  private static final int MOST_ROWS = 200_000;

  private static final int CHUNK = 128;

  private final AnchorRules rules;
  private final FrameStatistics frames;
  private final Function<String, SeriesPast> pasts;

  /** Features of a channel of a window, and what followed. */
  private record Rows(List<float[]> features, List<Float> targets) {}

  /**
   * Prepares a fit.
   *
   * @param rules whose answers are among the features
   * @param frames of the training data
   * @param pasts of each series by its id, on the channels' scales
   */
  public TreeFit(AnchorRules rules, FrameStatistics frames, Function<String, SeriesPast> pasts) {
    this.rules = rules;
    this.frames = frames;
    this.pasts = pasts;
  }

  /** Whether trees ask for no more than these rules tell. */
  public static boolean fits(BoostedTrees trees, AnchorRules rules) {
    return trees.features() == TreeFeatures.count(rules);
  }

  /**
   * Fits.
   *
   * @param windows drawn from the training series
   * @param trees how many
   * @param draws of each part of the windows, by its number: values are left out where there are
   *     too many
   * @param workers threads; what is fitted does not depend on their number
   * @return the trees; none that answer where no window has a value
   */
  public BoostedTrees fit(
      List<Window> windows, int trees, IntFunction<SplittableRandom> draws, Workers workers) {
    long values = windows.stream().mapToLong(window -> window.target().observedCount()).sum();
    double share = Math.min(1, (double) MOST_ROWS / values);
    List<Rows> chunks =
        workers.map(
            (windows.size() + CHUNK - 1) / CHUNK,
            k -> {
              Rows rows = new Rows(new ArrayList<>(), new ArrayList<>());
              SplittableRandom random = draws.apply(k);
              int to = Math.min(windows.size(), (k + 1) * CHUNK);
              windows.subList(k * CHUNK, to).forEach(window -> add(window, share, random, rows));
              return rows;
            });
    List<float[]> features = chunks.stream().flatMap(rows -> rows.features.stream()).toList();
    List<Float> targets = chunks.stream().flatMap(rows -> rows.targets.stream()).toList();
    if (targets.isEmpty()) {
      return new BoostedTrees(TreeFeatures.count(rules), List.of());
    }
    float[] wanted = new float[targets.size()];
    float[][] columns = new float[TreeFeatures.count(rules)][wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = targets.get(i);
      for (int f = 0; f < columns.length; f++) {
        columns[f][i] = features.get(i)[f];
      }
    }
    return Boosting.of(trees).fit(columns, wanted, workers);
  }

  private void add(Window window, double share, SplittableRandom random, Rows to) {
    FramedWindow framed = FramedWindow.of(window, pasts.apply(window.id()), rules, frames);
    TimeSeries target = framed.target();
    for (int c = 0; c < target.channels(); c++) {
      int channel = c;
      int[] kept =
          IntStream.range(0, target.length())
              .filter(t -> target.isObserved(t, channel) && random.nextDouble() < share)
              .toArray();
      if (kept.length == 0) {
        continue;
      }
      double[] times = Arrays.stream(kept).mapToDouble(target::time).toArray();
      float[][] rows = TreeFeatures.of(rules, framed.past(), framed.frame(), c, times);
      for (int k = 0; k < kept.length; k++) {
        to.features.add(rows[k]);
        to.targets.add(
            (float) AnchorFit.target(rules, framed.frame(), c, target.value(kept[k], c)));
      }
    }
  }
}
