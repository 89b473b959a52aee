/** Layers. */
@NullMarked
package io.anode4j.architecture.broken.nn;

import org.jspecify.annotations.NullMarked;
