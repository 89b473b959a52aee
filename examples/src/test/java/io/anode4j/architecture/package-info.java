/**
 * The house's rules, and a small broken house under {@code broken} that breaks each of them once.
 */
@NullMarked
package io.anode4j.architecture;

import org.jspecify.annotations.NullMarked;
