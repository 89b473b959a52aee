/**
 * Likelihoods: how a channel's values scatter around what the decoder gives. {@link
 * io.anode4j.latent.likelihood.LikelihoodSettings} are what a user chooses, a {@link
 * io.anode4j.latent.likelihood.Likelihood} has its place among the weights of a model, a {@link
 * io.anode4j.latent.likelihood.LikelihoodPass} is one thread's workspace.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.latent.likelihood;
