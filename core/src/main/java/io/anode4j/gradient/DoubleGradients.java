package io.anode4j.gradient;

import io.anode4j.ode.DoubleSolution;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.DoubleMatrix;
import java.util.List;

/**
 * A solve in float64, a loss of its outputs and the loss's gradient: {@link Gradients}' twin.
 *
 * @param solution the forward solve
 * @param loss the loss
 * @param initialStates ∂loss/∂y0, {@code [rows × dimension]}
 * @param parameters ∂loss/∂θ of a float32 network's parameters, in the order of its values; empty
 *     for fields without
 * @param startTimes ∂loss/∂t0 of each row, outputs staying where they are; empty if not asked for
 * @param outputTimes ∂loss/∂t of each output time; 0 for outputs that were not reached; empty if
 *     not asked for
 * @param backward how the backward pass of each row went, as in {@link Gradients}
 * @param statistics what it cost
 */
public record DoubleGradients(
    DoubleSolution solution,
    double loss,
    DoubleMatrix initialStates,
    float[] parameters,
    double[] startTimes,
    double[] outputTimes,
    List<RowStatus> backward,
    GradientStatistics statistics) {}
