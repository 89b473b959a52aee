package io.anode4j.benchmark;

import io.anode4j.nn.MlpEvaluator;
import io.anode4j.tensor.Matrix;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** W1: the field 10-100-100-10 on 50 rows; 1.2 MFLOP forward, 3.6 with its pullback. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FieldBenchmark {
  private MlpEvaluator evaluator;
  private Matrix x;
  private Matrix y;
  private Matrix dx;

  /** Packs the weights. */
  @Setup
  public void load() throws IOException {
    ReferenceField reference = ReferenceField.load();
    evaluator = (MlpEvaluator) reference.field().layer().evaluator();
    evaluator.load(reference.field().parameters());
    x = reference.states();
    y = new Matrix(ReferenceField.ROWS, ReferenceField.DIMENSION);
    dx = new Matrix(ReferenceField.ROWS, ReferenceField.DIMENSION);
  }

  /** W1 forward. */
  @Benchmark
  public Matrix forward() {
    evaluator.forward(ReferenceField.ROWS, 0, x, y);
    return y;
  }

  /** W1 forward and vector-Jacobian product. */
  @Benchmark
  public Matrix forwardAndPullback() {
    evaluator.forward(ReferenceField.ROWS, 0, x, y);
    evaluator.backward(ReferenceField.ROWS, 0, x, x, dx);
    return dx;
  }
}
