package io.anode4j.benchmark;

import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.openjdk.jmh.annotations.AuxCounters;
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

/**
 * No network: Lotka and Volterra's equations from 10,000 initial states to t = 10, in one batch or
 * one row at a time by Hipparchus' Dormand–Prince 5(4), which works in double precision.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlainOdeBenchmark {
  private static final int ROWS = 10_000;
  private static final int JUDGED = 200;
  private static final double END = 10;

  /** Relative tolerance; the absolute one is a tenth of it. */
  @Param({"1e-3", "1e-6"})
  public double rtol;

  private final Matrix states = new Matrix(ROWS, 2);
  private final double[] starts = new double[ROWS];
  private final OutputTimes end = OutputTimes.same(ROWS, new double[] {END});
  private final Matrix out = new Matrix(ROWS, 2);
  private final double[][] exact = new double[JUDGED][];
  private Integrator<Matrix> integrator;

  /** Largest error of the first 200 rows, and evaluations. JMH adds these over iterations. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Quality {
    /** Largest error, relative to 1 + |y|. */
    public double error;

    /** Evaluations a row. */
    public double evaluations;
  }

  private static void slope(double t, double[] y, double[] dydt) {
    dydt[0] = y[0] * (1.5 - y[1]);
    dydt[1] = y[1] * (y[0] - 3);
  }

  private static final class Equation implements OrdinaryDifferentialEquation {
    private long evaluations;

    @Override
    public int getDimension() {
      return 2;
    }

    @Override
    public double[] computeDerivatives(double t, double[] y) {
      evaluations++;
      double[] dydt = new double[2];
      slope(t, y, dydt);
      return dydt;
    }
  }

  private double[] state(int row) {
    return new double[] {states.get(row, 0), states.get(row, 1)};
  }

  /** Draws the states and solves some of them exactly. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(1);
    for (int r = 0; r < ROWS; r++) {
      states.set(r, 0, (float) random.nextDouble(1, 5));
      states.set(r, 1, (float) random.nextDouble(0.5, 2.5));
    }
    DormandPrince853Integrator fine = new DormandPrince853Integrator(1e-12, END, 1e-12, 1e-12);
    for (int r = 0; r < JUDGED; r++) {
      exact[r] = fine.integrate(new Equation(), new ODEState(0, state(r)), END).getPrimaryState();
    }
    VectorField field = VectorField.of(2, PlainOdeBenchmark::slope);
    integrator = new Integrator<>(Solver.dopri5(rtol, rtol / 10), 2, field.evaluator());
  }

  private double error(int row, double[] y) {
    double worst = 0;
    for (int j = 0; j < 2; j++) {
      worst = Math.max(worst, Math.abs(y[j] - exact[row][j]) / (1 + Math.abs(exact[row][j])));
    }
    return worst;
  }

  /** One batch. */
  @Benchmark
  public Matrix batch(Quality quality) {
    integrator.solve(starts, states, end, out);
    quality.error = 0;
    for (int r = 0; r < JUDGED; r++) {
      double[] y = {out.get(r, 0), out.get(r, 1)};
      quality.error = Math.max(quality.error, error(r, y));
    }
    double sum = 0;
    for (int r = 0; r < ROWS; r++) {
      sum += integrator.evaluations(r);
    }
    quality.evaluations = sum / ROWS;
    return out;
  }

  /** Hipparchus, one row after the other. */
  @Benchmark
  public double rowByRow(Quality quality) {
    DormandPrince54Integrator solver = new DormandPrince54Integrator(1e-8, END, rtol / 10, rtol);
    Equation equation = new Equation();
    double sum = 0;
    quality.error = 0;
    for (int r = 0; r < ROWS; r++) {
      double[] y = solver.integrate(equation, new ODEState(0, state(r)), END).getPrimaryState();
      sum += y[0];
      if (r < JUDGED) {
        quality.error = Math.max(quality.error, error(r, y));
      }
    }
    quality.evaluations = (double) equation.evaluations / ROWS;
    return sum;
  }
}
