package io.anode4j.architecture.broken.flow;

final class Unannounced {}
