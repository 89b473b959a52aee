package io.anode4j.flow;

import io.anode4j.nn.FieldEvaluations;
import io.anode4j.tensor.Matrix;

/**
 * Points that went through a flow.
 *
 * @param points where they arrived {@code [rows × dimension]}; NaN in rows whose solve failed
 * @param logDensity the flow's log density of each point on the data's side, in nats; NaN in rows
 *     whose solve failed
 * @param evaluations evaluations of the field (NFE)
 */
public record FlowPoints(Matrix points, double[] logDensity, FieldEvaluations evaluations) {}
