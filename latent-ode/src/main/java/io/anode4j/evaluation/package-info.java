/**
 * How good a forecaster is, and how good it would have to be.
 *
 * <p>A {@link io.anode4j.evaluation.Backtest} hands each forecaster the same histories, cut at the
 * same origins, and scores the distributions it answers with on the same observed values. Nothing
 * after an origin can be reached by anyone. {@link io.anode4j.evaluation.Baselines} are the simple
 * forecasters a model has to beat; they have honest uncertainties of their own, so that the
 * probabilistic scores compare like with like. The outcome is an {@link
 * io.anode4j.evaluation.EvaluationReport}, readable as a table and as JSON.
 */
@NullMarked
package io.anode4j.evaluation;

import org.jspecify.annotations.NullMarked;
