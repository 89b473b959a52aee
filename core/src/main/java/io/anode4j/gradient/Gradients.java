package io.anode4j.gradient;

import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.tensor.Matrix;
import java.util.List;

/**
 * A solve, a loss of its outputs and the loss's gradient.
 *
 * @param solution the forward solve
 * @param loss the loss
 * @param initialStates ∂loss/∂y0, {@code [rows × dimension]}
 * @param parameters ∂loss/∂θ in the order of the field's parameter values; empty for fields without
 * @param startTimes ∂loss/∂t0 of each row, outputs staying where they are; empty if not asked for
 * @param outputTimes ∂loss/∂t of each output time; 0 for outputs that were not reached; empty if
 *     not asked for
 * @param backward how the backward pass of each row went: only those of the continuous adjoint and
 *     of reversible solves can fail. A row that did has NaN for its own gradient, and so have the
 *     parameters, whose gradient is a sum over rows.
 * @param statistics what it cost
 */
public record Gradients(
    Solution solution,
    double loss,
    Matrix initialStates,
    float[] parameters,
    double[] startTimes,
    double[] outputTimes,
    List<RowStatus> backward,
    GradientStatistics statistics) {}
