package io.anode4j.flow;

import io.anode4j.nn.Parameters;
import io.anode4j.optim.Objective;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Likelihood of data, or reverse divergence to an energy, of a {@link PlanarFlow}. */
final class PlanarObjective implements Objective {
  private static final String CALL = "The flow's evaluation";

  private final PlanarStack stack;
  private final NormalBase base;
  private final @Nullable Matrix data;
  private final @Nullable AnnealedEnergy target;
  private final int samples;
  private final double[] point;
  private final double[] slope;
  private double[] sums = {};

  PlanarObjective(
      PlanarFlow flow,
      @Nullable Matrix data,
      @Nullable Energy target,
      int samples,
      Annealing annealing) {
    if (samples < 1 || (data != null && data.columns() != flow.dimension())) {
      throw new IllegalArgumentException(
          String.format(
              "%d samples %s for a flow of %d dimensions; expected at least one, and as many"
                  + " columns",
              samples, data, flow.dimension()));
    }
    stack = new PlanarStack(flow);
    base = flow.base();
    this.data = data;
    this.target = target == null ? null : new AnnealedEnergy(target, annealing);
    this.samples = samples;
    point = new double[flow.dimension()];
    slope = new double[flow.dimension()];
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public void load(Parameters parameters) {
    stack.load(parameters);
    if (sums.length != parameters.size()) {
      sums = new double[parameters.size()];
    }
  }

  @Override
  public double accumulate(int[] batch, RandomGenerator random, float[] gradient) {
    Arrays.fill(sums, 0);
    if (target != null) {
      target.step();
    }
    double loss = 0;
    for (int sample : batch) {
      Cancellation.check(CALL);
      loss += one(sample, random, 1.0 / batch.length);
    }
    for (int i = 0; i < sums.length; i++) {
      gradient[i] += (float) sums[i];
    }
    return loss / batch.length;
  }

  @Override
  public double evaluate() {
    if (target != null) {
      target.whole();
    }
    double sum = 0;
    RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < samples; i++) {
      Cancellation.check(CALL);
      sum += one(i, random, 0);
    }
    return sum / samples;
  }

  /** Loss of one sample; adds its gradient times a share, unless that is 0. */
  private double one(int sample, RandomGenerator random, double share) {
    double start = 0;
    if (data != null) {
      PlanarFlow.read(data, sample, point);
    } else {
      for (int j = 0; j < point.length; j++) {
        point[j] = random.nextGaussian();
      }
      start = logNormal(point);
    }
    double logDeterminant = stack.forward(point);
    double[] end = stack.end();
    double loss;
    if (target == null) {
      loss = -logNormal(end) - logDeterminant;
      System.arraycopy(end, 0, slope, 0, slope.length);
    } else {
      loss = start - logDeterminant + target.at(end);
      target.gradient(end, slope);
    }
    if (share > 0) {
      for (int j = 0; j < slope.length; j++) {
        slope[j] *= share;
      }
      stack.backward(slope, -share, sums);
    }
    return loss;
  }

  private double logNormal(double[] z) {
    double squares = 0;
    for (double v : z) {
      squares += v * v;
    }
    return -squares / 2 - base.dimension() * Math.log(2 * Math.PI) / 2;
  }
}
