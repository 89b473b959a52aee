package io.anode4j.gradient;

/**
 * What a gradient cost, summed over rows.
 *
 * @param forwardEvaluations evaluations of the field in the forward solve
 * @param backwardEvaluations evaluations of the field in the backward pass
 * @param pullbacks vector-Jacobian products of the field in the backward pass
 * @param accepted accepted steps of the forward solve
 * @param rejected rejected steps of the forward solve
 * @param backwardSteps steps computed again in the backward pass; for the continuous adjoint, steps
 *     that its own solve attempted
 * @param bytesHeld the most memory held for the backward pass at once, beside the working memory
 *     that does not depend on the number of steps
 */
public record GradientStatistics(
    long forwardEvaluations,
    long backwardEvaluations,
    long pullbacks,
    long accepted,
    long rejected,
    long backwardSteps,
    long bytesHeld) {}
