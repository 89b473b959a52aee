package io.anode4j.benchmark;

import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/**
 * 256 rows of the field of W2, each with its own 5 to 200 times on a span of its own within [0, 4],
 * multiples of 0.004: every row over its own times, or all rows over the union of all times, as
 * solvers with one time axis for a batch must.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RaggedBenchmark {
  private static final int ROWS = 256;
  private static final int GRID = 1000;

  private final double[] starts = new double[ROWS];
  private final double[] zeros = new double[ROWS];
  private final double[][] times = new double[ROWS][];
  private final Matrix states = new Matrix(ROWS, ReferenceField.DIMENSION);
  private OutputTimes own;
  private OutputTimes union;
  private Matrix ownOut;
  private Matrix unionOut;
  private Integrator<Matrix> integrator;

  /**
   * Attempted steps of all rows, and what the slowest row's number would make for all. JMH adds
   * these over iterations.
   */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Steps {
    /** Rows times the steps each of them took. */
    public double paid;

    /** Rows times the steps of the slowest. */
    public double slowest;
  }

  /** Draws spans and times. */
  @Setup
  public void draw() throws IOException {
    ReferenceField reference = ReferenceField.load();
    SplittableRandom random = new SplittableRandom(1);
    TreeSet<Double> all = new TreeSet<>();
    for (int r = 0; r < ROWS; r++) {
      int a = random.nextInt(GRID - 250);
      int b = a + 220 + random.nextInt(GRID - a - 220);
      TreeSet<Double> chosen = new TreeSet<>();
      for (int count = 5 + random.nextInt(196); chosen.size() < count; ) {
        chosen.add((a + random.nextInt(b - a)) * 4.0 / GRID);
      }
      times[r] = chosen.stream().mapToDouble(t -> t).toArray();
      starts[r] = times[r][0];
      all.addAll(chosen);
      states.copyRow(r, reference.states(), r % ReferenceField.ROWS);
    }
    own = OutputTimes.of(times);
    union = OutputTimes.same(ROWS, all.stream().mapToDouble(t -> t).toArray());
    ownOut = new Matrix(own.total(), ReferenceField.DIMENSION);
    unionOut = new Matrix(union.total(), ReferenceField.DIMENSION);
    Arrays.fill(zeros, all.first());
    Solver solver = Solver.dopri5(1e-3, 1e-4);
    integrator = new Integrator<>(solver, ReferenceField.DIMENSION, reference.field().evaluator());
  }

  private void count(Steps steps) {
    int most = 0;
    int sum = 0;
    for (int r = 0; r < ROWS; r++) {
      int attempted = integrator.report(r).accepted() + integrator.report(r).rejected();
      sum += attempted;
      most = Math.max(most, attempted);
    }
    steps.paid = sum;
    steps.slowest = ROWS * (double) most;
  }

  /** Every row over its own times. */
  @Benchmark
  public Matrix ownTimes(Steps steps) {
    integrator.solve(starts, states, own, ownOut);
    count(steps);
    return ownOut;
  }

  /** All rows over the union. */
  @Benchmark
  public Matrix unionOfTimes(Steps steps) {
    integrator.solve(zeros, states, union, unionOut);
    count(steps);
    return unionOut;
  }
}
