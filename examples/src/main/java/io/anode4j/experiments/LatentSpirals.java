package io.anode4j.experiments;

import io.anode4j.data.SeriesSlices;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.latent.dynamics.NeuralField;
import io.anode4j.latent.encoder.EncoderSettings;
import io.anode4j.model.EpochReport;
import java.util.List;

/**
 * Latent ODEs trained on spirals.
 *
 * <p>Where training shows nothing beyond, the state has three dimensions and its decoder is linear,
 * so that a state says where it is and one number more, such as which way round. With a decoder of
 * hidden units two states of the same place can differ: in the time since the series' first point,
 * or in which stretch of the spiral the series began on. Beyond the longest time trained on the
 * field then comes to states that no decoder has seen. From 30 points, noise 0.3, on a seed that is
 * not reported, 250 epochs: 32 hidden units and two dimensions 0.12 among the points seen and 1.56
 * beyond (5.3 with a wider field), linear and three dimensions 0.09 and 0.14.
 */
final class LatentSpirals {
  private static final int WITHIN = 3;
  private static final int SHOWN = 6;

  private LatentSpirals() {}

  /**
   * Trains one: on whole series with their second half as the horizon, else without a horizon on
   * the series and a slice of each, so that pieces of spirals are met from everywhere.
   */
  static SpiralModel.Fit train(
      String name, EncoderSettings encoder, SpiralData data, int epochs, long seed) {
    boolean shown = data.horizon() > 0;
    LatentOdeConfig config =
        LatentOdeConfig.builder()
            .alone()
            .latentSize(shown ? SHOWN : WITHIN)
            .augment(0)
            .encoder(encoder)
            .dynamics(NeuralField.defaults().withUnits(shown ? 64 : 32))
            .decoderUnits(shown ? 64 : 0)
            .epochs(epochs)
            .batchSize(16)
            .learningRate(6e-3)
            .patience(epochs)
            .seed(seed)
            .build();
    LatentOdeTrainer trainer = LatentOdeTrainer.with(config).threads(1);
    LatentOde model =
        shown
            ? trainer.horizon(data.horizon()).fit(data.training())
            : trainer.fit(new SeriesSlices(1, 0.25, seed).addedTo(data.training()));
    List<EpochReport> history = model.header().history();
    double nfe = history.get(history.size() - 1).evaluationsPerRow();
    return SpiralModel.judged(name, (seen, times) -> model.forecast(seen, times).mean(), data, nfe);
  }
}
