package io.anode4j.benchmark;

import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * W2 on 2,048 rows in shards of 128, by one thread or two, each with an integrator of its own. Rows
 * are independent to the bit, so the result must be that of one batch; the benchmark fails where it
 * is not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ThreadsBenchmark {
  private static final int ROWS = 2048;
  private static final int SHARD = 128;
  private static final Solver SOLVER = Solver.dopri5(1e-3, 1e-4);

  /** Threads. */
  @Param({"1", "2"})
  public int threads;

  private final List<Callable<Matrix>> tasks = new ArrayList<>();
  private final List<Matrix> outputs = new ArrayList<>();
  private ExecutorService pool;
  private Matrix whole;

  /** Cuts the batch into shards and solves it whole once. */
  @Setup
  public void cut() throws IOException {
    ReferenceField reference = ReferenceField.load();
    int d = ReferenceField.DIMENSION;
    double[] grid = new double[100];
    Arrays.setAll(grid, i -> i / 99.0);
    Matrix all = new Matrix(ROWS, d);
    for (int r = 0; r < ROWS; r++) {
      for (int j = 0; j < d; j++) {
        all.set(r, j, reference.states().get(r % ReferenceField.ROWS, j) * (1 + r / 4096f));
      }
    }
    whole = SOLVER.solve(reference.field(), all, grid).values();
    pool = Executors.newFixedThreadPool(threads);
    for (int from = 0; from < ROWS; from += SHARD) {
      Matrix states = new Matrix(SHARD, d);
      for (int r = 0; r < SHARD; r++) {
        states.copyRow(r, all, from + r);
      }
      OutputTimes times = OutputTimes.same(SHARD, grid);
      Matrix out = new Matrix(times.total(), d);
      Integrator<Matrix> integrator = new Integrator<>(SOLVER, d, reference.field().evaluator());
      outputs.add(out);
      tasks.add(
          () -> {
            integrator.solve(new double[SHARD], states, times, out);
            return out;
          });
    }
  }

  /** All shards. */
  @Benchmark
  public void shards() throws InterruptedException {
    pool.invokeAll(tasks);
  }

  /** Compares with the whole batch, bit for bit. */
  @TearDown
  public void compare() {
    pool.shutdown();
    float[] joined = new float[0];
    for (Matrix out : outputs) {
      float[] values = out.toArray();
      int at = joined.length;
      joined = Arrays.copyOf(joined, at + values.length);
      System.arraycopy(values, 0, joined, at, values.length);
    }
    if (!Arrays.equals(joined, whole.toArray())) {
      throw new IllegalStateException(
          "Shards on "
              + threads
              + " threads differ from the whole batch; rows must be independent to the bit");
    }
  }
}
