/**
 * Irregular time series as values: a {@link io.anode4j.data.TimeSeries} is a list of times in
 * strictly increasing order, each with one value or a hole per channel; a {@link
 * io.anode4j.data.SeriesSet} is many of them that share their channels and the way times are
 * written ({@link io.anode4j.data.TimeFormat}).
 *
 * <p>Conventions that hold everywhere:
 *
 * <ul>
 *   <li>Times are {@code double}. Dated times (ISO-8601, epoch seconds or milliseconds) are seconds
 *       since 1970-01-01T00:00Z; a date-time without offset is read as UTC. Other times are plain
 *       numbers in the unit of their source.
 *   <li>A missing value is a hole, not a number: it is asked for with {@code isObserved} and never
 *       takes part in a sum. Where a {@code double} has to be handed out for a hole it is {@code
 *       NaN}.
 *   <li>Values are {@code double} and are written so that their spread can be read off, however far
 *       from zero they lie ({@link io.anode4j.data.Resolution}).
 *   <li>Everything is immutable and may be shared between threads.
 * </ul>
 */
@NullMarked
package io.anode4j.data;

import org.jspecify.annotations.NullMarked;
