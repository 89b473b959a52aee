/**
 * What a latent model is trained for: loss terms over q(z) and the states of a pass. Each sees the
 * {@link io.anode4j.latent.task.LatentPass} and adds its share of the loss and of the cotangents;
 * none knows the others.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.latent.task;
