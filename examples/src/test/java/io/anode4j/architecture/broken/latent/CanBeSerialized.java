package io.anode4j.architecture.broken.latent;

import java.io.Serializable;

record CanBeSerialized(int value) implements Serializable {}
