package io.anode4j.architecture.broken.tensor;

import io.anode4j.architecture.broken.nn.Layer;

public record KnowsLayer(Layer layer) {}
