package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Doubles;
import io.anode4j.reference.DualLayers;
import io.anode4j.reference.LayerContract;
import io.anode4j.tensor.Matrix;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReversibleStackTest {
  private static final int HALF = 3;

  private static Layer half(ParameterLayout.Builder layout, String name) {
    return Mlp.in(layout, name, Activation.TANH, HALF, 16, HALF);
  }

  private static ReversibleStack stack(ParameterLayout.Builder layout, int depth) {
    return ReversibleStack.in(layout, "stack", depth, 4.0 / depth, ReversibleStackTest::half);
  }

  /** The same network as couplings in a row, which keep every activation. */
  private static Layer stored(ParameterLayout.Builder layout, int depth) {
    List<Layer> blocks = new ArrayList<>();
    for (int l = 0; l < depth; l++) {
      Layer f = half(layout, l + ".f");
      blocks.add(new Coupling(f, half(layout, l + ".g"), 4.0 / depth));
    }
    return new Sequential(blocks);
  }

  private static LayerContract contract(boolean reversible) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.add("before", 1, 5); // The stack's weights must be found behind others.
    Layer layer = reversible ? stack(layout, 4) : Coupling.of(half(layout, "f"), half(layout, "g"));
    Parameters parameters = Network.create(layer, layout.build(), 3).parameters();
    return new LayerContract(
        layer, parameters, (p, t, x) -> DualLayers.apply(layer, p, t, x), 4e-6);
  }

  static Stream<LayerContract> contracts() {
    return Stream.of(contract(true), contract(false));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void isALayer(LayerContract contract) {
    contract.followsItsFormula();
    contract.pullsBackExactly();
    contract.keepsTapesAndRowsApart();
  }

  private record Gradient(float[] input, float[] weights) {
    static Gradient of(Layer layer, Parameters parameters, Matrix x, Matrix dy) {
      LayerEvaluator evaluator = layer.evaluator();
      evaluator.load(parameters);
      Matrix dx = new Matrix(x.rows(), x.columns());
      double[] t = new double[x.rows()];
      evaluator.forward(x.rows(), 0, t, x, new Matrix(x.rows(), x.columns()));
      evaluator.backward(x.rows(), 0, t, x, dy, dx);
      float[] gradient = new float[parameters.size()];
      evaluator.drainGradient(gradient);
      return new Gradient(dx.toArray(), gradient);
    }
  }

  @Test
  void recomputedGradientIsTheStoredOneToRounding() {
    for (int depth : new int[] {1, 10, 200}) {
      ParameterLayout.Builder one = ParameterLayout.builder();
      ReversibleStack reversible = stack(one, depth);
      Network network = Network.create(reversible, one.build(), 7);
      ParameterLayout.Builder other = ParameterLayout.builder();
      Layer stored = stored(other, depth);
      Parameters same = new Parameters(other.build(), network.parameters().values());
      SplittableRandom random = new SplittableRandom(1);
      Matrix x = Doubles.randomMatrix(random, 20, 2 * HALF);
      Matrix dy = Doubles.randomMatrix(random, 20, 2 * HALF);
      assertArrayEquals(
          new Network(stored, same).apply(x).toArray(), network.apply(x).toArray(), "" + depth);
      Gradient a = Gradient.of(stored, same, x, dy);
      Gradient b = Gradient.of(reversible, network.parameters(), x, dy);
      // One rounding a block, 6e-8 of values of size 1, that adds up like a random walk.
      double tolerance = 2e-6 * Math.sqrt(depth);
      double weights = Doubles.relativeError(Doubles.of(a.weights()), Doubles.of(b.weights()));
      assertTrue(weights < tolerance, depth + " blocks: " + weights);
      double input = Doubles.relativeError(Doubles.of(a.input()), Doubles.of(b.input()));
      assertTrue(input < tolerance, depth + " blocks: " + input);
    }
  }

  @Test
  void invertsItself() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    ReversibleStack stack = stack(layout, 50);
    Network network = Network.create(stack, layout.build(), 2);
    Matrix x = Doubles.randomMatrix(new SplittableRandom(5), 30, 2 * HALF);
    Matrix back = stack.inverse(network.parameters(), network.apply(x));
    Doubles.assertClose(Doubles.of(x.toArray()), Doubles.of(back.toArray()), 1e-5);
    assertThrows(
        IllegalArgumentException.class,
        () -> stack.inverse(network.parameters(), new Matrix(1, 5)));
  }

  /** What a workspace holds after a pass, and held not when only its weights were loaded. */
  private static long bytes(Layer layer, ParameterLayout layout) {
    LayerEvaluator evaluator = Network.create(layer, layout, 1).evaluator();
    long before = live();
    int rows = 2000;
    Matrix x = new Matrix(rows, 2 * HALF);
    Matrix dx = new Matrix(rows, 2 * HALF);
    double[] t = new double[rows];
    evaluator.forward(rows, 0, t, x, dx);
    evaluator.backward(rows, 0, t, x, x, dx);
    long after = live();
    Reference.reachabilityFence(evaluator);
    return after - before;
  }

  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void memoryIsTheSameAtEveryDepth() {
    List<Long> flat = new ArrayList<>();
    List<Long> rising = new ArrayList<>();
    for (int depth : new int[] {2, 10, 200}) { // the first one loads classes
      ParameterLayout.Builder one = ParameterLayout.builder();
      Layer reversible = stack(one, depth);
      flat.add(bytes(reversible, one.build()));
      ParameterLayout.Builder other = ParameterLayout.builder();
      Layer stored = stored(other, depth);
      rising.add(bytes(stored, other.build()));
    }
    // 2,000 rows of 16 hidden units are 128 kB, twice a block: 50 MB at depth 200.
    assertEquals(flat.get(1), flat.get(2), 1e6, () -> flat + " and " + rising);
    assertTrue(rising.get(2) > 50e6 + flat.get(2), () -> flat + " and " + rising);
  }

  @Test
  void refusesWhatDoesNotFit() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer three = Dense.in(layout, "a", 3, 3);
    Layer two = Dense.in(layout, "b", 2, 2);
    Layer odd = Dense.in(layout, "c", 2, 3);
    assertThrows(IllegalArgumentException.class, () -> Coupling.of(three, two));
    assertThrows(IllegalArgumentException.class, () -> Coupling.of(odd, odd));
    ParameterSlot wrong = layout.add("d", 4, 7);
    Coupling block = Coupling.of(three, three);
    ParameterLayout built = layout.build();
    assertThrows(IllegalArgumentException.class, () -> new ReversibleStack(block, built, wrong));
    ParameterLayout.Builder other = ParameterLayout.builder();
    ReversibleStack stack = stack(other, 2);
    assertEquals(2, stack.depth());
    Matrix x = new Matrix(1, 6);
    assertThrows(
        IllegalStateException.class,
        () -> stack.evaluator().forward(1, 0, new double[1], x, new Matrix(1, 6)));
  }
}
