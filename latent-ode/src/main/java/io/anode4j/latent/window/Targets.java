package io.anode4j.latent.window;

import java.util.List;

/**
 * What was observed at the distinct times of some windows, one window after the other, each in the
 * order of time.
 *
 * @param channels observed channels D
 * @param values scaled values {@code [times × channels]}, NaN where not observed
 * @param weights weight of each time's log-likelihood
 * @param horizon whether a time lies after the context
 * @param extras what the decoder reads of each time beside the state: sines and cosines of its
 *     phases, features of the time, those of its window {@code [times × extraCount]}
 * @param extraCount numbers a time
 */
public record Targets(
    int channels,
    float[] values,
    float[] weights,
    boolean[] horizon,
    float[] extras,
    int extraCount) {

  static Targets of(List<WindowQuery> queries, WindowLayout layout) {
    int times = queries.stream().mapToInt(q -> q.times().length).sum();
    int d = layout.channels();
    Targets targets =
        new Targets(
            d,
            new float[times * d],
            new float[times],
            new boolean[times],
            new float[times * layout.decoderInputs()],
            layout.decoderInputs());
    int at = 0;
    for (WindowQuery query : queries) {
      targets.fill(query, layout, at);
      at += query.times().length;
    }
    return targets;
  }

  private void fill(WindowQuery query, WindowLayout layout, int at) {
    for (int i = 0; i < query.targets().length; i++) {
      horizon[at + i] = i >= query.contextTimes();
      weights[at + i] =
          i < query.contextTimes()
              ? (float) layout.contextWeight()
              : (float) layout.horizonWeight();
      for (int c = 0; c < channels; c++) {
        values[(at + i) * channels + c] = (float) query.targets()[i][c];
      }
    }
    for (int i = 0; i < query.times().length; i++) {
      layout.writeDecoderInputs(query, i, extras, (at + i) * extraCount);
    }
  }
}
