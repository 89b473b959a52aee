package io.anode4j.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;

class NormalTableTest {
  @Test
  void itIsTheExactFunctionToRounding() {
    for (double z = -40; z <= 40; z += 0.00137) {
      double[] sums = {0, 0};
      NormalTable.add(z, sums);
      double tail = 0.5 * Erfc.value(-z / Math.sqrt(2));
      double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
      assertEquals(tail, sums[0], 1e-13 * tail, () -> "tail");
      assertEquals(density, sums[1], 1e-13 * density, () -> "density");
    }
  }
}
