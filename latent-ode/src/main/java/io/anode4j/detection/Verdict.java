package io.anode4j.detection;

/**
 * What is said of a reading when it arrives.
 *
 * @param score higher is stranger
 * @param alarm whether it is strange enough to call somebody
 */
public record Verdict(double score, boolean alarm) {}
