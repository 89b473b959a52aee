package io.anode4j.latent.dynamics;

import io.anode4j.anode.ControlPath;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Matrix;

/** One thread's way from initial states to states at any time, and back. Rows are independent. */
public interface DynamicsPass {
  /** Takes over current weights. */
  void load(Parameters parameters);

  /**
   * Takes over what drives the rows of the next solve; dynamics that read no covariates do not.
   *
   * @param paths covariates along each row, in the time of the solve
   */
  default void drive(ControlPath paths) {}

  /**
   * Carries states to their output times.
   *
   * @param t0 start time of each row
   * @param z0 initial states {@code [rows × dimension]}
   * @param times output times of each row, on one side of its start
   * @param states receives the states {@code [outputs × dimension]}; NaN where a row did not get
   * @param record whether {@link #pullback} will be asked for
   */
  void solve(double[] t0, Matrix z0, OutputTimes times, Matrix states, boolean record);

  /** How a row of the last solve ended. */
  RowStatus status(int row);

  /** Evaluations of the vector field that a row of the last solve took (NFE). */
  int evaluations(int row);

  /**
   * Pulls cotangents of the states back through the last solve, which was recorded; once.
   *
   * @param stateCotangents {@code [outputs × dimension]}, padding zero
   * @param z0Cotangents receives {@code [rows × dimension]}
   * @param gradient flat gradient vector that the weights' gradient is added to
   */
  void pullback(Matrix stateCotangents, Matrix z0Cotangents, float[] gradient);
}
