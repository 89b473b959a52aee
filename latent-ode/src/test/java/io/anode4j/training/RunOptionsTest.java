package io.anode4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunOptionsTest {
  @ParameterizedTest
  @CsvSource({"Infinity, Infinity", "NaN, NaN", "-1.5, -1.5", "0, 0.0", "-1e300, -1.0E300"})
  void aLengthIsShownAsItWasStated(double value, String shown) {
    assertEquals(
        "The horizon is " + shown + "; expected a number above 0",
        assertThrows(
                IllegalArgumentException.class, () -> RunOptions.requireAboveZero("horizon", value))
            .getMessage());
  }

  @Test
  void threadsAreCountedInWholes() {
    TrainingListener silent = TrainingListener.silent();
    assertEquals(
        "The number of threads is 0; expected a number above 0",
        assertThrows(
                IllegalArgumentException.class, () -> new RunOptions(0, silent, null, Map.of()))
            .getMessage());
  }
}
