/** A room below the families that looks up. */
@NullMarked
package io.anode4j.architecture.broken.model;

import org.jspecify.annotations.NullMarked;
