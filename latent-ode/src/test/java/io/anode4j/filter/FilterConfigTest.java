package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Settings of filters are stored as they were before there were parts. */
class FilterConfigTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As release 0.1.0 wrote it: a model's identity depends on each byte. */
  private static final String STORED =
      "{'hidden':8,'decoderUnits':9,'leads':3,'chunk':12,'warmUp':4,'smoothing':2.5,"
          .concat("'outlierLimit':7.0,'epochs':5,'batchSize':6,'windowsPerEpoch':70,")
          .concat("'learningRate':0.01,'patience':2,'clipNorm':0.5,'weightDecay':0.1,")
          .concat("'levelShift':0.25,'validationFraction':0.2,'seed':42}")
          .replace('\'', '"');

  private static FilterConfig config() {
    return FilterConfig.builder()
        .hidden(8)
        .decoderUnits(9)
        .leads(3)
        .chunk(12)
        .warmUp(4)
        .smoothing(2.5)
        .outlierLimit(7)
        .epochs(5)
        .batchSize(6)
        .windowsPerEpoch(70)
        .learningRate(0.01)
        .patience(2)
        .clipNorm(0.5)
        .weightDecay(0.1)
        .levelShift(0.25)
        .validationFraction(0.2)
        .seed(42)
        .build();
  }

  @Test
  void theStoredFormIsThatOfTheFirstRelease() throws JsonProcessingException {
    assertEquals(STORED, JSON.writeValueAsString(config()));
    assertEquals(config(), JSON.readValue(STORED, FilterConfig.class));
    assertEquals(config(), config().toBuilder().build());
  }

  @Test
  void whatIsUnknownMissingOrOutOfRangeIsRefusedByName() throws JsonProcessingException {
    assertRefused("smoothness", stored().put("smoothness", 3), "smoothing");
    assertRefused("chunk", (ObjectNode) stored().without("chunk"), "cannot be read");
    assertRefused("seed", (ObjectNode) stored().without("seed"), "cannot be read");
    assertRefused("warmUp", stored().put("warmUp", -1), "expected");
    assertRefused("epochs", stored().put("epochs", "many"), "cannot be read");
    assertRefused("validationFraction", stored().put("validationFraction", 1), "a share of 1");
  }

  private static ObjectNode stored() throws JsonProcessingException {
    return (ObjectNode) JSON.readTree(STORED);
  }

  private static void assertRefused(String name, ObjectNode stored, String expected) {
    JsonProcessingException refused =
        assertThrows(
            JsonProcessingException.class, () -> JSON.treeToValue(stored, FilterConfig.class));
    String message = String.valueOf(refused.getCause() == null ? refused : refused.getCause());
    assertTrue(message.contains(name) && message.contains(expected), message);
  }
}
