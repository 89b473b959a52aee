/**
 * Changing the model while a stream runs.
 *
 * <p>A {@link io.anode4j.streaming.reload.ModelHandle} names the model in service. The topology
 * reads it once at the start of each record, so one record sees one model. New models come from a
 * watched directory ({@link io.anode4j.streaming.reload.ModelDirectory}) or a topic ({@link
 * io.anode4j.streaming.reload.ModelsTopic}), are tried on a thread of their own by {@link
 * io.anode4j.streaming.reload.ModelReloader}, and take over only when nothing speaks against them.
 * One that fails leaves the old one in service.
 */
@NullMarked
package io.anode4j.streaming.reload;

import org.jspecify.annotations.NullMarked;
