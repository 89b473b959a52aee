package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Doubles;
import io.anode4j.reference.FiniteDifferences;
import io.anode4j.reference.Networks;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MlpEvaluatorTest {
  /** Float32 with sums of up to 100 terms of size 1 and tanh to 3.5e-7. */
  private static final double TOLERANCE = 5e-6;

  private record Case(Mlp mlp, Parameters parameters, double[] p) {
    static Case of(Activation activation, int... sizes) {
      ParameterLayout.Builder layout = ParameterLayout.builder();
      layout.add("something.before", 3, 5);
      Mlp mlp = Mlp.in(layout, "net", activation, sizes);
      layout.add("something.after", 1, 2);
      Parameters parameters = new Parameters(layout.build());
      SplittableRandom random = new SplittableRandom(sizes.length);
      mlp.initialize(
          parameters, Initializer.glorotUniform(1), Initializer.glorotUniform(0.5), random);
      for (Dense layer : mlp.layers()) {
        Initializer.fanInUniform(4).initialize(parameters, layer.bias(), random);
      }
      return new Case(mlp, parameters, Doubles.of(parameters.values()));
    }

    MlpEvaluator evaluator() {
      MlpEvaluator evaluator = new MlpEvaluator(mlp);
      evaluator.load(parameters);
      return evaluator;
    }
  }

  static Stream<Arguments> shapes() {
    return Stream.of(Activation.values())
        .flatMap(
            a ->
                Stream.of(
                        new int[] {1, 1},
                        new int[] {3, 5},
                        new int[] {7, 13, 1},
                        new int[] {1, 4, 16, 3},
                        new int[] {2, 16, 17, 33, 4})
                    .map(sizes -> Arguments.of(a, sizes)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void followsItsFormula(Activation activation, int[] sizes) {
    Case c = Case.of(activation, sizes);
    MlpEvaluator evaluator = c.evaluator();
    SplittableRandom random = new SplittableRandom(1);
    for (int rows : new int[] {0, 1, 2, 3, 4, 5, 13, 64}) {
      Matrix x = Doubles.randomMatrix(random, rows, c.mlp.inputs());
      Matrix y = new Matrix(rows, c.mlp.outputs());
      evaluator.forward(rows, 0, x, y);
      for (int r = 0; r < rows; r++) {
        double[] expected = Networks.mlp(c.mlp, c.p, Doubles.row(x, r));
        Doubles.assertClose(expected, Doubles.row(y, r), TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void pullsBackExactly(Activation activation, int[] sizes) {
    Case c = Case.of(activation, sizes);
    MlpEvaluator evaluator = c.evaluator();
    SplittableRandom random = new SplittableRandom(2);
    for (int rows : new int[] {1, 4, 7}) {
      Matrix x = Doubles.randomMatrix(random, rows, c.mlp.inputs());
      Matrix ct = Doubles.randomMatrix(random, rows, c.mlp.outputs());
      Matrix dx = new Matrix(rows, c.mlp.inputs());
      evaluator.forward(rows, 0, x, new Matrix(rows, c.mlp.outputs()));
      evaluator.backward(rows, 0, x, ct, dx);
      float[] gradient = new float[c.p.length];
      evaluator.drainGradient(gradient);
      for (int r = 0; r < rows; r++) {
        int row = r;
        double[] expected =
            FiniteDifferences.gradient(
                in -> Doubles.dot(Networks.mlp(c.mlp, c.p, in), Doubles.row(ct, row)),
                Doubles.row(x, r));
        Doubles.assertClose(expected, Doubles.row(dx, r), TOLERANCE);
      }
      double[] expected =
          FiniteDifferences.gradient(
              p -> {
                double sum = 0;
                for (int r = 0; r < rows; r++) {
                  sum += Doubles.dot(Networks.mlp(c.mlp, p, Doubles.row(x, r)), Doubles.row(ct, r));
                }
                return sum;
              },
              c.p);
      Doubles.assertClose(expected, Doubles.of(gradient), rows * TOLERANCE);
    }
  }

  @Test
  void referencePullbackAgreesWithFiniteDifferences() {
    Case c = Case.of(Activation.TANH, 3, 5, 2);
    double[] x = {0.1, -0.4, 0.9};
    double[] ct = {0.7, -1.1};
    double[] gradient = new double[c.p.length];
    double[] dx = Networks.mlpPullback(c.mlp, c.p, x, ct, gradient);
    Doubles.assertClose(
        FiniteDifferences.gradient(in -> Doubles.dot(Networks.mlp(c.mlp, c.p, in), ct), x),
        dx,
        1e-9);
    Doubles.assertClose(
        FiniteDifferences.gradient(p -> Doubles.dot(Networks.mlp(c.mlp, p, x), ct), c.p),
        gradient,
        1e-9);
  }

  @Test
  void keepsTapesApart() {
    Case c = Case.of(Activation.TANH, 3, 9, 4, 2);
    SplittableRandom random = new SplittableRandom(3);
    Matrix[] x = {Doubles.randomMatrix(random, 5, 3), Doubles.randomMatrix(random, 5, 3)};
    Matrix ct = Doubles.randomMatrix(random, 5, 2);
    float[][] expected = new float[2][];
    for (int t = 0; t < 2; t++) {
      MlpEvaluator fresh = c.evaluator();
      Matrix dx = new Matrix(5, 3);
      fresh.forward(5, 0, x[t], new Matrix(5, 2));
      fresh.backward(5, 0, x[t], ct, dx);
      expected[t] = dx.toArray();
    }
    MlpEvaluator evaluator = c.evaluator();
    evaluator.reserve(5, 2);
    evaluator.forward(5, 0, x[0], new Matrix(5, 2));
    evaluator.forward(5, 1, x[1], new Matrix(5, 2));
    // More tapes for no more rows: what is recorded stays.
    evaluator.reserve(4, 6);
    for (int t : new int[] {1, 0}) {
      Matrix dx = new Matrix(5, 3);
      evaluator.backward(5, t, x[t], ct, dx);
      assertArrayEquals(expected[t], dx.toArray());
    }
  }

  @Test
  void addsUpGradientsUntilTheyAreDrained() {
    Case c = Case.of(Activation.RELU, 4, 6, 3);
    SplittableRandom random = new SplittableRandom(4);
    Matrix x = Doubles.randomMatrix(random, 3, 4);
    Matrix ct = Doubles.randomMatrix(random, 3, 3);
    MlpEvaluator evaluator = c.evaluator();
    evaluator.forward(3, 0, x, new Matrix(3, 3));
    evaluator.backward(3, 0, x, ct, new Matrix(3, 4));
    float[] once = new float[c.p.length];
    evaluator.drainGradient(once);
    evaluator.backward(3, 0, x, ct, new Matrix(3, 4));
    evaluator.backward(3, 0, x, ct, new Matrix(3, 4));
    float[] twiceOnTop = new float[c.p.length];
    twiceOnTop[0] = 7;
    evaluator.drainGradient(twiceOnTop);
    for (int i = 1; i < once.length; i++) {
      assertEquals(2 * once[i], twiceOnTop[i], 1e-6);
    }
    assertEquals(7, twiceOnTop[0], "a parameter of someone else");
    float[] nothing = new float[c.p.length];
    evaluator.drainGradient(nothing);
    assertArrayEquals(new float[c.p.length], nothing);
  }

  @Test
  void takesNewWeightsOnLoad() {
    Case c = Case.of(Activation.TANH, 2, 5, 2);
    MlpEvaluator evaluator = c.evaluator();
    Parameters doubled = c.parameters.copy();
    for (int i = 0; i < doubled.size(); i++) {
      doubled.values()[i] *= 2;
    }
    evaluator.load(doubled);
    Matrix x = Matrix.of(new float[][] {{0.3f, -0.2f}});
    Matrix y = new Matrix(1, 2);
    evaluator.forward(1, 0, x, y);
    double[] expected = Networks.mlp(c.mlp, Doubles.of(doubled.values()), Doubles.row(x, 0));
    Doubles.assertClose(expected, Doubles.row(y, 0), TOLERANCE);
  }

  @Test
  void givesARowTheSameBitsInEveryBatch() {
    Case c = Case.of(Activation.TANH, 7, 33, 17, 7);
    MlpEvaluator evaluator = c.evaluator();
    int rows = 19;
    Matrix x = Doubles.randomMatrix(new SplittableRandom(5), rows, 7);
    Matrix ct = Doubles.randomMatrix(new SplittableRandom(6), rows, 7);
    Matrix y = new Matrix(rows, 7);
    Matrix dx = new Matrix(rows, 7);
    evaluator.forward(rows, 0, x, y);
    evaluator.backward(rows, 0, x, ct, dx);
    for (int r = 0; r < rows; r++) {
      Matrix one = new Matrix(1, 7);
      Matrix oneCt = new Matrix(1, 7);
      one.copyRow(0, x, r);
      oneCt.copyRow(0, ct, r);
      Matrix oneY = new Matrix(1, 7);
      Matrix oneDx = new Matrix(1, 7);
      evaluator.forward(1, 0, one, oneY);
      evaluator.backward(1, 0, one, oneCt, oneDx);
      for (int j = 0; j < 7; j++) {
        assertEquals(y.get(r, j), oneY.get(0, j));
        assertEquals(dx.get(r, j), oneDx.get(0, j));
      }
    }
    assertTrue(c.parameters.isFinite());
  }
}
