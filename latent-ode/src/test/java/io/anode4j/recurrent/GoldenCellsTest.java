package io.anode4j.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anode4j.data.TimeSeries;
import io.anode4j.model.Phases;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.SequenceBatch;
import io.anode4j.tensor.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every cell against the papers' formulas by PyTorch: {@code golden.py} beside the answers. */
class GoldenCellsTest {
  private static final double NAN = Double.NaN;

  private static JsonNode golden(Cell cell) throws IOException {
    try (InputStream in = GoldenCellsTest.class.getResourceAsStream("golden.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in)).get(cell.text());
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void answersAreThoseOfPyTorch(Cell cell) throws IOException {
    TimeSeries history =
        TimeSeries.of(
            "x",
            new double[] {0, 0.7, 1.1, 3, 3.2, 4.5},
            new double[][] {{0.5, NAN}, {NAN, 1}, {0.2, -0.4}, {NAN, 0.8}, {-1, NAN}, {NAN, 0.1}});
    double[] asked = {4.6, 5.5, 8};
    RecurrentConfig config =
        RecurrentConfig.builder(cell)
            .likelihood("gaussian")
            .hidden(5)
            .decoderUnits(4)
            .fieldUnits(3)
            .readings(80) // a unit of the ODE is ten usual gaps: every gap is one step
            .build();
    RecurrentLayout layout = new RecurrentLayout(2, 1, Phases.NONE, new float[] {0.3f, -0.2f});
    RecurrentArchitecture architecture = RecurrentArchitecture.of(config, layout);
    Parameters parameters = new Parameters(architecture.weights());
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] = (float) (Math.sin(0.37 * i + 1) / 2);
    }
    RecurrentPass pass = new RecurrentPass(architecture);
    pass.load(parameters);
    Matrix answers =
        pass.forward(SequenceBatch.asking(List.of(history), List.of(asked), 2, 1)).answers();
    JsonNode expected = golden(cell);
    for (int q = 0; q < asked.length; q++) {
      for (int c = 0; c < 2; c++) {
        // float32 against float64 over six steps of numbers near 1.
        assertEquals(expected.get(q).get(c).asDouble(), answers.get(q, c), 2e-6);
      }
    }
  }
}
