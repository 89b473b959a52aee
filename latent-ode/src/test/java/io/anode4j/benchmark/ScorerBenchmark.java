package io.anode4j.benchmark;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.model.TimeGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One sensor of 8 channels on a neural filter: a reading, a forecast, its state as bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 10, time = 1)
public class ScorerBenchmark {
  private static final int CHANNELS = 8;
  private static final int READINGS = 4096;
  private static final TimeGrid AHEAD = TimeGrid.every(1.0).count(20);

  /** Size of the hidden state; the decoder is as wide. */
  @Param({"32", "64"})
  public int hidden;

  private final double[][] values = new double[READINGS][];
  private Scorer scorer;
  private byte[] state;
  private double time;
  private int next;

  /** Trains for an epoch: speed does not depend on the weights. */
  @Setup
  public void train() {
    SeriesSet data = waves();
    FilterConfig config =
        FilterConfig.builder()
            .hidden(hidden)
            .decoderUnits(hidden)
            .epochs(1)
            .windowsPerEpoch(64)
            .build();
    NeuralFilter model = NeuralFilterTrainer.with(config).threads(1).fit(data);
    TimeSeries series = data.series().get(0);
    for (int i = 0; i < READINGS; i++) {
      values[i] = series.row(i % series.length());
    }
    scorer = model.newScorer();
    time = series.firstTime();
    for (int i = 0; i < 100; i++) {
      update();
    }
    state = scorer.save();
  }

  private static SeriesSet waves() {
    SplittableRandom random = new SplittableRandom(1);
    List<TimeSeries> series = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      double[] times = new double[500];
      double[][] rows = new double[500][CHANNELS];
      for (int i = 0; i < times.length; i++) {
        times[i] = i + 0.5 * random.nextDouble();
        for (int c = 0; c < CHANNELS; c++) {
          rows[i][c] = Math.sin(times[i] / (3 + c)) + 0.1 * random.nextGaussian();
        }
      }
      series.add(TimeSeries.of("s" + s, times, rows));
    }
    List<String> channels = IntStream.range(0, CHANNELS).mapToObj(c -> "c" + c).toList();
    return new SeriesSet(channels, series, TimeFormat.number(), "waves");
  }

  /** Scores one reading and learns from it. */
  @Benchmark
  public final Score update() {
    // Uneven gaps: no sine or exponential is computed for the same gap twice.
    time += 0.75 + 0.5 * (next & 7) / 7;
    next = (next + 1) & (READINGS - 1);
    return scorer.update(new Reading(time, values[next]));
  }

  /** Twenty times ahead with three quantiles of every channel. */
  @Benchmark
  public double[][][] forecastWithQuantiles() {
    var forecast = scorer.forecast(AHEAD);
    return new double[][][] {
      forecast.quantile(0.05), forecast.quantile(0.5), forecast.quantile(0.95)
    };
  }

  /** A state to bytes with its checksum. */
  @Benchmark
  public byte[] save() {
    return scorer.save();
  }

  /** Bytes to a state, checked. */
  @Benchmark
  public Scorer restore() {
    scorer.restore(state);
    return scorer;
  }

  /** What a stream processor does at each record: restore, update, save. */
  @Benchmark
  public byte[] restoreUpdateSave() {
    scorer.restore(state);
    scorer.update(new Reading(scorer.lastTime() + 1, values[next = (next + 1) & 1023]));
    return state = scorer.save();
  }
}
