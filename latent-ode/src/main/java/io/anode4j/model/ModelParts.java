package io.anode4j.model;

import io.anode4j.nn.Parameters;

/**
 * What a file holds of a model.
 *
 * @param header what every trained model knows of itself
 * @param own what is its family's own
 * @param parameters its weights
 * @param <D> class of what is the family's own
 */
public record ModelParts<D>(ModelHeader header, D own, Parameters parameters) {}
