/** Knows the layers above it. */
@NullMarked
package io.anode4j.architecture.broken.tensor;

import org.jspecify.annotations.NullMarked;
