package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Doubles;
import io.anode4j.reference.DualLayers.Dual;
import io.anode4j.reference.LayerContract;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PdeBlocksTest {
  /** K as a matrix, column by column from unit vectors, in double precision. */
  private static double[][] matrix(Layer map, double[] p) {
    if (map instanceof Dense dense) {
      double[][] k = new double[dense.outputs()][dense.inputs()];
      for (int o = 0; o < k.length; o++) {
        Arrays.setAll(k[o], i -> 0);
        for (int i = 0; i < k[o].length; i++) {
          k[o][i] = p[dense.weight().offset() + o * dense.inputs() + i];
        }
      }
      return k;
    }
    Conv2d conv = (Conv2d) map;
    ImageWindow w = conv.window();
    double[][] k = new double[conv.outputs()][conv.inputs()];
    for (int q = 0; q < k.length; q++) {
      int pixel = q % w.outputPixels();
      for (int c = 0; c < conv.inputChannels(); c++) {
        for (int a = 0; a < w.taps(); a++) {
          if (w.inside(pixel, a)) {
            int i = pixel / w.outputWidth() * w.stride() + a / w.side() - w.padding();
            int j = pixel % w.outputWidth() * w.stride() + a % w.side() - w.padding();
            int at = q / w.outputPixels() * conv.weight().columns() + c * w.taps() + a;
            k[q][(c * w.height() + i) * w.width() + j] = p[conv.weight().offset() + at];
          }
        }
      }
    }
    return k;
  }

  private static double[] bias(Layer map, double[] p) {
    double[] b = new double[map.outputs()];
    ParameterSlot slot = map instanceof Dense dense ? dense.bias() : ((Conv2d) map).bias();
    int pixels = map instanceof Conv2d conv ? conv.window().outputPixels() : 1;
    Arrays.setAll(b, o -> slot == null ? 0 : p[slot.offset() + o / pixels]);
    return b;
  }

  /** s·Kᵀ tanh(K·x + b) by K written out as a matrix. */
  private static double[] symmetric(SymmetricLayer layer, double[] p, double[] x) {
    double[][] k = matrix(layer.map(), p);
    double[] y = new double[x.length];
    double[] b = bias(layer.map(), p);
    for (int o = 0; o < k.length; o++) {
      double z = b[o];
      for (int i = 0; i < x.length; i++) {
        z += k[o][i] * x[i];
      }
      for (int i = 0; i < x.length; i++) {
        y[i] += layer.factor() * k[o][i] * Math.tanh(z);
      }
    }
    return y;
  }

  /** Float32 sums of up to 80 terms below 1, twice. */
  private static void keepsTheContract(Layer map, ParameterLayout.Builder layout) {
    SymmetricLayer layer = new SymmetricLayer(map, Activation.TANH, -0.7);
    Parameters p = Network.create(layer, layout.build(), 1).parameters();
    LayerContract contract =
        new LayerContract(
            layer, p, (q, t, x) -> Dual.constant(symmetric(layer, q, x.value())), 1e-5);
    contract.followsItsFormula();
    contract.pullsBackExactly();
    contract.keepsTapesAndRowsApart();
  }

  @Test
  void symmetricLayersAreLayers() {
    ParameterLayout.Builder dense = ParameterLayout.builder();
    dense.add("before", 1, 3);
    keepsTheContract(Dense.in(dense, "k", 4, 7), dense);
    ParameterLayout.Builder bare = ParameterLayout.builder();
    keepsTheContract(Conv2d.in(bare, "k", ImageWindow.same(4, 3, 3), false, 2, 3), bare);
    ParameterLayout.Builder biased = ParameterLayout.builder();
    keepsTheContract(Conv2d.in(biased, "k", 3, 4, 1, false, 2, 5), biased);
    ParameterLayout.Builder strided = ParameterLayout.builder();
    ImageWindow window = new ImageWindow(5, 6, 4, 2, 1);
    keepsTheContract(Conv2d.in(strided, "k", window, false, 2, 3), strided);
  }

  private static double distance(Matrix a, Matrix b, int row) {
    double sum = 0;
    for (int j = 0; j < a.columns(); j++) {
      sum += Math.pow((double) a.get(row, j) - b.get(row, j), 2);
    }
    return Math.sqrt(sum);
  }

  /** No pair of states is farther apart after a step than before, up to the largest step. */
  @Test
  void parabolicStepsContract() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense map = Dense.in(layout, "k", 6, 9);
    ParameterLayout built = layout.build();
    for (double share : new double[] {0.2, 1}) {
      Parameters p = new Parameters(built);
      map.initialize(p, new SplittableRandom(2));
      double norm =
          io.anode4j.reference.DualLayers.largestSingularValue(
              map.weight(), Doubles.of(p.values()));
      Network step =
          new Network(PdeBlocks.parabolic(map, Activation.RELU, share * 2 / (norm * norm)), p);
      Matrix x = Doubles.randomMatrix(new SplittableRandom(3), 50, 6);
      Matrix z = Doubles.randomMatrix(new SplittableRandom(4), 50, 6);
      Matrix fx = step.apply(x);
      Matrix fz = step.apply(z);
      for (int r = 0; r < 50; r++) {
        assertTrue(distance(fx, fz, r) <= distance(x, z, r) * (1 + 1e-6));
      }
    }
  }

  /** With tanh, S = ln cosh. The error of a symplectic method is of order h and does not grow. */
  @Test
  void energyIsKeptOverAThousandSteps() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense first = Dense.in(layout, "first", 4, 4);
    Dense second = Dense.in(layout, "second", 4, 4);
    Parameters p = new Parameters(layout.build());
    first.initialize(p, new SplittableRandom(5));
    second.initialize(p, new SplittableRandom(6));
    Network hamiltonian =
        new Network(PdeBlocks.hamiltonian(first, second, Activation.TANH, 0.1), p);
    Network leapfrog = new Network(PdeBlocks.secondOrder(first, Activation.TANH, 0.1), p);
    Matrix a = Doubles.randomMatrix(new SplittableRandom(7), 1, 8);
    Matrix b = a;
    double energyA = potential(second, p, a, 0) + potential(first, p, a, 4);
    double energyB = kinetic(b) + potential(first, p, b, 4);
    for (int step = 0; step < 1000; step++) {
      a = hamiltonian.apply(a);
      b = leapfrog.apply(b);
      assertEquals(energyA, potential(second, p, a, 0) + potential(first, p, a, 4), 0.05 * energyA);
      assertEquals(energyB, kinetic(b) + potential(first, p, b, 4), 0.1 * energyB);
    }
  }

  private static double kinetic(Matrix row) {
    double sum = 0;
    for (int j = 0; j < 4; j++) {
      sum += Math.pow(row.get(0, j), 2) / 2;
    }
    return sum;
  }

  private static double potential(Dense map, Parameters p, Matrix row, int from) {
    Matrix half = new Matrix(1, 4);
    Columns.copy(1, 4, row, from, half, 0);
    double sum = 0;
    for (float z : new Network(map, p).apply(half).toArray()) {
      sum += Math.log(Math.cosh(z));
    }
    return sum;
  }

  /** Two leapfrog steps satisfy the three-term formula of the paper. */
  @Test
  void leapfrogIsTheThreeTermFormula() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense map = Dense.in(layout, "k", 3, 5);
    Parameters p = new Parameters(layout.build());
    map.initialize(p, new SplittableRandom(8));
    double h = 0.3;
    Network step = new Network(PdeBlocks.secondOrder(map, Activation.TANH, h), p);
    Matrix one = step.apply(Doubles.randomMatrix(new SplittableRandom(9), 1, 6));
    Matrix two = step.apply(one);
    Matrix three = step.apply(two);
    Matrix x = new Matrix(1, 3);
    Columns.copy(1, 3, two, 3, x, 0);
    Matrix force = new Network(new SymmetricLayer(map, Activation.TANH, -1), p).apply(x);
    for (int j = 0; j < 3; j++) {
      double expected = 2 * two.get(0, 3 + j) - one.get(0, 3 + j) + h * h * force.get(0, j);
      assertEquals(expected, three.get(0, 3 + j), 1e-6);
    }
  }

  @Test
  void stacksOfThemAreInvertible() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    ReversibleStack stack =
        ReversibleStack.in(
            layout,
            "stack",
            100,
            0.1,
            (one, name) ->
                new SymmetricLayer(
                    Dense.in(one, name, 5, 5), Activation.TANH, name.equals("f") ? 1 : -1));
    Network network = Network.create(stack, layout.build(), 1);
    Matrix x = Doubles.randomMatrix(new SplittableRandom(2), 3, 10);
    Matrix back = stack.inverse(network.parameters(), network.apply(x));
    assertArrayEquals(x.toArray(), back.toArray(), 1e-4f);
  }

  @Test
  void refusesMapsWithoutATranspose() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer mlp = Mlp.in(layout, "m", Activation.TANH, 2, 3, 2);
    Layer timed = Conv2d.in(layout, "c", 3, 3, 3, true, 1, 1);
    Layer dense = Dense.in(layout, "d", 2, 2);
    assertThrows(IllegalArgumentException.class, () -> new SymmetricLayer(mlp, Activation.TANH, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new SymmetricLayer(timed, Activation.TANH, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SymmetricLayer(dense, Activation.TANH, Double.NaN));
  }
}
