package io.anode4j.architecture.broken.data.internal;

public record Hidden(int value) {}
