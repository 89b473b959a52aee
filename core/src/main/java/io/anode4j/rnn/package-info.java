/**
 * Recurrent networks over sequences observed at irregular times: what latent ODEs are compared
 * with.
 *
 * <p>{@link io.anode4j.rnn.RecurrentPredictor} is told the gap to the next observation and predicts
 * it; {@link io.anode4j.rnn.RecurrentAutoencoder} has a latent vector as a latent ODE has, but a
 * recurrent network where that has an ODE. Both give an objective, which {@code
 * io.anode4j.optim.Trainer} makes small.
 *
 * <pre>{@code
 * ParameterLayout.Builder layout = ParameterLayout.builder();
 * RecurrentPredictor network = RecurrentPredictor.in(layout, "rnn", 2, 32);
 * Parameters first = new Parameters(layout.build());
 * network.initialize(first, new java.util.SplittableRandom(1));
 * Trained trained = Trainer.of(50).fit(first, network.objective(sequences), null);
 * float[][] ahead = network.extrapolate(trained.parameters(), sequences.get(0), times);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.rnn;
