/**
 * Windows of context and horizon as numbers: what an encoder reads ({@link
 * io.anode4j.latent.window.Contexts}), which rows are solved to which times ({@link
 * io.anode4j.latent.window.WindowBatch}), what was observed there ({@link
 * io.anode4j.latent.window.Targets}). Nothing here knows a network.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.latent.window;
