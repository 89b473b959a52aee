/** One class a sin. */
@NullMarked
package io.anode4j.architecture.broken.latent;

import org.jspecify.annotations.NullMarked;
