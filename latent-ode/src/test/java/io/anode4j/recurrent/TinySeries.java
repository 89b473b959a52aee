package io.anode4j.recurrent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Two waves a series, irregular, half of the values missing. */
final class TinySeries {
  private TinySeries() {}

  static SeriesSet waves(int series, int readings, long seed) {
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
        if (random.nextDouble() < 0.6) {
          values[i][random.nextInt(2)] = Double.NaN;
        }
      }
      all.add(TimeSeries.of("s" + s, times, values));
    }
    return new SeriesSet(List.of("a", "b"), all, TimeFormat.number(), "waves");
  }
}
