/**
 * Which number belongs to a series, and how good the answers are: {@link
 * io.anode4j.regression.Regressor}s say a number with an interval, {@link
 * io.anode4j.regression.RegressionScores} compare them with what is known. {@link
 * io.anode4j.regression.RidgeRegression} on simple features is what a model has to beat. Nothing
 * here knows a network.
 */
@NullMarked
package io.anode4j.regression;

import org.jspecify.annotations.NullMarked;
