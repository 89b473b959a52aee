package io.anode4j.filter;

import io.anode4j.data.TimeSeries;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Windows laid out for computing: step s holds the s-th reading of every window that has one, the
 * longest windows first, so nothing is padded. Beside the steps lie the questions: a reading to be
 * predicted from the state after an earlier one.
 */
final class FilterBatch {
  /** Windows of each step, and the row at which each step starts. */
  final int[] active;

  final int[] start;
  final int steps;
  final int rows;

  /** Jump inputs of all steps, and the gap in model time that led to each. */
  final Matrix inputs;

  final double[] gap;

  /** Questions: state row asked (−1 for the empty state), lead, whether it is the next reading. */
  int questions;

  final int[] source;
  final double[] lead;
  final boolean[] next;

  /** Ages and last values of the channels, {@code [questions × channels]}. */
  final double[] age;

  final float[] last;
  final float[] target;

  /** Decoder inputs; hidden state and freshness are written when weights are known. */
  final double[] time;

  private final FilterLayout layout;
  private final double horizon;

  private FilterBatch(List<FilterWindow> windows, FilterLayout layout, double horizon, int leads) {
    this.layout = layout;
    this.horizon = horizon;
    int d = layout.channels();
    FilterWindow[] order = windows.toArray(new FilterWindow[0]);
    Arrays.sort(order, Comparator.comparingInt(FilterWindow::length).reversed());
    steps = order.length == 0 ? 0 : order[0].length();
    active = new int[steps];
    start = new int[steps + 1];
    for (FilterWindow w : order) {
      for (int s = 0; s < w.length(); s++) {
        active[s]++;
      }
    }
    for (int s = 0; s < steps; s++) {
      start[s + 1] = start[s] + active[s];
    }
    rows = start[steps];
    inputs = new Matrix(rows, layout.cellInputs());
    gap = new double[rows];
    int most = rows * (1 + leads);
    source = new int[most];
    lead = new double[most];
    next = new boolean[most];
    time = new double[most];
    age = new double[most * d];
    last = new float[most * d];
    target = new float[most * d];
    for (int w = 0; w < order.length; w++) {
      add(order[w], w, leads);
    }
  }

  /**
   * Lays out windows.
   *
   * @param windows windows of at least one reading
   * @param layout how readings become numbers
   * @param horizon how far ahead a reading may be asked, original time
   * @param leads farther readings asked of each state
   * @return the batch
   */
  static FilterBatch of(
      List<FilterWindow> windows, FilterLayout layout, double horizon, int leads) {
    return new FilterBatch(windows, layout, horizon, leads);
  }

  private void add(FilterWindow window, int place, int leads) {
    TimeSeries series = window.series();
    int d = layout.channels();
    SplittableRandom random = new SplittableRandom(window.seed());
    float[] scaled = new float[d];
    float[] shift = new float[d];
    for (int c = 0; c < d && window.shift() > 0; c++) {
      shift[c] = (float) (window.shift() * random.nextGaussian());
    }
    float[] lastValue = new float[d];
    double[] lastTime = new double[d];
    Arrays.fill(lastTime, Double.NEGATIVE_INFINITY);
    double before = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < window.length(); s++) {
      int i = window.from() + s;
      int row = start[s] + place;
      ask(
          series,
          i,
          s == 0 ? -1 : start[s - 1] + place,
          before,
          window,
          shift,
          lastTime,
          lastValue,
          true);
      double t = series.time(i);
      gap[row] = s == 0 ? 0 : (t - before) / layout.timeUnit();
      for (int c = 0; c < d; c++) {
        scaled[c] = (float) series.value(i, c) + shift[c];
        if (series.isObserved(i, c)) {
          lastValue[c] = scaled[c];
          lastTime[c] = t;
        }
      }
      layout.writeCellInput(scaled, 0, gap[row], t, inputs.data(), row * inputs.stride());
      before = t;
      int farthest = series.countUntil(t + horizon) - 1;
      for (int k = 0; k < leads && farthest > i + 1; k++) {
        int j = i + 1 + draw(farthest - i - 1, k % 2 == 0, random);
        ask(series, j, row, t, window, shift, lastTime, lastValue, false);
      }
    }
  }

  /** 1 … n: evenly, or more of the near ones. */
  private static int draw(int n, boolean evenly, SplittableRandom random) {
    double u = random.nextDouble();
    int k = evenly ? (int) (u * n) + 1 : (int) Math.exp(u * Math.log(n + 1.0));
    return Math.max(1, Math.min(n, k));
  }

  private void ask(
      TimeSeries series,
      int reading,
      int row,
      double before,
      FilterWindow window,
      float[] shift,
      double[] lastTime,
      float[] lastValue,
      boolean isNext) {
    double t = series.time(reading);
    if (!(t > window.countAfter())) {
      return;
    }
    int d = layout.channels();
    int q = questions++;
    source[q] = row;
    time[q] = t;
    next[q] = isNext;
    lead[q] = (t - before) / layout.timeUnit();
    for (int c = 0; c < d; c++) {
      age[q * d + c] = (t - lastTime[c]) / layout.timeUnit();
      last[q * d + c] = lastValue[c];
      target[q * d + c] = (float) series.value(reading, c) + shift[c];
    }
  }
}
