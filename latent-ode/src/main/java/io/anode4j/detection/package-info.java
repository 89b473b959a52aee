/**
 * How well anomalies are detected: {@link io.anode4j.detection.Judge}s on {@link
 * io.anode4j.detection.LabelledStream}s, side by side in a {@link
 * io.anode4j.detection.DetectionReport}. {@code anode4j detect} is this package on a CSV.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.detection;
