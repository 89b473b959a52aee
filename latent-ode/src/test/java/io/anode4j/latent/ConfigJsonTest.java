package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.latent.dynamics.NeuralField;
import io.anode4j.latent.encoder.Gru;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static LatentOdeConfig with(String json) {
    try {
      return LatentOdeConfig.defaults().with(JSON.readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void partsAndNamesOfOldMeanTheSame() {
    LatentOdeConfig old = with("{'encoderUnits': 9, 'rtol': 0.01, 'epochs': 7}");
    LatentOdeConfig parts =
        with("{'encoder': {'units': 9}, 'dynamics': {'rtol': 0.01}, 'training': {'epochs': 7}}");
    assertEquals(old, parts);
    assertEquals(new Gru(9, 3), old.encoder());
  }

  @Test
  void aStatedSolverAndGradientAreTaken() {
    LatentOdeConfig config = with("{'dynamics': {'solver': 'tsit5', 'gradient': 'adjoint'}}");
    assertEquals(NeuralField.defaults().solvedBy("tsit5", "adjoint"), config.dynamics());
    assertFalse(ConfigJson.isFormat1(config));
    assertEquals(config, LatentOdeConfig.fromJson(config.toJson()));
  }

  @Test
  void settingsOfTheFirstFormatAreWrittenFlat() {
    LatentOdeConfig config = TinyModels.config().encoderUnits(5).build();
    assertTrue(ConfigJson.isFormat1(config));
    assertEquals(22, config.toJson().size());
    assertEquals(5, config.toJson().get("encoderUnits").intValue());
    assertEquals(config, LatentOdeConfig.fromJson(config.toJson()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'latentsize': 8}                          | 'latentsize'          | latentSize
          {'encoder': {'unit': 8}}                   | 'encoder.unit'        | units
          {'encoder': {'type': 'gur'}}               | 'encoder.type'        | gru
          {'encoder': 'gru'}                         | 'encoder'             | expected an object
          {'likelihood': 'poisson'}                  | 'likelihood'          | expected an object
          {'training': {'epoch': 8}}                 | 'training.epoch'      | epochs
          {'dynamics': {'solver': 'dopri6'}}         | dopri6                | dopri5
          {'dynamics': {'solver': 'rk4'}}            | step is 0             | 0.1
          {'dynamics': {'gradient': 'adjoin'}}       | adjoin                | adjoint
          {'dynamics': {'solver': 'kvaerno5', 'gradient': 'reversible'}} | kvaerno5 | discrete
          {'dynamics': {'units': 0}}                 | fieldUnits is 0       | expected
          {'dynamics': {'units': 1.5}}               | 'dynamics.units'      | whole number
          {'seed': null}                             | 'seed'                | expected
          [8]                                        | [8]                   | expected
          """)
  void whatCannotBeMeantIsRefusedWithARemedy(String json, String found, String remedy) {
    String message = assertThrows(IllegalArgumentException.class, () -> with(json)).getMessage();
    assertTrue(message.contains(found), message);
    assertTrue(message.contains(remedy), message);
  }

  @Test
  void aStoredConfigLacksNoPart() {
    ObjectNode stored = (ObjectNode) with("{'dynamics': {'type': 'linear'}}").toJson();
    for (String name : List.of("training", "likelihood", "latentSize")) {
      ObjectNode less = stored.deepCopy().without(List.of(name));
      String message =
          assertThrows(IllegalArgumentException.class, () -> LatentOdeConfig.fromJson(less))
              .getMessage();
      assertTrue(message.contains("'" + name + "' is missing"), message);
    }
  }
}
