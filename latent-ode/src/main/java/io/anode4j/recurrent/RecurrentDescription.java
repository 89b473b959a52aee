package io.anode4j.recurrent;

import io.anode4j.sequence.LeadFactors;

/**
 * What the description of a recurrent model holds beside its header, whose unit of time is the
 * usual gap.
 *
 * @param config settings
 * @param factors factors of its scales
 */
record RecurrentDescription(RecurrentConfig config, LeadFactors factors) {
  /**
   * The same, if it fits a number of channels.
   *
   * @throws IllegalArgumentException when it does not
   */
  RecurrentDescription fitting(int channels) {
    if (factors.factors().stream().anyMatch(f -> f.size() != channels)) {
      throw new IllegalArgumentException(
          "its factors of the scales do not fit " + channels + " channels");
    }
    return this;
  }
}
