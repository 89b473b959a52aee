/**
 * Which class a series belongs to, and how good the answers are: {@link
 * io.anode4j.classification.Classifier}s give a probability for each class, {@link
 * io.anode4j.classification.ClassScores} compare them with what is known. {@link
 * io.anode4j.classification.LogisticRegression} on {@link io.anode4j.classification.SeriesFeatures}
 * is what a model has to beat; a {@link io.anode4j.classification.RandomForest} looks at periods as
 * well. Nothing here knows a network.
 */
@NullMarked
package io.anode4j.classification;

import org.jspecify.annotations.NullMarked;
