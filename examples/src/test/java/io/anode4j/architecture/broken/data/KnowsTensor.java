package io.anode4j.architecture.broken.data;

import io.anode4j.architecture.broken.tensor.KnowsLayer;

record KnowsTensor(KnowsLayer tensor) {}
