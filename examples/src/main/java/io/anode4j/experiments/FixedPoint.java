package io.anode4j.experiments;

import io.anode4j.nn.Activation;
import io.anode4j.nn.InvertibleResidual;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The inverse of an invertible residual block by iteration.
 *
 * @param bound its Lipschitz bound c
 * @param errors root mean squared error after 1, 2, … iterations
 */
record FixedPoint(double bound, double[] errors) {
  private static final int DIMENSION = 8;

  /** Below this share of the first error float32 is what remains. */
  private static final double ROUNDING = 1e-5;

  /** c times a reflection: it shortens nothing by more than c, so it is the slowest there is. */
  static FixedPoint linear(double bound, int iterations, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    InvertibleResidual block =
        InvertibleResidual.in(layout, "f", bound, Activation.IDENTITY, DIMENSION, DIMENSION);
    ParameterLayout built = layout.build();
    Parameters weights = new Parameters(built);
    ParameterSlot w = built.slots().get(0);
    double[] axis = new SplittableRandom(seed).doubles(DIMENSION, -1, 1).toArray();
    double square = Arrays.stream(axis).map(a -> a * a).sum();
    for (int i = 0; i < w.size(); i++) {
      int row = i / DIMENSION;
      int column = i % DIMENSION;
      double mirrored = (row == column ? 1 : 0) - 2 * axis[row] * axis[column] / square;
      weights.values()[w.offset() + i] = (float) mirrored;
    }
    return of(block, weights, iterations, seed);
  }

  /** A perceptron of two hidden layers, all three at their bounds. */
  static FixedPoint perceptron(double bound, int iterations, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    InvertibleResidual block =
        InvertibleResidual.in(layout, "f", bound, Activation.ELU, DIMENSION, 32, 32, DIMENSION);
    Parameters weights = Network.create(block, layout.build(), seed).parameters();
    return of(block, scaled(weights), iterations, seed);
  }

  /** Ten times as large, so that every layer is above its bound and made to keep it. */
  private static Parameters scaled(Parameters weights) {
    for (int i = 0; i < weights.size(); i++) {
      weights.values()[i] *= 10;
    }
    return weights;
  }

  private static FixedPoint of(
      InvertibleResidual block, Parameters weights, int iterations, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix x = new Matrix(200, DIMENSION);
    for (int r = 0; r < 200; r++) {
      for (int j = 0; j < DIMENSION; j++) {
        x.set(r, j, (float) random.nextGaussian());
      }
    }
    Matrix y = new Network(block, weights).apply(x);
    float[] truth = x.toArray();
    double[] errors = new double[iterations];
    Arrays.setAll(errors, n -> distance(truth, block.inverse(weights, y, n + 1).toArray()));
    return new FixedPoint(block.bound(), errors);
  }

  private static double distance(float[] a, float[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += Math.pow((double) a[i] - b[i], 2);
    }
    return Math.sqrt(squares / a.length);
  }

  /** The factor by which an iteration makes the error smaller: the slope of its logarithm. */
  double rate() {
    int end = 0;
    while (end < errors.length && errors[end] > ROUNDING * errors[0]) {
      end++;
    }
    double[] n = new double[end];
    Arrays.setAll(n, i -> i);
    double[] logs = Arrays.stream(errors, 0, end).map(Math::log).toArray();
    return Math.exp(Fit.of(n, logs).slope());
  }

  /** No error above what the bound allows, c a step. */
  boolean withinBound() {
    boolean within = true;
    for (int n = 1; n < errors.length; n++) {
      within &= errors[n] <= bound * errors[n - 1] * (1 + 1e-3) + ROUNDING * errors[0];
    }
    return within;
  }

  double[] iterations() {
    double[] n = new double[errors.length];
    Arrays.setAll(n, i -> i + 1);
    return n;
  }
}
