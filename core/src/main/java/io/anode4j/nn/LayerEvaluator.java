package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * One thread's workspace for a {@link Layer}: forward passes on numbered tapes, exact
 * vector-Jacobian products through them and, where the layer is twice differentiable, directional
 * derivatives with their own reverse pass. Memory grows to the largest batch seen and is kept.
 *
 * <p>Only the first {@code rows} rows of a matrix take part, and a row of the result depends on
 * that row of the input alone. Every row has its own time; layers that know no time do not look.
 *
 * <p>Tangents of several directions lie one direction after the other: direction {@code j} of row
 * {@code r} is row {@code j·rows + r}.
 */
public interface LayerEvaluator {
  /**
   * Takes over current weights.
   *
   * @param parameters weights in the layout that the layer was made in
   * @throws IllegalArgumentException when they are laid out in another way
   */
  void load(Parameters parameters);

  /**
   * Makes room, so that passes up to this size allocate nothing.
   *
   * @param rows rows a batch
   * @param tapes tapes wanted, at least 1
   */
  void reserve(int rows, int tapes);

  /**
   * Evaluates the layer and records what {@link #backward} needs.
   *
   * @param rows rows used
   * @param tape tape number from 0
   * @param t time of each row
   * @param x input {@code [rows × inputs]}; must stay unchanged until backward
   * @param y output {@code [rows × outputs]}
   * @throws IllegalStateException when no weights were loaded and the layer has some
   * @throws java.util.concurrent.CancellationException when the thread is interrupted during a
   *     solve
   */
  void forward(int rows, int tape, double[] t, Matrix x, Matrix y);

  /**
   * Pulls a cotangent back through a recorded pass and adds to the parameter gradient kept here.
   *
   * @param rows rows used
   * @param tape tape of the forward pass
   * @param t times of that pass
   * @param x input of that pass
   * @param dy cotangent of the output
   * @param dx receives the cotangent of the input; not {@code dy}
   * @throws java.util.concurrent.CancellationException when the thread is interrupted during the
   *     gradient of a solve; what is kept here is then a part of a gradient, to be drained and left
   */
  void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx);

  /** Adds the gradient kept here to a flat gradient vector and forgets it. */
  void drainGradient(float[] gradient);

  /**
   * Evaluates the layer and its derivative along some directions, {@code v = ∂y/∂x·u}, and records
   * what {@link #backwardTangent} needs.
   *
   * @param rows rows used
   * @param directions directions a row
   * @param tape tape number from 0
   * @param t time of each row
   * @param x input {@code [rows × inputs]}; must stay unchanged until the reverse pass
   * @param u directions {@code [directions·rows × inputs]}; must stay unchanged, too
   * @param y output {@code [rows × outputs]}
   * @param v receives the directional derivatives {@code [directions·rows × outputs]}
   * @throws UnsupportedOperationException when the layer offers none
   */
  default void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    throw noTangents();
  }

  /**
   * Reverse of {@link #forwardTangent}: pulls cotangents of the output and of its directional
   * derivatives back, second derivatives included, and adds to the parameter gradient kept here.
   *
   * @param rows rows used
   * @param directions directions a row
   * @param tape tape of the pass
   * @param t times of that pass
   * @param x input of that pass
   * @param u directions of that pass
   * @param dy cotangent of the output
   * @param dv cotangents of the directional derivatives
   * @param dx receives the cotangent of the input
   * @param du receives the cotangents of the directions
   */
  default void backwardTangent(
      int rows,
      int directions,
      int tape,
      double[] t,
      Matrix x,
      Matrix u,
      Matrix dy,
      Matrix dv,
      Matrix dx,
      Matrix du) {
    throw noTangents();
  }

  /**
   * Draws whatever is random in training (a random end time, noise of a trace estimate), to be used
   * until the next draw. Layers without randomness do nothing.
   *
   * @param random source of randomness
   */
  default void resample(RandomGenerator random) {}

  /** Goes back from training to the deterministic layer. */
  default void settle() {}

  /**
   * What a regularised layer adds to the loss, averaged over the rows of its last forward pass on a
   * tape; {@link #backward} includes its gradient.
   *
   * @param tape tape of the pass
   * @return the penalty in the units of the loss, 0 without regularisation
   */
  default double penalty(int tape) {
    return 0;
  }

  /**
   * Evaluations of vector fields by the passes since the last call, summed over rows (NFE); a call
   * sets the count back to zero.
   *
   * @return forward and backward evaluations; none for layers that solve nothing
   */
  default FieldEvaluations takeEvaluations() {
    return FieldEvaluations.NONE;
  }

  private UnsupportedOperationException noTangents() {
    return new UnsupportedOperationException(
        getClass().getSimpleName()
            + " has no directional derivatives; traces and Jacobian norms need layers that have"
            + " them: Dense, Mlp, Conv2d, AveragePool, GroupNorm, Elementwise, ConcatSquash, TimeConcat,"
            + " Residual, Sequential, but no whole solve such as NeuralOde");
  }
}
