package io.anode4j.anode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Solver;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  @Test
  void startsTheExtraDimensionsAtZero() {
    Augmentation augmentation = new Augmentation(3, 20);
    assertEquals(23, augmentation.dimension());
    Matrix h = Doubles.randomMatrix(new SplittableRandom(1), 4, 3);
    Matrix augmented = new Matrix(4, 23);
    Arrays.fill(augmented.data(), Float.NaN);
    augmentation.augment(3, h, augmented);
    for (int r = 0; r < 3; r++) {
      for (int j = 0; j < 23; j++) {
        assertEquals(j < 3 ? h.get(r, j) : 0, augmented.get(r, j));
      }
    }
    assertTrue(Float.isNaN(augmented.get(3, 0)), "rows beyond stay as they are");
  }

  @Test
  void pullsBackTheCotangentOfTheFeatures() {
    Augmentation augmentation = new Augmentation(3, 2);
    Matrix cotangent = Doubles.randomMatrix(new SplittableRandom(2), 4, 5);
    Matrix h = Doubles.randomMatrix(new SplittableRandom(3), 4, 3);
    augmentation.pullback(4, cotangent, h);
    for (int r = 0; r < 4; r++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(cotangent.get(r, j), h.get(r, j));
      }
      for (int j = 3; j < h.stride(); j++) {
        assertEquals(0, h.data()[r * h.stride() + j], "padding");
      }
    }
  }

  @Test
  void withoutExtraDimensionsIsThePlainFieldBitForBit() {
    LayerField field = RandomField.of(4, 2, 3, 16, 3);
    Matrix h = Doubles.randomMatrix(new SplittableRandom(5), 6, 3);
    Matrix augmented = new Matrix(6, 3);
    new Augmentation(3, 0).augment(6, h, augmented);
    Solver solver = Solver.dopri5(1e-4, 1e-5);
    assertArrayEquals(
        solver.solve(field, h, 0, 0.5, 2).values().toArray(),
        solver.solve(field, augmented, 0, 0.5, 2).values().toArray());
  }

  @Test
  void refusesSizesThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, 1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Augmentation(2, -1)).getMessage();
    assertTrue(message.contains("2 features by -1"), message);
  }

  @Test
  void aFieldMapsStatesToDerivatives() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "field", Activation.TANH, 3, 4, 2);
    Parameters parameters = new Parameters(layout.build());
    String message =
        assertThrows(IllegalArgumentException.class, () -> new LayerField(mlp, parameters))
            .getMessage();
    assertTrue(message.contains("3 components to 2"), message);
    assertEquals(3, RandomField.of(1, 1, 3, 3).dimension());
  }

  @Test
  void anEvaluatorTakesOtherWeights() {
    LayerField field = RandomField.of(6, 1, 2, 8, 2);
    LayerField.Evaluator evaluator = field.evaluator();
    Parameters zeros = new Parameters(field.parameters().layout());
    Initializer.zeros().initialize(zeros, zeros.layout().slots().get(0), new SplittableRandom(1));
    evaluator.load(zeros);
    Matrix out = new Matrix(1, 2);
    evaluator.evaluate(1, new double[1], Matrix.of(new float[][] {{1, 2}}), out);
    assertArrayEquals(new float[2], out.toArray());
  }
}
