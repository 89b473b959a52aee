/**
 * Room of the Kafka Streams topology that scores and extrapolates irregular sensor streams.
 *
 * <p>The module fixes the direction of dependencies today ({@code streaming → latent-ode}); its
 * classes arrive with the streaming work.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.streaming;
