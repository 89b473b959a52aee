/** Must not be used elsewhere. */
@NullMarked
package io.anode4j.architecture.broken.data.internal;

import org.jspecify.annotations.NullMarked;
