/** A long run of the command at full load, while its models change: does anything grow? */
@NullMarked
package io.anode4j.streaming.soak;

import org.jspecify.annotations.NullMarked;
