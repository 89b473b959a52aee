package io.anode4j.data.synthetic;

import io.anode4j.data.SeriesSet;

/**
 * Series and what they would be without noise.
 *
 * @param observed the noisy series
 * @param truth the noise-free series under the same ids, at the observed times and perhaps later
 *     ones
 */
public record Generated(SeriesSet observed, SeriesSet truth) {}
