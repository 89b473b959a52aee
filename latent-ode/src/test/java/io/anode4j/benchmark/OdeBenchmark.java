package io.anode4j.benchmark;

import io.anode4j.anode.LayerField;
import io.anode4j.gradient.DiscreteGradient;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
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

/**
 * A field 10-100-100-10 over 50 rows and 100 output times in [0, 1], dopri5 at 1e-3/1e-4: the shape
 * of the workloads W1 to W3 in docs/benchmarks.md, with seeded random weights.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OdeBenchmark {
  private static final int ROWS = 50;

  private final Matrix start = new Matrix(ROWS, 10);
  private final double[] zeros = new double[ROWS];
  private final OutputTimes times = OutputTimes.same(ROWS, grid());
  private final Matrix out = new Matrix(times.total(), 10);
  private final Matrix cotangents = new Matrix(times.total(), 10);
  private final Matrix startCotangents = new Matrix(ROWS, 10);
  private final LayerField.Evaluator field = field();
  private final Integrator<Matrix> solve = new Integrator<>(Solver.dopri5(1e-3, 1e-4), 10, field);
  private final Integrator<Matrix> recorded =
      new Integrator<>(Solver.dopri5(1e-3, 1e-4), 10, field);
  private final DiscreteGradient<Matrix> gradient =
      new DiscreteGradient<>(solve.solver().tableau(), 10, field);

  private static double[] grid() {
    double[] times = new double[100];
    for (int i = 0; i < times.length; i++) {
      times[i] = i / 99.0;
    }
    return times;
  }

  private LayerField.Evaluator field() {
    SplittableRandom random = new SplittableRandom(1);
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "field", Activation.TANH, 10, 100, 100, 10);
    Parameters parameters = new Parameters(layout.build());
    Initializer initializer = Initializer.glorotUniform(2);
    mlp.initialize(parameters, initializer, initializer, random);
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < 10; c++) {
        start.set(r, c, (float) random.nextGaussian());
      }
    }
    return new LayerField(mlp, parameters).evaluator();
  }

  /** W1: one evaluation of the field. */
  @Benchmark
  public void fieldForward() {
    field.evaluate(ROWS, zeros, start, startCotangents);
  }

  /** W1: one evaluation and its vector-Jacobian product. */
  @Benchmark
  public void fieldForwardAndPullback() {
    field.record(ROWS, 0, zeros, start, cotangents);
    field.pullback(ROWS, 0, zeros, start, cotangents, startCotangents);
  }

  /** W2: the solve. */
  @Benchmark
  public void solve() {
    solve.solve(zeros, start, times, out);
  }

  /** W3: the solve and its exact gradient. */
  @Benchmark
  public void solveAndGradient() {
    recorded.recordSteps(true);
    recorded.solve(zeros, start, times, out);
    for (int i = 0; i < out.data().length; i++) {
      cotangents.data()[i] = 2 * out.data()[i];
    }
    gradient.pullback(recorded.steps(), cotangents, startCotangents);
  }
}
