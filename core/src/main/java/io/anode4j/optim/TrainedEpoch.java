package io.anode4j.optim;

import io.anode4j.nn.FieldEvaluations;

/**
 * How one epoch went.
 *
 * @param epoch number from 1
 * @param loss mean training loss of its minibatches, penalties included
 * @param validationLoss loss on validation samples after it; NaN without them
 * @param gradientNorm mean norm of the gradients before clipping
 * @param skipped minibatches left out because loss or gradient was not finite
 * @param evaluations evaluations of vector fields in its minibatches (NFE), forward and backward
 */
public record TrainedEpoch(
    int epoch,
    double loss,
    double validationLoss,
    double gradientNorm,
    int skipped,
    FieldEvaluations evaluations) {}
