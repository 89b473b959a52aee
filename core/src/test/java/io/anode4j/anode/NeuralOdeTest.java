package io.anode4j.anode;

import static io.anode4j.anode.NeuralOdeGradientTest.FIXED;
import static io.anode4j.anode.NeuralOdeGradientTest.mlp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Elementwise;
import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Sequential;
import io.anode4j.nn.TiedResidualStack;
import io.anode4j.nn.TimeConcat;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.reference.Doubles;
import io.anode4j.reference.FieldGradient;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NeuralOdeTest {
  private static final Solver FINE = Solver.dopri5(1e-6, 1e-7);

  private final ParameterLayout.Builder layout = ParameterLayout.builder();

  @Test
  void theResidualStackTendsToTheOdeAtOrderOne() {
    Layer f = new TimeConcat(mlp(layout, "f", 4, 3));
    Network ode = Network.create(NeuralOde.of(f, FINE), layout.build(), 1);
    Matrix x = Doubles.randomMatrix(new SplittableRandom(2), 4, 3);
    double[] exact = Doubles.of(ode.apply(x).toArray());
    double[] errors = new double[4];
    for (int i = 0; i < 4; i++) {
      Network stack = new Network(new TiedResidualStack(f, 8 << i), ode.parameters());
      errors[i] = Doubles.relativeError(exact, Doubles.of(stack.apply(x).toArray()));
    }
    double slope = Math.log(errors[0] / errors[3]) / Math.log(8);
    assertEquals(1, slope, 0.1, "errors " + Arrays.toString(errors));
  }

  @Test
  void isEulersMethodBitForBitWithEulersSolver() {
    Layer f = mlp(layout, "f", 3, 3);
    Network ode = Network.create(NeuralOde.of(f, Solver.euler(0.125)), layout.build(), 1);
    Network stack = new Network(new TiedResidualStack(f, 8), ode.parameters());
    Matrix x = Doubles.randomMatrix(new SplittableRandom(2), 5, 3);
    double[] expected = Doubles.of(stack.apply(x).toArray());
    // The stack multiplies and adds, the solver fuses both: one rounding a step.
    Doubles.assertClose(expected, Doubles.of(ode.apply(x).toArray()), 1e-6);
  }

  /** A linear field: f = A·y, so that energies and norms have closed forms. */
  @Test
  void measuresEnergyAndJacobianOfALinearField() {
    Dense a = Dense.in(layout, "A", 2, 2);
    Parameters p = new Parameters(layout.build(), new float[] {0, 1, -1, 0, 0, 0});
    Matrix x = Matrix.of(new float[][] {{1, 0}, {0, 2}});
    for (double weight : new double[] {0, 1}) {
      Regularization r = new Regularization(1 - weight, weight, 0);
      LayerEvaluator e = new Network(NeuralOde.of(a, FINE).with(r), p).evaluator();
      e.resample(new SplittableRandom(1));
      e.forward(2, 0, new double[2], x, new Matrix(2, 2));
      // A rotation: ‖f‖ = ‖y‖ = const, mean of 1 and 4; ‖A·ε‖² = ‖ε‖² = 2 for signs.
      assertEquals(weight == 0 ? 2.5 : 2, e.penalty(0), 1e-5);
      e.settle();
      e.forward(2, 0, new double[2], x, new Matrix(2, 2));
      assertEquals(0, e.penalty(0), "none outside training");
    }
  }

  @Test
  void drawsTheEndTimeAroundItsMean() {
    Dense f = Dense.in(layout, "f", 1, 1);
    Parameters p = new Parameters(layout.build(), new float[] {0, 1});
    Regularization steer = Regularization.none().withEndTimeSpread(0.25);
    LayerEvaluator e = new Network(NeuralOde.of(f, FINE).with(steer), p).evaluator();
    SplittableRandom random = new SplittableRandom(1);
    Matrix y = new Matrix(1, 1);
    double sum = 0;
    for (int i = 0; i < 400; i++) {
      e.resample(random);
      e.forward(1, 0, new double[1], new Matrix(1, 1), y);
      assertTrue(Math.abs(y.get(0, 0) - 1) <= 0.25 + 1e-6, "y′ = 1 measures time: " + y.get(0, 0));
      sum += y.get(0, 0);
    }
    // Five standard errors of a uniform: 0.25/√3/√400·5.
    assertEquals(1, sum / 400, 0.036);
    e.settle();
    e.forward(1, 0, new double[1], new Matrix(1, 1), y);
    assertEquals(1, y.get(0, 0), 1e-6);
  }

  @Test
  void countsEvaluationsAndFailedRows() {
    Dense f = Dense.in(layout, "f", 1, 1);
    Parameters p = new Parameters(layout.build(), new float[] {1, 0});
    LayerEvaluator e = new Network(Sequential.of(NeuralOde.of(f, FIXED)), p).evaluator();
    Matrix x = Matrix.of(new float[][] {{1}, {Float.NaN}});
    Matrix y = new Matrix(2, 1);
    e.forward(2, 0, new double[2], x, y);
    assertEquals(Math.E, y.get(0, 0), 1e-5);
    assertTrue(Float.isNaN(y.get(1, 0)));
    FieldEvaluations forward = e.takeEvaluations();
    assertEquals(1, forward.failed());
    assertEquals(2, forward.rows());
    assertTrue(forward.forward() >= 33, "eight steps of four stages: " + forward);
    e.forward(1, 0, new double[1], x, y);
    e.backward(1, 0, new double[1], x, Matrix.of(new float[][] {{1}}), new Matrix(1, 1));
    assertTrue(e.takeEvaluations().backward() >= 32);
    assertEquals(FieldEvaluations.NONE, e.takeEvaluations());
  }

  @Test
  void refusesWhatCannotBe() {
    Layer wide = mlp(layout, "w", 2, 3);
    Layer f = mlp(layout, "f", 2, 2);
    assertRefused("2 components to 3", () -> NeuralOde.of(wide, FINE));
    assertRefused("2 components to 3", () -> new LayerField(wide, new Parameters(layout.build())));
    assertRefused("NaN", () -> NeuralOde.of(f, FINE).over(0, Double.NaN));
    assertRefused(
        "moved by up to 1",
        () -> NeuralOde.of(f, FINE).with(Regularization.none().withEndTimeSpread(1)));
    assertRefused("kinetic -1", () -> Regularization.none().withKineticEnergy(-1));
    assertRefused("from 2 inputs", () -> new SecondOrder(f));
    assertRefused("more inputs than outputs", () -> new Conditioned(f));
    assertRefused("Keeping 3 of 2", () -> new FirstColumns(2, 3));
    assertRefused(
        "2 features by 1", () -> new Augment(new Augmentation(2, 1), mlp(layout, "g", 2, 2)));
    assertEquals(2, new Conditioned(mlp(layout, "c", 3, 1)).conditions());
  }

  @Test
  void aSolveHasNoTangentsAndSaysWhatHas() {
    LayerEvaluator solve = NeuralOde.of(mlp(layout, "f", 2, 2), FIXED).evaluator();
    Matrix m = new Matrix(1, 2);
    double[] t = {0};
    List<Executable> calls =
        List.of(
            () -> solve.forwardTangent(1, 1, 0, t, m, m, m, m),
            () -> solve.backwardTangent(1, 1, 0, t, m, m, m, m, m, m));
    for (Executable call : calls) {
      String message = assertThrows(UnsupportedOperationException.class, call).getMessage();
      assertTrue(message.contains("NeuralOdeEvaluator has no directional"), message);
    }
  }

  private static void assertRefused(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void aFusedPerceptronSolvesAsItsLayersOneAfterTheOther() {
    LayerField fused = RandomField.of(4, 2, 3, 16, 3);
    List<Dense> layers = ((Mlp) fused.layer()).layers();
    Layer apart = Sequential.of(layers.get(0), new Elementwise(Activation.TANH, 16), layers.get(1));
    LayerField field = new LayerField(apart, fused.parameters());
    Matrix y0 = Doubles.randomMatrix(new SplittableRandom(5), 6, 3);
    assertArrayEquals(
        FINE.solve(fused, y0, 0, 2).values().toArray(),
        FINE.solve(field, y0, 0, 2).values().toArray());
    Matrix ct = FieldGradient.filled(6, 3, 1);
    assertArrayEquals(
        FieldGradient.of(fused, FINE, y0, 1, ct).parameters(),
        FieldGradient.of(field, FINE, y0, 1, ct).parameters());
    float[] half = field.parameterValues();
    half[0] /= 2;
    assertArrayEquals(half, field.withParameterValues(half).parameterValues());
  }

  @Test
  void aLambdaCanBeDifferentiatedByDifferences() {
    VectorField.RowFunction pendulum =
        (t, y, dy) -> {
          dy[0] = y[1];
          dy[1] = -Math.sin(y[0]) + t;
        };
    VectorField exact =
        VectorField.of(
            2,
            pendulum,
            (t, y, ct, out) -> {
              out[0] = -ct[1] * Math.cos(y[0]);
              out[1] = ct[0];
            });
    VectorField differenced = VectorField.withFiniteDifferences(2, pendulum);
    Matrix y = Matrix.of(new float[][] {{0.5f, -1}, {300, 2}});
    Matrix ct = Matrix.of(new float[][] {{1, 2}, {-3, 0.5f}});
    Matrix a = new Matrix(2, 2);
    Matrix b = new Matrix(2, 2);
    exact.evaluator().pullback(2, 0, new double[2], y, ct, a);
    differenced.evaluator().pullback(2, 0, new double[2], y, ct, b);
    Doubles.assertClose(Doubles.of(a.toArray()), Doubles.of(b.toArray()), 1e-6);
    String message =
        assertThrows(
                IllegalStateException.class,
                () ->
                    VectorField.of(2, pendulum).evaluator().pullback(1, 0, new double[1], y, ct, a))
            .getMessage();
    assertTrue(message.contains("withFiniteDifferences"), message);
  }
}
