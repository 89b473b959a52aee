package io.anode4j.filter;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small data and models for tests: two noisy waves a sensor, irregular, with holes. */
public final class TinyFilters {
  private static final NeuralFilter TRAINED =
      NeuralFilterTrainer.with(config()).horizon(15).threads(1).fit(waves(4, 300, 0.3, 1));

  private TinyFilters() {}

  static FilterConfig config() {
    return FilterConfig.builder()
        .hidden(16)
        .decoderUnits(16)
        .chunk(40)
        .epochs(40)
        .windowsPerEpoch(128)
        .warmUp(8)
        .levelShift(0) // the waves keep their level
        .seed(3)
        .build();
  }

  /** Series of some readings, every second channel's value missing at random. */
  public static SeriesSet waves(int series, int readings, double missing, long seed) {
    List<TimeSeries> all = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int s = 0; s < series; s++) {
      double[] times = new double[readings];
      double[][] values = new double[readings][2];
      double t = 100 * random.nextDouble();
      for (int i = 0; i < readings; i++) {
        t += 0.2 + 1.6 * random.nextDouble();
        times[i] = t;
        values[i][0] = 50 + 5 * Math.sin(t / 3) + 0.3 * random.nextGaussian();
        values[i][1] = -2 + Math.cos(t / 5) + 0.1 * random.nextGaussian();
        if (random.nextDouble() < missing) {
          values[i][random.nextInt(2)] = Double.NaN;
        }
      }
      all.add(TimeSeries.of("s" + s, times, values));
    }
    return new SeriesSet(List.of("a", "b"), all, TimeFormat.number(), "waves");
  }

  /** One model for all tests that only read it. */
  public static NeuralFilter trained() {
    return TRAINED;
  }
}
