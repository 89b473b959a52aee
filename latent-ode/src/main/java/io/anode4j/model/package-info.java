/**
 * What every trained model has in common, whatever its family: what it knows of itself ({@link
 * io.anode4j.model.TrainedModel}), how its training went, the outside of its file.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.model;
