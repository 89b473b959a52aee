/**
 * Pieces that the packages of this module share and nobody else should use: strict number texts and
 * suggestions for mistyped names.
 */
@NullMarked
package io.anode4j.data.internal;

import org.jspecify.annotations.NullMarked;
