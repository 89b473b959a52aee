package io.anode4j.ode;

import io.anode4j.tensor.Rows;

/**
 * Rows of a {@link SwitchingSolver}'s solve while they went on by one of its methods, each from its
 * start or its last change of method to its next one or its end.
 *
 * @param implicit whether by the implicit method
 * @param rows row of the batch of each row of the table
 * @param outputs first output of each row of the table, as an index into those of the whole solve;
 *     the table asks for this and all later ones of the row, also where the row leaves before them
 * @param steps the accepted steps
 * @param <M> the batches of states
 */
public record MethodSegment<M extends Rows<M>>(
    boolean implicit, int[] rows, int[] outputs, StepTable<M> steps) {}
