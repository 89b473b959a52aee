/**
 * Encoders: networks that read the observations of a window and give a code, from which q(z) is
 * made. {@link io.anode4j.latent.encoder.EncoderSettings} are what a user chooses, an {@link
 * io.anode4j.latent.encoder.Encoder} has its place among the weights of a model, an {@link
 * io.anode4j.latent.encoder.EncoderPass} is one thread's workspace.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.latent.encoder;
