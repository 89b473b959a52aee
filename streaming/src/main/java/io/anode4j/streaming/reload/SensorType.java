package io.anode4j.streaming.reload;

/**
 * Sensors of one kind, which a model of their own serves.
 *
 * @param name name of the kind: of its directory of new models, and in operations
 * @param sensors which they are
 * @param models the model that serves them
 */
public record SensorType(String name, SensorPattern sensors, ModelHandle models) {}
