/**
 * What streams cost, measured on a real broker in a JVM of its own: the figures behind {@code
 * docs/scaling.md}. Compiled with the tests, so that the programs cannot rot; run only when asked,
 * all by {@code All} or each by its name:
 *
 * <pre>{@code
 * mvn -q -B -Pmeasurements -pl streaming -am package -Dmeasure=All
 * }</pre>
 *
 * <p>{@link io.anode4j.streaming.measure.Throughput} compares scoring with not scoring, {@link
 * io.anode4j.streaming.measure.Latency} sends at a given rate whatever comes back, {@link
 * io.anode4j.streaming.measure.Restore} loses the state of many sensors, {@link
 * io.anode4j.streaming.measure.StartUp} starts the command line, and {@link
 * io.anode4j.streaming.measure.Instances} shares the work. Arguments follow the name: {@code
 * "-Dmeasure=Throughput 200000 5"}.
 */
@NullMarked
package io.anode4j.streaming.measure;

import org.jspecify.annotations.NullMarked;
