/**
 * Seeded generators of series whose truth is known: the toys on which latent ODEs were introduced.
 *
 * <p>{@link io.anode4j.data.synthetic.PeriodicToy} and {@link io.anode4j.data.synthetic.SpiralToy}
 * follow the published code of their authors in every distribution, so that figures can be
 * compared; the random numbers are this library's own. The same seed gives the same series, and the
 * first series do not depend on how many are asked for. To see only some of the times of each
 * series, take a {@link io.anode4j.data.RowSample}.
 *
 * <p>{@link io.anode4j.data.synthetic.ConcentricSpheres} and {@link
 * io.anode4j.data.synthetic.TwoMoons} are labelled points, for classifiers and density models,
 * {@link io.anode4j.data.synthetic.SegmentDigits} labelled pictures.
 */
@NullMarked
package io.anode4j.data.synthetic;

import org.jspecify.annotations.NullMarked;
