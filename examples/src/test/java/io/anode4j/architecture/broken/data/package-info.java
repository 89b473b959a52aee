/** Knows the tensors beside it. */
@NullMarked
package io.anode4j.architecture.broken.data;

import org.jspecify.annotations.NullMarked;
