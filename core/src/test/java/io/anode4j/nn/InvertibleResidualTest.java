package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Doubles;
import io.anode4j.reference.DualLayers;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvertibleResidualTest {
  private static Parameters large(ParameterLayout layout, Layer layer, double factor) {
    Parameters p = Network.create(layer, layout, 11).parameters();
    for (int i = 0; i < p.size(); i++) {
      p.values()[i] *= (float) factor;
    }
    return p;
  }

  @Test
  void powerIterationFindsTheLargestSingularValue() {
    for (int[] shape : new int[][] {{1, 1}, {2, 40}, {40, 2}, {24, 24}}) {
      ParameterLayout.Builder layout = ParameterLayout.builder();
      ParameterSlot slot = layout.add("w", shape[0], shape[1]);
      Parameters p = new Parameters(layout.build());
      Initializer.fanInUniform(1).initialize(p, slot, new SplittableRandom(3));
      SpectralNorm norm = SpectralNorm.of(p.values(), slot);
      double expected = DualLayers.largestSingularValue(slot, Doubles.of(p.values()));
      assertEquals(expected, norm.value(), 1e-7 * expected, shape[0] + " × " + shape[1]);
    }
    ParameterLayout.Builder layout = ParameterLayout.builder();
    ParameterSlot zeros = layout.add("w", 3, 3);
    assertEquals(0, SpectralNorm.of(new float[9], zeros).value());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 0.9})
  void differencesGrowByTheBoundAtMost(double bound) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    InvertibleResidual block =
        InvertibleResidual.in(layout, "b", bound, Activation.ELU, 4, 32, 32, 4);
    Parameters p = large(layout.build(), block, 5);
    SplittableRandom random = new SplittableRandom(1);
    Matrix a = Doubles.randomMatrix(random, 200, 4);
    Matrix b = Doubles.randomMatrix(random, 200, 4);
    Matrix fa = new Network(block.inner(), p).apply(a);
    Matrix fb = new Network(block.inner(), p).apply(b);
    double most = 0;
    for (int r = 0; r < 200; r++) {
      most = Math.max(most, distance(fa, fb, r) / distance(a, b, r));
    }
    assertTrue(most <= bound * (1 + 1e-5) && most > 0.1 * bound, "" + most);
  }

  private static double distance(Matrix a, Matrix b, int row) {
    double squares = 0;
    for (int j = 0; j < a.columns(); j++) {
      squares += Math.pow(a.get(row, j) - b.get(row, j), 2);
    }
    return Math.sqrt(squares);
  }

  /** With f(x) = cx the n-th error is exactly cⁿ⁺¹ times the start. */
  @Test
  void errorOfAScaledIdentityFallsExactlyByTheBound() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense dense = Dense.in(layout, "d", 2, 2);
    Parameters p = new Parameters(layout.build());
    p.values()[0] = 0.5f;
    p.values()[3] = 0.5f;
    InvertibleResidual block = new InvertibleResidual(dense, 0.5);
    Matrix x = Matrix.of(new float[][] {{1, -2}});
    Matrix y = new Network(block, p).apply(x);
    for (int n = 1; n <= 12; n++) {
      Matrix back = block.inverse(p, y, n);
      assertEquals(Math.pow(-0.5, n + 1) * -1, back.get(0, 0) - 1, 1e-6);
    }
    assertEquals(1, block.iterationsTo(1));
    assertTrue(Math.pow(0.5, block.iterationsTo(1e-6)) / 0.5 <= 1e-6);
  }

  @Test
  void inverseUndoesTheBlockForEachRowAlone() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    InvertibleResidual block = InvertibleResidual.in(layout, "b", 0.9, Activation.TANH, 3, 20, 3);
    Parameters p = large(layout.build(), block, 5);
    Matrix x = Doubles.randomMatrix(new SplittableRandom(2), 9, 3);
    Matrix y = new Network(block, p).apply(x);
    Matrix back = block.inverse(p, y, block.iterationsTo(1e-7));
    Doubles.assertClose(Doubles.of(x.toArray()), Doubles.of(back.toArray()), 1e-5);
    Matrix one = new Matrix(1, 3);
    one.copyRow(0, y, 4);
    Matrix alone = block.inverse(p, one, block.iterationsTo(1e-7));
    Matrix fourth = new Matrix(1, 3);
    fourth.copyRow(0, back, 4);
    assertArrayEquals(fourth.toArray(), alone.toArray());
  }

  @Test
  void refusesWhatHasNoInverse() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense dense = Dense.in(layout, "d", 2, 2);
    Parameters p = new Parameters(layout.build());
    InvertibleResidual block = new InvertibleResidual(dense, 0.5);
    for (double bound : new double[] {0, 1, 2, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new InvertibleResidual(dense, bound));
    }
    assertThrows(IllegalArgumentException.class, () -> block.inverse(p, new Matrix(1, 3), 3));
    assertThrows(IllegalArgumentException.class, () -> block.inverse(p, new Matrix(1, 2), 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> InvertibleResidual.in(ParameterLayout.builder(), "b", 0.9, Activation.ELU, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> SpectralDense.in(ParameterLayout.builder(), "s", 2, 2, 0));
  }
}
