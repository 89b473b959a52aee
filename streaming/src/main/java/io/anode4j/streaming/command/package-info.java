/**
 * The command {@code anode4j stream}, and the demo it can run: a fleet of pumps that report at
 * times of their own, with planted faults, and a bundled model of them.
 */
@NullMarked
package io.anode4j.streaming.command;

import org.jspecify.annotations.NullMarked;
