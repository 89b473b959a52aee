package io.anode4j.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.RowNoise;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.reference.Doubles;
import io.anode4j.reference.DualLayers;
import io.anode4j.reference.DualLayers.Dual;
import io.anode4j.reference.LayerContract;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FlowFieldTest {
  /** f as Chen et al. write it, in double precision. */
  private static Dual gated(GatedHypernetwork layer, double[] p, double t, Dual z) {
    double[] q =
        DualLayers.apply(layer.hypernetwork(), p, 0, Dual.constant(new double[] {t})).value();
    int d = layer.dimension();
    int m = layer.width();
    double[] y = new double[d];
    double[] v = new double[d];
    for (int k = 0; k < m; k++) {
      double s = q[3 * m * d + k];
      double along = 0;
      for (int i = 0; i < d; i++) {
        s += q[k * d + i] * z.value()[i];
        along += q[k * d + i] * z.tangent()[i];
      }
      double slope = 1 / (Math.cosh(s) * Math.cosh(s));
      for (int i = 0; i < d; i++) {
        double u = q[(m + k) * d + i] / (1 + Math.exp(-q[(2 * m + k) * d + i]));
        y[i] += u * Math.tanh(s) / m;
        v[i] += u * slope * along / m;
      }
    }
    return new Dual(y, v);
  }

  @Test
  void theGatedFieldKeepsTheContractOfLayers() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    GatedHypernetwork layer = GatedHypernetwork.in(layout, "h", 2, 3, 5);
    Parameters p = Network.create(layer, layout.build(), 1).parameters();
    LayerContract contract = new LayerContract(layer, p, (q, t, z) -> gated(layer, q, t, z), 4e-6);
    contract.followsItsFormula();
    contract.pullsBackExactly();
    contract.differentiatesTwice();
    contract.keepsTapesAndRowsApart();
  }

  @Test
  void theGatedFieldSharesItsHypernetworkAtOneTime() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer layer = FlowFields.gated(layout, "h", 2, 8);
    Network network = Network.create(layer, layout.build(), 2);
    Matrix x = Doubles.randomMatrix(new SplittableRandom(3), 4, 2);
    Matrix ct = Doubles.randomMatrix(new SplittableRandom(4), 4, 2);
    double[][] times = {{0.5, 0.5, 0.5, 0.5}, {0.5, 0.5, 0.5, 0.6}};
    Matrix[] y = new Matrix[2];
    Matrix[] dx = new Matrix[2];
    for (int i = 0; i < 2; i++) {
      LayerEvaluator evaluator = network.evaluator();
      y[i] = new Matrix(4, 2);
      dx[i] = new Matrix(4, 2);
      evaluator.forward(4, 0, times[i], x, y[i]);
      evaluator.backward(4, 0, times[i], x, ct, dx[i]);
    }
    for (int r = 0; r < 3; r++) {
      assertEquals(y[0].get(r, 0), y[1].get(r, 0));
      assertEquals(dx[0].get(r, 1), dx[1].get(r, 1));
    }
    assertTrue(y[0].get(3, 0) != y[1].get(3, 0));
  }

  /** The trace by the reference's tangents, and its gradient by differences of that. */
  @ParameterizedTest
  @CsvSource({
    "EXACT,TANH,false",
    "EXACT,SOFTPLUS,false",
    "HUTCHINSON,TANH,false",
    "HUTCHINSON,SOFTPLUS,false",
    "EXACT,TANH,true",
    "HUTCHINSON,TANH,true"
  })
  void theTraceAndItsGradientAreExact(Trace trace, Activation activation, boolean energies) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer field = FlowFields.ffjord(layout, "f", activation, 2, 7, 6, 2);
    Parameters p = Network.create(field, layout.build(), 4).parameters();
    double[][] signs = signs();
    // Values near 1 and traces of a few terms more.
    LayerContract contract =
        new LayerContract(
            new LogDensityDynamics(field, trace, energies),
            p,
            (q, t, x) -> withTrace(field, q, t, x.value(), trace, signs),
            1e-5);
    contract.followsItsFormula();
    contract.pullsBackExactly();
    contract.keepsTapesAndRowsApart();
  }

  /** Signs of the row numbers −1, 0 and 1, to which the random states of the contract round. */
  private static double[][] signs() {
    double[][] signs = new double[3][];
    Matrix to = new Matrix(1, 2);
    for (int row = -1; row <= 1; row++) {
      new RowNoise().gather(1, Matrix.of(new float[][] {{row}}), 0, to);
      signs[row + 1] = Doubles.row(to, 0);
    }
    return signs;
  }

  private static Dual withTrace(
      Layer field, double[] q, double t, double[] x, Trace trace, double[][] signs) {
    double[] z = {x[0], x[1]};
    double[][] directions =
        trace == Trace.EXACT
            ? new double[][] {{1, 0}, {0, 1}}
            : new double[][] {signs[(int) Math.round(x[3]) + 1]};
    double[] y = new double[x.length];
    int energy = trace == Trace.EXACT ? 3 : 4;
    for (double[] u : directions) {
      Dual out = DualLayers.apply(field, q, t, new Dual(z, u));
      y[0] = out.value()[0];
      y[1] = out.value()[1];
      y[2] -= Doubles.dot(out.tangent(), u);
      if (x.length > energy) {
        y[energy] = Doubles.dot(out.value(), out.value());
        y[energy + 1] += Doubles.dot(out.tangent(), out.tangent());
      }
    }
    return Dual.constant(y);
  }

  @Test
  void hutchinsonIsUnbiased() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense a = Dense.in(layout, "A", 3, 3);
    float[] values = {1, 2, -1, 0.5f, -3, 1, 2, 0, 4, 0, 0, 0};
    LayerEvaluator e = new LogDensityDynamics(a, Trace.HUTCHINSON).evaluator();
    e.load(new Parameters(layout.build(), values));
    int rows = 20_000;
    Matrix x = new Matrix(rows, 5);
    for (int r = 0; r < rows; r++) {
      x.set(r, 4, r);
    }
    Matrix y = new Matrix(rows, 5);
    e.resample(new SplittableRandom(1));
    e.forward(rows, 0, new double[rows], x, y);
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      sum -= y.get(r, 3);
    }
    // Of signs: variance Σ over pairs of (aᵢⱼ + aⱼᵢ)² = 2.5² + 1² + 1² = 8.25; five standard
    // errors.
    assertEquals(2, sum / rows, 5 * Math.sqrt(8.25 / rows));
  }

  @Test
  void refusesWhatCannotFlow() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense wide = Dense.in(layout, "w", 2, 3);
    assertRefused("2 components to 3", () -> new LogDensityDynamics(wide, Trace.EXACT));
    assertRefused(
        "first and last equal", () -> FlowFields.ffjord(layout, "f", Activation.TANH, 2, 3));
    Mlp mlp = Mlp.in(layout, "m", Activation.TANH, 1, 5);
    assertRefused("expected 1 and 14", () -> new GatedHypernetwork(2, 2, mlp));
  }

  private static void assertRefused(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  private static double half(double x) {
    return Math.exp(-x * x / 2);
  }

  @ParameterizedTest
  @EnumSource
  void energiesHaveTheirPublishedForm(PlaneEnergy energy) {
    double[] z = {0.7, -0.4};
    double v = -0.4 - Math.sin(Math.PI * 0.35);
    double w2 = 3 * half((0.7 - 1) / 0.6);
    double w3 = 3 / (1 + Math.exp((1 - 0.7) / 0.3));
    double ring = (Math.hypot(0.7, 0.4) - 2) / 0.4;
    double expected =
        switch (energy) {
          case U1 -> ring * ring / 2 - Math.log(half(1.3 / 0.6) + half(2.7 / 0.6));
          case U2 -> v * v / 0.32;
          case U3 -> -Math.log(half(v / 0.35) + half((v + w2) / 0.35));
          case U4 -> -Math.log(half(v / 0.4) + half((v + w3) / 0.35));
        };
    assertEquals(expected, energy.at(z), 1e-12);
    double[] gradient = new double[2];
    energy.gradient(new double[] {5, 0}, gradient);
    assertTrue(gradient[0] > 5, "confined: " + gradient[0]);
  }
}
