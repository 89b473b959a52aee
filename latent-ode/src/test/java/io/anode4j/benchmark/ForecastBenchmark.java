package io.anode4j.benchmark;

import io.anode4j.forecast.Forecast;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a forecast of 12 times, 3 channels and 32 posterior samples. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ForecastBenchmark {
  private static final int SAMPLES = 32;
  private static final int TIMES = 12;
  private static final int CHANNELS = 3;

  private final Forecast forecast = forecast();

  /** All 95 % quantiles, each the root of a mixture's distribution function. */
  @Benchmark
  public double[][] quantile() {
    return forecast.quantile(0.95);
  }

  /** All standard deviations, by the law of total variance. */
  @Benchmark
  public double[][] std() {
    return forecast.std();
  }

  private static Forecast forecast() {
    SplittableRandom random = new SplittableRandom(1);
    double[][][] means = new double[SAMPLES][TIMES][CHANNELS];
    double[][][] stds = new double[SAMPLES][TIMES][CHANNELS];
    double[] times = new double[TIMES];
    for (int t = 0; t < TIMES; t++) {
      times[t] = t;
      for (int s = 0; s < SAMPLES; s++) {
        for (int c = 0; c < CHANNELS; c++) {
          means[s][t][c] = random.nextDouble(-1, 1);
          stds[s][t][c] = random.nextDouble(0.1, 1);
        }
      }
    }
    return Forecast.mixture("pump", List.of("flow", "pressure", "heat"), times, means, stds);
  }
}
