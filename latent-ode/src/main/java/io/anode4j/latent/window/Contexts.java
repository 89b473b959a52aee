package io.anode4j.latent.window;

import io.anode4j.data.TimeSeries;
import io.anode4j.tensor.Matrix;
import java.util.List;

/**
 * Contexts of some windows as an encoder reads them: backwards in time, step by step, without
 * padding. Step s holds one row of each of the first {@code active[s]} windows; the longest
 * contexts come first, and each row of a step follows those of the step before.
 *
 * @param windows number of windows
 * @param active windows of each step, not increasing
 * @param inputs values (0 where missing), mask, gap to the observation read before, time features,
 *     the window's own: {@code [Σ active × inputs]}
 * @param gaps the same gaps in double, model time, 0 at each window's first step {@code [Σ active]}
 */
public record Contexts(int windows, int[] active, Matrix inputs, double[] gaps) {

  /** Lays out contexts whose lengths do not increase. */
  static Contexts of(List<WindowQuery> queries, WindowLayout layout) {
    int steps = queries.isEmpty() ? 0 : queries.get(0).context().length();
    int[] active = new int[steps];
    for (WindowQuery query : queries) {
      for (int s = 0; s < query.context().length(); s++) {
        active[s]++;
      }
    }
    int[] start = new int[steps + 1];
    for (int s = 0; s < steps; s++) {
      start[s + 1] = start[s] + active[s];
    }
    Matrix in = new Matrix(start[steps], layout.inputs());
    double[] gaps = new double[start[steps]];
    for (int w = 0; w < queries.size(); w++) {
      TimeSeries context = queries.get(w).context();
      WindowFeatures features = queries.get(w).features();
      double anchor = layout.anchor(context);
      int last = context.length() - 1;
      double after = context.time(last);
      for (int i = last; i >= 0; i--) {
        int row = start[last - i] + w;
        int at = row * in.stride();
        double time = context.time(i);
        gaps[row] = (after - time) / layout.timeUnit();
        writeValues(context, i, layout, in.data(), at);
        in.data()[at + layout.valueInputs() - 1] = (float) gaps[row];
        layout.writeTimes(time, anchor, features, in.data(), at + layout.valueInputs());
        after = time;
      }
    }
    return new Contexts(queries.size(), active, in, gaps);
  }

  private static void writeValues(
      TimeSeries context, int i, WindowLayout layout, float[] to, int at) {
    int channels = layout.channels();
    for (int c = 0; c < channels; c++) {
      float value = (float) context.value(i, c);
      boolean seen = !Float.isNaN(value);
      to[at + c] = seen ? value : 0f;
      if (layout.masked()) {
        to[at + channels + c] = seen ? 1f : 0f;
      }
    }
  }

  /** Number of steps: observations of the longest context. */
  public int steps() {
    return active.length;
  }
}
