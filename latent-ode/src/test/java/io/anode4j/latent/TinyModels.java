package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.likelihood.Gaussian;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small data and models that train in a second or two. */
final class TinyModels {
  private static final LatentOde TRAINED = trainer(config().build()).fit(waves(24, 40, 1));

  private TinyModels() {}

  /** The network alone, on the channels' scales, with one noise for each channel. */
  static LatentOdeConfigBuilder config() {
    return anchored().likelihood(new Gaussian()).anchoring(AnchoringSettings.NONE);
  }

  /** As a user gets it, but small. */
  static LatentOdeConfigBuilder anchored() {
    return LatentOdeConfig.builder()
        .latentSize(4)
        .augment(1)
        .encoderUnits(8)
        .fieldUnits(8)
        .fieldLayers(1)
        .decoderUnits(8)
        .forecastSamples(6)
        .epochs(3)
        .windowsPerEpoch(64)
        .batchSize(48)
        .klWarmup(2)
        .anchoring(new AnchoringSettings(true, true, 0.4, 0.1, 0.5, 8, 10))
        .seed(5);
  }

  static LatentOdeTrainer trainer(LatentOdeConfig config) {
    return LatentOdeTrainer.with(config).horizon(2).context(6).threads(1);
  }

  /** One model for all tests that only read it. */
  static LatentOde trained() {
    return TRAINED;
  }

  /** Two channels, a wave and its slope, at irregular times, a fifth of the values missing. */
  static SeriesSet waves(int count, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> series = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      double phase = 6 * random.nextDouble();
      double[] times = new double[length];
      double[][] values = new double[length][2];
      double t = random.nextDouble();
      for (int i = 0; i < length; i++) {
        t += 0.1 + 0.3 * random.nextDouble();
        times[i] = t;
        values[i][0] = 10 + 3 * Math.sin(t + phase) + 0.1 * random.nextGaussian();
        values[i][1] = random.nextDouble() < 0.4 ? Double.NaN : Math.cos(t + phase);
      }
      series.add(TimeSeries.of("s" + s, times, values));
    }
    return new SeriesSet(List.of("wave", "slope"), series, TimeFormat.number(), "waves");
  }

  /** Waves whose slope is an amount: positive, over two orders of magnitude. */
  static SeriesSet amounts(int count, int length, long seed) {
    return waves(count, length, seed)
        .map(
            one -> {
              double[][] rows = new double[one.length()][];
              for (int i = 0; i < rows.length; i++) {
                rows[i] = new double[] {one.value(i, 0), Math.exp(3 * one.value(i, 1))};
              }
              return TimeSeries.of(one.id(), one.times(), rows);
            });
  }
}
