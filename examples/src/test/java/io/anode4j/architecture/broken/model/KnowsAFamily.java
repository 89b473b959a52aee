package io.anode4j.architecture.broken.model;

import io.anode4j.architecture.broken.latent.OneFamily;

final class KnowsAFamily {
  String name() {
    return new OneFamily().name();
  }
}
