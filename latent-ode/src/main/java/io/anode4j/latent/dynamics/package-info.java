/**
 * Dynamics: what carries a latent state from the window's start to any time. {@link
 * io.anode4j.latent.dynamics.DynamicsSettings} are what a user chooses, {@link
 * io.anode4j.latent.dynamics.Dynamics} have their place among the weights of a model, a {@link
 * io.anode4j.latent.dynamics.DynamicsPass} is one thread's workspace.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.latent.dynamics;
