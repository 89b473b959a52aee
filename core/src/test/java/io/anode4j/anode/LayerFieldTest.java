package io.anode4j.anode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anode4j.ode.FieldEvaluator;
import io.anode4j.tensor.Matrix;
import org.junit.jupiter.api.Test;

class LayerFieldTest {
  private static float[] derivative(LayerField field) {
    FieldEvaluator evaluator = field.evaluator();
    Matrix dydt = new Matrix(1, 2);
    evaluator.evaluate(1, new double[1], Matrix.of(new float[][] {{0.5f, -1}}), dydt);
    return dydt.toArray();
  }

  @Test
  void otherParametersMakeAnotherField() {
    LayerField field = RandomField.of(1, 1, 2, 5, 2);
    float[] before = derivative(field);
    float[] values = field.parameterValues();
    values[values.length - 1] += 0.25f;
    LayerField other = field.withParameterValues(values);
    values[values.length - 1] += 0.25f;

    assertArrayEquals(before, derivative(field));
    assertEquals(before[0], derivative(other)[0]);
    assertEquals(before[1] + 0.25f, derivative(other)[1], 1e-6f);
    assertNotEquals(values[values.length - 1], other.parameterValues()[values.length - 1]);
    assertThrows(IllegalArgumentException.class, () -> field.withParameterValues(new float[3]));
  }
}
