/**
 * How a model of any family is trained: {@link io.anode4j.training.TrainingRun} minimises a {@link
 * io.anode4j.training.TrainingObjective} over epochs, tells a {@link
 * io.anode4j.training.TrainingListener} how it goes and keeps checkpoints.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.training;
