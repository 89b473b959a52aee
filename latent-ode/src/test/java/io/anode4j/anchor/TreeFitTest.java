package io.anode4j.anchor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.data.Windows;
import io.anode4j.tensor.Workers;
import io.anode4j.tree.BoostedTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeFitTest {
  private static final double CONTEXT = 24;
  private static final double HORIZON = 8;
  private static final AnchorRules RULES = new AnchorRules(CONTEXT, HORIZON, List.of(8.0));

  /** A fitted anchor and trees, and the windows that they did not see. */
  private record Fitted(
      Map<String, SeriesPast> pasts,
      FrameStatistics frames,
      LinearAnchor anchor,
      BoostedTrees trees,
      List<Window> others) {
    double error(boolean byTrees) {
      double sum = 0;
      int count = 0;
      for (Window window : others) {
        SeriesPast past = pasts.get(window.id());
        WindowFrame frame = frames.frame(past, window.origin());
        double[] times = window.target().times();
        float[][] rows = TreeFeatures.of(RULES, past, frame, 0, times);
        double[][] linear = anchor.answer(past, frame, times).sum();
        for (int t = 0; t < times.length; t++) {
          double answer = byTrees ? trees.answer(rows[t]) : linear[t][0];
          sum += Math.abs(frame.toFrame(0, window.target().value(t, 0)) - answer);
          count++;
        }
      }
      return sum / count;
    }
  }

  /** Every day has the size that the tent map makes of the day before, which no line foretells. */
  private static TimeSeries days(String id, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] times = new double[480];
    double[][] values = new double[480][1];
    double size = 2 * random.nextDouble() - 1;
    for (int i = 0; i < times.length; i++) {
      size = i % 8 == 0 ? 1 - 1.9 * Math.abs(size) : size;
      times[i] = i;
      values[i][0] = size * Math.sin(Math.PI * (i % 8 + 0.5) / 8) + 0.01 * random.nextGaussian();
    }
    return TimeSeries.of(id, times, values);
  }

  private static Fitted fit(int threads) {
    Map<String, SeriesPast> pasts = new TreeMap<>();
    List<Window> windows = new ArrayList<>();
    List<Window> others = new ArrayList<>();
    for (int s = 0; s < 8; s++) {
      TimeSeries one = days("d" + s, s);
      pasts.put(one.id(), SeriesPast.of(one, CONTEXT));
      for (int origin = 40; origin < 470; origin++) {
        Window window = Windows.of(CONTEXT, HORIZON).at(one, origin).orElseThrow();
        (s < 6 ? windows : others).add(window);
      }
    }
    try (Workers workers = new Workers(threads, "test")) {
      List<SeriesPast> seen = pasts.values().stream().limit(6).toList();
      FrameStatistics frames = FrameStatistics.fit(seen, windows, CONTEXT, workers);
      LinearAnchor anchor = new AnchorFit(RULES, frames, pasts::get, windows, workers).fit(300);
      BoostedTrees trees =
          new TreeFit(RULES, frames, pasts::get).fit(windows, 60, SplittableRandom::new, workers);
      return new Fitted(pasts, frames, anchor, trees, others);
    }
  }

  /** 9,600 values behind it, of which the anchor explains next to nothing. */
  @Test
  void treesLearnWhatTheAnchorCannot() {
    Fitted fitted = fit(2);
    assertTrue(
        fitted.error(true) < 0.7 * fitted.error(false),
        fitted.error(true) + ", anchor " + fitted.error(false));
  }

  @Test
  void threadsChangeNothing() {
    Fitted one = fit(1);
    Fitted three = fit(3);
    assertEquals(one.error(true), three.error(true));
  }

  @Test
  void nothingAfterTheOriginIsRead() {
    FrameStatistics frames =
        new FrameStatistics(CONTEXT, List.of(1.0), List.of(0.0), List.of(), List.of());
    TimeSeries series = days("d", 3);
    double[] asked = {201, 204, 208};
    SeriesPast whole = SeriesPast.of(series, CONTEXT);
    SeriesPast cut = SeriesPast.of(series.until(200), CONTEXT);
    float[][] one = TreeFeatures.of(RULES, whole, frames.frame(whole, 200), 0, asked);
    float[][] other = TreeFeatures.of(RULES, cut, frames.frame(cut, 200), 0, asked);
    for (int t = 0; t < asked.length; t++) {
      assertEquals(TreeFeatures.count(RULES), one[t].length);
      assertArrayEquals(one[t], other[t]);
    }
  }

  /** An empty past has no NaN, and no series at all no trees that fail. */
  @Test
  void nothingSeenIsMissingNotNaN() {
    FrameStatistics frames =
        new FrameStatistics(CONTEXT, List.of(1.0), List.of(0.0), List.of(), List.of());
    SeriesPast empty = SeriesPast.of(TimeSeries.empty("e", 1), CONTEXT);
    double[] asked = {1, 2};
    for (float[] row : TreeFeatures.of(RULES, empty, frames.frame(empty, 0), 0, asked)) {
      for (float value : row) {
        assertTrue(Float.isFinite(value));
      }
    }
    try (Workers workers = new Workers(1, "test")) {
      BoostedTrees none =
          new TreeFit(RULES, frames, id -> empty)
              .fit(List.of(), 60, SplittableRandom::new, workers);
      assertEquals(0, none.answer(new float[TreeFeatures.count(RULES)]));
      assertTrue(TreeFit.fits(none, RULES));
      assertFalse(TreeFit.fits(none, new AnchorRules(CONTEXT, HORIZON, List.of())));
    }
  }
}
