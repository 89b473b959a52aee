/**
 * Measures detectors of anomalies and forecasts of sensors on public data that lies outside the
 * project: {@code docs/detection.md} names the command and the figures.
 */
package io.anode4j.detection;
