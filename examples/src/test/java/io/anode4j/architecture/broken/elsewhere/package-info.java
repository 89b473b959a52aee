/** Belongs to no module. */
@NullMarked
package io.anode4j.architecture.broken.elsewhere;

import org.jspecify.annotations.NullMarked;
