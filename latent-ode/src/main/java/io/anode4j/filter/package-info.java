/**
 * Models for streams: each reading is scored by its predictive density before it is learnt from, at
 * a cost and with a state that do not grow with the history.
 *
 * <p>A {@link io.anode4j.filter.SensorModel} gives {@link io.anode4j.filter.Scorer}s, one for each
 * sensor. The {@link io.anode4j.filter.NeuralFilter} carries a hidden state by a linear ODE between
 * readings and updates it by a gated jump at each; the {@link io.anode4j.filter.WindowedLatentOde}
 * re-encodes the last readings with a latent ODE. Both interfaces are open: a model of your own, or
 * a double in tests, goes wherever these go.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.filter;
