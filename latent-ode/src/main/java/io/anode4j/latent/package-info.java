/**
 * The latent ODE: {@link io.anode4j.latent.LatentOdeTrainer} makes an immutable {@link
 * io.anode4j.latent.LatentOde}, {@link io.anode4j.model.ModelFile} keeps it.
 *
 * <p>An encoder GRU reads the observations of a window backwards, each with its mask, the gap to
 * the one read before and the phases of its time, and infers {@code q(z)} at the window's start. A
 * neural ODE carries samples of z, augmented by zeros, to every time that was observed or asked. A
 * decoder with a learnt noise for each channel turns states into distributions (Chen et al.,
 * NeurIPS 2018, section 5; Rubanova et al., NeurIPS 2019; Dupont et al., NeurIPS 2019).
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.latent;
