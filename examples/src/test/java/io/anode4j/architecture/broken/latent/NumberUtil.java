package io.anode4j.architecture.broken.latent;

final class NumberUtil {}
