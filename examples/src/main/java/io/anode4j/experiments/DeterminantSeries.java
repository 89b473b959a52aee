package io.anode4j.experiments;

import io.anode4j.flow.FlowPoints;
import io.anode4j.flow.PowerSeries;
import io.anode4j.flow.ResidualFlow;
import io.anode4j.flow.Trace;
import io.anode4j.nn.Activation;
import io.anode4j.nn.InvertibleResidual;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The log determinant of a block by its power series, against the exact one.
 *
 * @param bound Lipschitz bound c of the block
 * @param terms terms of the series
 * @param errors largest error of a point, in nats, of exact traces
 * @param allowed what the paper's theorem 4 allows
 */
record DeterminantSeries(double bound, double[] terms, double[] errors, double[] allowed) {
  private static final int DIMENSION = 2;
  private static final int POINTS = 200;

  static DeterminantSeries of(double bound, int most, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    InvertibleResidual block =
        InvertibleResidual.in(layout, "f", bound, Activation.TANH, DIMENSION, 16, DIMENSION);
    Parameters weights = Network.create(block, layout.build(), seed).parameters();
    for (int i = 0; i < weights.size(); i++) {
      weights.values()[i] *= 3;
    }
    ResidualFlow flow = new ResidualFlow(List.of(block), weights);
    Matrix x = new Matrix(POINTS, DIMENSION);
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < POINTS; r++) {
      x.set(r, 0, (float) random.nextGaussian());
      x.set(r, 1, (float) random.nextGaussian());
    }
    double[] exact = exact(flow.toBase(x));
    double[] terms = new double[most];
    double[] errors = new double[most];
    double[] allowed = new double[most];
    for (int n = 1; n <= most; n++) {
      PowerSeries series = new PowerSeries(n, Trace.EXACT);
      terms[n - 1] = n;
      errors[n - 1] = largest(exact, flow.logDeterminant(x, series, seed));
      allowed[n - 1] = series.truncation(DIMENSION, bound);
    }
    return new DeterminantSeries(bound, terms, errors, allowed);
  }

  /** The log density less that of the base is the log determinant. */
  private static double[] exact(FlowPoints base) {
    double[] sum = base.logDensity().clone();
    for (int r = 0; r < sum.length; r++) {
      double a = base.points().get(r, 0);
      double b = base.points().get(r, 1);
      sum[r] += (a * a + b * b) / 2 + Math.log(2 * Math.PI);
    }
    return sum;
  }

  private static double largest(double[] a, double[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  /** The error after so many terms. */
  double after(int count) {
    return errors[count - 1];
  }

  /** Never above what the theorem allows, to float32. */
  boolean withinBound() {
    double[] above = new double[errors.length];
    Arrays.setAll(above, i -> errors[i] - allowed[i]);
    return Arrays.stream(above).max().orElseThrow() < 3e-6;
  }
}
