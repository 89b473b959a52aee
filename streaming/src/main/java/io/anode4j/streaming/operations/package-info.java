/**
 * What people and monitoring ask of a running stream, over HTTP: health, metrics, sensors,
 * forecasts, the model in service, and a live page at {@code /}.
 *
 * <p>{@link io.anode4j.streaming.operations.OperationsServer} serves what the interfaces here hand
 * it and needs nothing but the JDK's HTTP server. {@link
 * io.anode4j.streaming.operations.SensorQueries} answers for the sensors of this instance and says
 * which instance owns the others; {@link io.anode4j.streaming.operations.LiveFeed} keeps the latest
 * results for the page.
 */
@NullMarked
package io.anode4j.streaming.operations;

import org.jspecify.annotations.NullMarked;
