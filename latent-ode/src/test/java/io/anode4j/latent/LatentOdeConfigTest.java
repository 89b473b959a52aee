package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LatentOdeConfigTest {
  @Test
  void aBuilderStartsFromItsConfig() {
    LatentOdeConfig config =
        LatentOdeConfig.builder().latentSize(3).augment(2).samples(4).rtol(1e-5).build();
    assertEquals(config, config.toBuilder().build());
    assertEquals(5, config.stateSize());
    assertEquals(LatentOdeConfig.defaults(), LatentOdeConfig.builder().build());
  }

  @Test
  void everyRangeIsChecked() {
    List<UnaryOperator<LatentOdeConfigBuilder>> bad =
        List.of(
            b -> b.latentSize(0),
            b -> b.augment(-1),
            b -> b.encoderUnits(0),
            b -> b.fieldUnits(0),
            b -> b.fieldLayers(0),
            b -> b.decoderUnits(-1),
            b -> b.timeFrequencies(-1),
            b -> b.rtol(0),
            b -> b.atol(Double.NaN),
            b -> b.samples(0),
            b -> b.forecastSamples(0),
            b -> b.epochs(0),
            b -> b.batchSize(0),
            b -> b.windowsPerEpoch(0),
            b -> b.learningRate(Double.POSITIVE_INFINITY),
            b -> b.patience(0),
            b -> b.klWarmup(-1),
            b -> b.contextWeight(-0.1),
            b -> b.contextKeep(0),
            b -> b.contextKeep(1.5),
            b -> b.clipNorm(0),
            b -> b.validationFraction(1));
    for (UnaryOperator<LatentOdeConfigBuilder> change : bad) {
      LatentOdeConfigBuilder builder = change.apply(LatentOdeConfig.builder());
      String message =
          String.valueOf(assertThrows(IllegalArgumentException.class, builder::build).getMessage());
      assertTrue(message.contains("expected"), message);
    }
  }
}
