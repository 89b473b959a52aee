package io.anode4j.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.TrainedModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A family's line is all that reading, describing and scoring need. */
class StoredModelTest {
  @ParameterizedTest
  @CsvSource({
    "latent/model-0.1.0.anode, window",
    "latent/classifier-format-1.anode, classifier",
    "latent/regressor-format-1.anode, regressor",
    "filter/filter-format-1.anode, filter",
    "recurrent/gru-d-format-1.anode, gru-d"
  })
  void readsWhateverFamilyAFileIsOf(String file, String word) throws IOException {
    String kind = StoredModel.any(bytes(file), file).kind();

    assertEquals(word, kind.substring(0, kind.indexOf(':')));
  }

  @ParameterizedTest
  @CsvSource({
    "latent/classifier-format-1.anode, classify",
    "latent/regressor-format-1.anode, regress"
  })
  void aModelThatDoesNotForecastIsRefusedWithTheCommandThatAsksIt(String file, String command)
      throws IOException {
    byte[] bytes = bytes(file);

    String message = refusal(bytes);

    assertTrue(message.contains("use 'anode4j " + command + "' with it"), message);
  }

  @Test
  void aFamilyOfALaterVersionIsNotTakenForAnother() {
    byte[] json = "{\"formatVersion\": 1, \"kind\": \"oracle\"}".getBytes(UTF_8);

    String message = refusal(ModelContainer.pack(new ModelContainer.Content(json, new byte[8])));

    assertTrue(message.contains("of kind 'oracle'"), message);
    assertTrue(message.contains("expected one of latent-ode, filter"), message);
  }

  @Test
  void readingsAreScoredByThoseThatCan() throws IOException {
    TrainedModel filter = StoredModel.parse(bytes("filter/filter-format-1.anode"), "f");
    TrainedModel window = StoredModel.parse(bytes("latent/model-0.1.0.anode"), "w");
    TrainedModel recurrent = StoredModel.parse(bytes("recurrent/gru-d-format-1.anode"), "r");

    assertSame(filter, SensorModel.of(filter));
    assertSame(window, SensorModel.of(window).trained());
    assertThrows(ModelFileException.class, () -> SensorModel.of(recurrent));
  }

  private static String refusal(byte[] bytes) {
    return Objects.requireNonNull(
        assertThrows(ModelFileException.class, () -> StoredModel.parse(bytes, "m.anode"))
            .getMessage());
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            StoredModelTest.class.getResourceAsStream("/io/anode4j/" + file), file)) {
      return in.readAllBytes();
    }
  }
}
