package io.anode4j.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.synthetic.PeriodicToy;
import io.anode4j.latent.LatentOdeConfig;
import org.junit.jupiter.api.Test;

class PeriodicToyAccuracyTest {
  @Test
  void theModelFillsGapsBetterThanTheMean() {
    PeriodicToy toy = PeriodicToy.published(1).withSeries(120).withTimes(40);
    LatentOdeConfig config =
        LatentOdeConfig.builder()
            .latentSize(6)
            .augment(0)
            .encoderUnits(24)
            .fieldUnits(24)
            .decoderUnits(16)
            .epochs(40)
            .batchSize(16)
            .learningRate(0.01)
            .contextKeep(0.4)
            .build();
    PeriodicToyAccuracy.Result result = PeriodicToyAccuracy.run(toy, config);
    // A sine has the mean square 1/2; lines through 20 points of two to four periods have less.
    assertTrue(result.model() < 0.45, "latent ODE " + result.model());
    assertTrue(result.lines() > 0.001 && result.lines() < 0.3, "lines " + result.lines());
  }
}
