package io.anode4j.spark;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Two channels, a wave and its slope, at uneven times of microseconds, with holes. */
public final class Waves {
  static final List<String> CHANNELS = List.of("wave", "slope");

  /** Times of microseconds. */
  public static final TimeFormat DATES = TimeFormat.of("2020-12-31T23:59:59.999999");

  private static final double START = 1_700_000_000;

  private Waves() {}

  /** Series of different lengths, some of one row. */
  public static SeriesSet series(int count, TimeFormat format) {
    SplittableRandom random = new SplittableRandom(3);
    List<TimeSeries> all = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      int length = 1 + random.nextInt(40);
      double[] times = new double[length];
      double[][] values = new double[length][2];
      double t = random.nextDouble() * 10;
      for (int i = 0; i < length; i++) {
        t += 0.1 + random.nextDouble();
        times[i] = format.isDated() ? Math.round((START + 3600 * t) * 1e6) / 1e6 : t;
        values[i][0] = 10 + 3 * Math.sin(t + s) + 0.1 * random.nextGaussian();
        values[i][1] = random.nextDouble() < 0.4 ? Double.NaN : Math.cos(t + s);
      }
      all.add(TimeSeries.of("s" + s, times, values));
    }
    return new SeriesSet(CHANNELS, all, format, "waves");
  }

  static LatentOdeConfig config() {
    return LatentOdeConfig.builder()
        .latentSize(4)
        .encoderUnits(8)
        .fieldUnits(8)
        .fieldLayers(1)
        .decoderUnits(8)
        .forecastSamples(6)
        .epochs(2)
        .windowsPerEpoch(64)
        .seed(5)
        .build();
  }

  static LatentOde latentOde(TimeFormat format) {
    double unit = format.isDated() ? 3600 : 1;
    return LatentOdeTrainer.with(config())
        .horizon(4 * unit)
        .context(8 * unit)
        .threads(1)
        .fit(series(40, format));
  }

  /** A small filter. */
  public static NeuralFilter filter() {
    FilterConfig config =
        FilterConfig.builder()
            .hidden(8)
            .decoderUnits(8)
            .chunk(20)
            .windowsPerEpoch(32)
            .epochs(2)
            .warmUp(4)
            .build();
    return NeuralFilterTrainer.with(config).horizon(4 * 3600).threads(1).fit(series(40, DATES));
  }

  /** A file of the series with the rows in the order of time, so that series lie mixed. */
  static Path csv(SeriesSet set, Path file) throws IOException {
    record Line(double time, String text) {}
    List<Line> lines = new ArrayList<>();
    for (TimeSeries one : set) {
      for (int i = 0; i < one.length(); i++) {
        double time = one.time(i);
        String cells = cell(one.value(i, 0)) + "," + cell(one.value(i, 1));
        lines.add(
            new Line(time, one.id() + "," + set.timeFormat().format(time) + "," + cells + "\n"));
      }
    }
    lines.sort((a, b) -> Double.compare(a.time, b.time));
    StringBuilder text = new StringBuilder("sensor,time,wave,slope\n");
    lines.forEach(line -> text.append(line.text));
    return Files.writeString(file, text.toString());
  }

  private static String cell(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
