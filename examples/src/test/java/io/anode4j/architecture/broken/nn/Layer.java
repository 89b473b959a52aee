package io.anode4j.architecture.broken.nn;

import io.anode4j.architecture.broken.tensor.KnowsLayer;

public interface Layer {
  KnowsLayer owner();
}
