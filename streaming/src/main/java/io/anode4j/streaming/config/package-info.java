/**
 * Settings, typed and documented: name, type, default and importance, as Kafka documents its own.
 *
 * <p>{@link io.anode4j.streaming.config.StreamingConfig} reads them from properties and hands Kafka
 * its share; {@link io.anode4j.streaming.config.SettingsTable} writes the table of {@code
 * docs/streaming.md} from the same definitions.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.streaming.config;
