/** The command {@code anode4j experiments}. */
@NullMarked
package io.anode4j.experiments.command;

import org.jspecify.annotations.NullMarked;
