package io.anode4j.experiments;

import io.anode4j.data.SeriesSlices;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.latent.encoder.EncoderSettings;
import io.anode4j.model.EpochReport;
import java.util.List;

/**
 * Latent ODEs trained on spirals.
 *
 * <p>Where training shows nothing beyond, two dimensions are latent: as many as the spirals have
 * (how far along, and which way round). A state of more has room for the time since a series' first
 * point, and beyond the longest time trained on that is one the decoder has never seen. On seed 1,
 * from 100 points, after 100 epochs: 3 dimensions 0.07 among the points seen and 0.43 beyond, 2
 * dimensions 0.09 and 0.20, after 250 epochs 0.06 and 0.10.
 */
final class LatentSpirals {
  private static final int WITHIN = 2;
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
            .decoderUnits(shown ? 64 : 32)
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
