package io.anode4j.benchmark;

import io.anode4j.anode.LayerField;
import io.anode4j.gradient.DiscreteGradient;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.Warmup;

/** W2 and W3: 50 rows of the field 10-100-100-10 over 100 times in [0, 1], and the gradient. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SolveBenchmark {
  private static final int TIMES = 100;

  /** Relative tolerance; the absolute one is a tenth of it. */
  @Param({"1e-3", "1e-6"})
  public double rtol;

  private Matrix z0;
  private double[] t0;
  private OutputTimes times;
  private Matrix out;
  private Matrix cotangents;
  private Matrix initial;
  private LayerField.Evaluator field;
  private Integrator<Matrix> integrator;
  private Integrator<Matrix> recorder;
  private DiscreteGradient<Matrix> gradient;
  private float[] parameterGradient;

  /** Reserves all memory: a solve allocates nothing. */
  @Setup
  public void reserve() throws IOException {
    ReferenceField reference = ReferenceField.load();
    Solver solver = Solver.dopri5(rtol, rtol / 10);
    double[] grid = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      grid[i] = i / (TIMES - 1.0);
    }
    z0 = reference.states();
    t0 = new double[ReferenceField.ROWS];
    times = OutputTimes.same(ReferenceField.ROWS, grid);
    out = new Matrix(times.total(), ReferenceField.DIMENSION);
    cotangents = new Matrix(times.total(), ReferenceField.DIMENSION);
    initial = new Matrix(ReferenceField.ROWS, ReferenceField.DIMENSION);
    field = reference.field().evaluator();
    integrator = new Integrator<>(solver, ReferenceField.DIMENSION, field);
    recorder = new Integrator<>(solver, ReferenceField.DIMENSION, field);
    recorder.recordSteps(true);
    gradient = new DiscreteGradient<>(solver.tableau(), ReferenceField.DIMENSION, field);
    parameterGradient = new float[reference.field().parameters().size()];
  }

  /** W2. */
  @Benchmark
  public Matrix solve() {
    integrator.solve(t0, z0, times, out);
    return out;
  }

  /** W3: loss Σ y², its gradient with respect to initial states and parameters. */
  @Benchmark
  public float[] solveAndGradient() {
    recorder.solve(t0, z0, times, out);
    float[] y = out.data();
    float[] ct = cotangents.data();
    for (int i = 0; i < ct.length; i++) {
      ct[i] = 2 * y[i];
    }
    gradient.pullback(recorder.steps(), cotangents, initial);
    field.drainGradient(parameterGradient);
    return parameterGradient;
  }
}
