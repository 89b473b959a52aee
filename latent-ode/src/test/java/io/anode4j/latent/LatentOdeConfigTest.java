package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.latent.likelihood.Gaussian;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatentOdeConfigTest {
  @ParameterizedTest
  @CsvSource({
    "latentSize, 0, 1",
    "latentSize, 65537, 65536",
    "augment, -1, 0",
    "augment, 65537, 65536",
    "encoderUnits, 0, 1",
    "encoderUnits, 65537, 65536",
    "fieldUnits, 0, 1",
    "fieldUnits, 65537, 65536",
    "fieldLayers, 0, 1",
    "fieldLayers, 65537, 65536",
    "decoderUnits, -1, 0",
    "decoderUnits, 65537, 65536",
    "timeFrequencies, -1, 0",
    "timeFrequencies, 65537, 65536",
    "rtol, 0, 1e-12",
    "rtol, NaN, 1",
    "rtol, Infinity, 1",
    "atol, 0, 1e-12",
    "atol, -1e-3, 1e-3",
    "samples, 0, 1",
    "samples, 4097, 4096",
    "forecastSamples, 0, 1",
    "forecastSamples, 4097, 4096",
    "epochs, 0, 1",
    "batchSize, 0, 1",
    "windowsPerEpoch, 0, 1",
    "learningRate, 0, 1e-9",
    "learningRate, NaN, 1",
    "patience, 0, 1",
    "klWarmup, -1, 0",
    "contextWeight, -0.1, 0",
    "contextWeight, NaN, 1",
    "contextWeight, Infinity, 2",
    "contextKeep, 0, 0.01",
    "contextKeep, 1.01, 1",
    "contextKeep, NaN, 1",
    "clipNorm, 0, 0.1",
    "clipNorm, Infinity, 1e9",
    "validationFraction, 0, 0.01",
    "validationFraction, 1, 0.99",
    "validationFraction, NaN, 0.5",
  })
  void everyRangeHasItsEnds(String name, double outside, double inside) {
    assertDoesNotThrow(() -> with(name, inside));
    String message =
        assertThrows(IllegalArgumentException.class, () -> with(name, outside)).getMessage();
    assertTrue(message.startsWith("The setting " + name + " is "), message);
    assertTrue(message.contains("expected"), message);
  }

  /** Every component has a row above, but for the seed, which may be any number. */
  @Test
  void anySeedWillDo() {
    assertEquals(Long.MIN_VALUE, LatentOdeConfig.builder().seed(Long.MIN_VALUE).build().seed());
  }

  @Test
  void theBuilderOfAConfigGivesItAgain() {
    LatentOdeConfig tiny = TinyModels.config().rtol(0.01).clipNorm(3).contextKeep(1).build();
    assertNotEquals(LatentOdeConfig.defaults(), tiny);
    assertEquals(tiny, tiny.toBuilder().build());
    assertEquals(LatentOdeConfig.defaults(), LatentOdeConfig.builder().build());
  }

  @Test
  void everySetterSetsItsOwnField() throws ReflectiveOperationException {
    JsonNode flat = flat();
    for (Map.Entry<String, JsonNode> setting : flat.properties()) {
      String name = setting.getKey();
      boolean share = Set.of("contextKeep", "validationFraction").contains(name);
      boolean whole = setting.getValue().isIntegralNumber();
      double value = share ? 0.37 : 11;
      Class<?> type = name.equals("seed") ? long.class : whole ? int.class : double.class;
      LatentOdeConfigBuilder builder = LatentOdeConfig.builder();
      Object argument =
          type == int.class
              ? Integer.valueOf((int) value)
              : type == long.class ? Long.valueOf((long) value) : (Object) value;
      LatentOdeConfigBuilder.class.getMethod(name, type).invoke(builder, argument);
      assertEquals(with(name, value), builder.build(), name);
    }
  }

  @Test
  void theStateHoldsLatentAndAugmentation() {
    assertEquals(5, TinyModels.config().build().stateSize());
  }

  /** Names and kinds of the settings of the first format, which are read for ever. */
  private static JsonNode flat() {
    return LatentOdeConfig.builder()
        .likelihood(new Gaussian())
        .anchoring(AnchoringSettings.NONE)
        .build()
        .toJson();
  }

  /** The defaults with one setting changed, past the builder. */
  private static LatentOdeConfig with(String name, double value) {
    ObjectNode stated = JsonNodeFactory.instance.objectNode();
    JsonNode usual = flat().get(name);
    return LatentOdeConfig.defaults()
        .with(
            usual.isIntegralNumber() && value == Math.rint(value)
                ? stated.put(name, (long) value)
                : stated.put(name, value));
  }
}
