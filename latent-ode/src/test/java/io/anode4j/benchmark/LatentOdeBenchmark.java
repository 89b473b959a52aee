package io.anode4j.benchmark;

import io.anode4j.latent.ReferenceStep;
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

/** W4 and W5 of docs/benchmarks.md: a training step of 128 windows, and inference. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LatentOdeBenchmark {
  private final ReferenceStep oneThread = ReferenceStep.training(1);
  private final ReferenceStep twoThreads = ReferenceStep.training(2);
  private final ReferenceStep single = ReferenceStep.inference(1);
  private final ReferenceStep many = ReferenceStep.inference(64);

  /** W4 on one thread. */
  @Benchmark
  public double trainingStepOneThread() {
    return oneThread.train();
  }

  /** W4 on two threads. */
  @Benchmark
  public double trainingStepTwoThreads() {
    return twoThreads.train();
  }

  /** W5, batch 1. */
  @Benchmark
  public float inferenceOfOne() {
    return single.infer();
  }

  /** W5, batch 64. */
  @Benchmark
  public float inferenceOfMany() {
    return many.infer();
  }
}
