package io.anode4j.experiments;

import io.anode4j.data.SeriesSlices;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.latent.encoder.EncoderSettings;
import io.anode4j.model.EpochReport;
import java.util.List;

/** Latent ODEs trained on spirals. */
final class LatentSpirals {
  private static final int LATENT = 6;

  private LatentSpirals() {}

  /**
   * Trains one: on whole series with their second half as the horizon, else without a horizon on
   * the series and a slice of each, so that pieces of spirals are met from everywhere.
   */
  static SpiralModel.Fit train(
      String name, EncoderSettings encoder, SpiralData data, int epochs, long seed) {
    LatentOdeConfig config =
        LatentOdeConfig.builder()
            .alone()
            .latentSize(LATENT)
            .augment(0)
            .encoder(encoder)
            .epochs(epochs)
            .batchSize(16)
            .learningRate(6e-3)
            .patience(epochs)
            .seed(seed)
            .build();
    LatentOdeTrainer trainer = LatentOdeTrainer.with(config).threads(1);
    LatentOde model =
        data.horizon() > 0
            ? trainer.horizon(data.horizon()).fit(data.training())
            : trainer.fit(new SeriesSlices(1, 0.25, seed).addedTo(data.training()));
    List<EpochReport> history = model.header().history();
    double nfe = history.get(history.size() - 1).evaluationsPerRow();
    return SpiralModel.judged(name, (seen, times) -> model.forecast(seen, times).mean(), data, nfe);
  }
}
