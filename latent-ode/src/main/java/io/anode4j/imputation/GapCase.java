package io.anode4j.imputation;

/**
 * An observed value that was hidden, original units.
 *
 * @param channel which channel
 * @param distance to the nearest visible observation of the channel
 * @param value what was observed
 * @param means what model and rules said
 * @param std standard deviation that the model stated
 */
record GapCase(int channel, double distance, double value, double[] means, double std) {}
