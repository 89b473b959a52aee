package io.anode4j.cli;

import org.jspecify.annotations.Nullable;

/**
 * How far a model is to look, as stated; null where it is not.
 *
 * @param horizon how far ahead
 * @param context how far back
 * @param origin where all questions are asked
 */
record StatedReach(@Nullable String horizon, @Nullable String context, @Nullable String origin) {}
