package io.anode4j.architecture.broken.elsewhere;

final class Lost {}
