/**
 * Periods of irregular series: the generalised Lomb-Scargle periodogram, a search for its highest
 * peak, and {@link io.anode4j.period.VariabilityFeatures} made with it. Nothing here knows a class
 * or a model.
 */
@NullMarked
package io.anode4j.period;

import org.jspecify.annotations.NullMarked;
