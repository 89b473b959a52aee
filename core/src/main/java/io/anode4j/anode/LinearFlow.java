package io.anode4j.anode;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.util.random.RandomGenerator;

/**
 * The exact flow of a linear ODE, {@code dz/dt = A·z} with {@code A = W − Wᵀ − L·Lᵀ}: a rotation
 * and a damping. Whatever W and L are, the symmetric part of A is not positive, so states never
 * grow forwards in time: stable by construction. Solved by the matrix exponential, not by a solver,
 * so there is no tolerance.
 *
 * @param rotation W {@code [dimension × dimension]}
 * @param damping L {@code [dimension × dimension]}
 */
public record LinearFlow(ParameterSlot rotation, ParameterSlot damping) {
  /** Damping of a fresh pair: it falls to 1/e in about three turns. */
  private static final double FIRST_DAMPING = 0.05;

  /** Fresh pairs are coupled this weakly. */
  private static final double FIRST_COUPLING = 0.02;

  /**
   * A flow with a place for its weights.
   *
   * @param layout where {@code name.rotation} and {@code name.damping} are added
   * @param name prefix of the arrays
   * @param dimension components of a state
   * @return the flow
   */
  public static LinearFlow in(ParameterLayout.Builder layout, String name, int dimension) {
    return new LinearFlow(
        layout.add(name + ".rotation", dimension, dimension),
        layout.add(name + ".damping", dimension, dimension));
  }

  /** Components of a state. */
  public int dimension() {
    return rotation.rows();
  }

  /**
   * Fresh weights: weakly coupled, damped pairs whose angular frequencies lie evenly on a
   * logarithmic scale.
   *
   * @param parameters where to
   * @param random where the couplings come from
   * @param slowest angular frequency of the first pair, above 0
   * @param fastest angular frequency of the last pair, above 0
   */
  public void initialize(
      Parameters parameters, RandomGenerator random, double slowest, double fastest) {
    int d = dimension();
    float[] v = parameters.values();
    for (int i = 0; i < d * d; i++) {
      v[rotation.offset() + i] = (float) (FIRST_COUPLING * random.nextGaussian());
      v[damping.offset() + i] = (float) (FIRST_COUPLING * random.nextGaussian());
    }
    int pairs = Math.max(1, d / 2);
    for (int i = 0; i < d; i++) {
      double place = pairs == 1 ? 0.5 : Math.min(1, (double) (i / 2) / (pairs - 1));
      double frequency = slowest * Math.pow(fastest / slowest, place);
      if (i % 2 == 0 && i + 1 < d) {
        v[rotation.offset() + i * d + i + 1] += (float) frequency;
      }
      v[damping.offset() + i * d + i] += (float) Math.sqrt(FIRST_DAMPING * frequency);
    }
  }

  /**
   * The matrix A of some weights.
   *
   * @param parameters the weights
   * @return A, row by row, {@code [dimension × dimension]}
   */
  public double[] matrix(Parameters parameters) {
    int d = dimension();
    float[] v = parameters.values();
    double[] a = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double turn = (double) v[rotation.offset() + i * d + j] - v[rotation.offset() + j * d + i];
        double damped = 0;
        for (int k = 0; k < d; k++) {
          damped += (double) v[damping.offset() + i * d + k] * v[damping.offset() + j * d + k];
        }
        a[i * d + j] = turn - damped;
      }
    }
    return a;
  }

  /**
   * Pulls a cotangent of A back to the weights.
   *
   * @param parameters the weights
   * @param dA cotangent of A, {@code [dimension × dimension]}
   * @param gradient flat gradient vector added to
   */
  void pullback(Parameters parameters, double[] dA, float[] gradient) {
    int d = dimension();
    float[] v = parameters.values();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double dW = dA[i * d + j] - dA[j * d + i];
        double dL = 0;
        for (int k = 0; k < d; k++) {
          dL -= (dA[i * d + k] + dA[k * d + i]) * v[damping.offset() + k * d + j];
        }
        gradient[rotation.offset() + i * d + j] += (float) dW;
        gradient[damping.offset() + i * d + j] += (float) dL;
      }
    }
  }

  /** A workspace for one thread. */
  public LinearFlowEvaluator evaluator() {
    return new LinearFlowEvaluator(this);
  }
}
