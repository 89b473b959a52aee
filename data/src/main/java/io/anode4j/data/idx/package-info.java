/**
 * Images in the IDX format, in which MNIST and its kin are distributed.
 *
 * <pre>{@code
 * LabelledImages train = LabelledImages.mnist(directory, LabelledImages.TRAIN);
 * LabelledPoints some = train.points(0, 10_000); // [images][pixels], 0 to 1
 * }</pre>
 */
@NullMarked
package io.anode4j.data.idx;

import org.jspecify.annotations.NullMarked;
