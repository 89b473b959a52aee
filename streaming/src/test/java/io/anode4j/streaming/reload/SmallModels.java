package io.anode4j.streaming.reload;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import java.util.ArrayList;
import java.util.List;

/** Models that are trained in a moment: small, not good. */
public final class SmallModels {
  private SmallModels() {}

  /** A model of some channels; another seed gives another model. */
  public static NeuralFilter of(long seed, TimeFormat times, String... channels) {
    List<TimeSeries> series = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      double[] at = new double[60];
      double[][] rows = new double[60][channels.length];
      for (int i = 0; i < at.length; i++) {
        at[i] = i + 0.3 * Math.sin(i * (s + 2.0));
        for (int c = 0; c < channels.length; c++) {
          rows[i][c] = 10 * c + Math.sin(at[i] / 5 + s + c) + 0.1 * Math.cos(31.0 * i + s + c);
        }
      }
      series.add(TimeSeries.of("s" + s, at, rows));
    }
    FilterConfig config =
        FilterConfig.builder()
            .hidden(4)
            .decoderUnits(4)
            .chunk(16)
            .epochs(2)
            .windowsPerEpoch(32)
            .seed(seed)
            .build();
    return NeuralFilterTrainer.with(config)
        .threads(1)
        .fit(new SeriesSet(List.of(channels), series, times, "small"));
  }
}
