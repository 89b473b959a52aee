package io.anode4j.recurrent;

import io.anode4j.nn.Parameters;
import io.anode4j.sequence.Moments;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/** What becomes of a state while nothing is observed; it knows where its weights lie. */
interface Carry {
  /** Writes fresh weights. */
  void initialize(Parameters parameters, RandomGenerator random);

  /** A workspace for one thread. */
  Pass pass();

  /** One thread's workspace. */
  interface Pass {
    /** Takes over current weights. */
    void load(Parameters parameters);

    /**
     * Prepares the ways to some moments.
     *
     * @param moments where states are wanted and from which reading they come
     * @param rows how many of them
     * @return the ways
     */
    Ways to(Moments moments, int rows);

    /** Adds the gradient kept here to a flat gradient vector and forgets it. */
    void drainGradient(float[] gradient);
  }

  /** The ways from readings to moments. A row's way depends on no other row. */
  interface Ways {
    /**
     * Carries states over their gaps.
     *
     * @param at first moment
     * @param n number of moments
     * @param after states after the readings
     * @param to receives the states in its rows from 0; zeros from a fresh state
     */
    void forward(int at, int n, Matrix after, Matrix to);

    /**
     * The same way back.
     *
     * @param at first moment
     * @param n number of moments
     * @param after states after the readings
     * @param cotangent cotangents of the states carried, in its rows from 0
     * @param dAfter receives those of the states after the readings, added
     * @param gradient flat gradient vector that weights' gradients may be added to
     */
    void backward(int at, int n, Matrix after, Matrix cotangent, Matrix dAfter, float[] gradient);

    /** Keeps what all rows together say of the weights; when all have gone back. */
    default void finish() {}
  }
}
