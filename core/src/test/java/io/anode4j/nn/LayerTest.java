package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.DualLayers;
import io.anode4j.reference.LayerContract;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerTest {
  /** Float32 with sums of up to 20 terms of size 1, tanh to 3.5e-7, a few layers deep. */
  private static final double TOLERANCE = 4e-6;

  private record Case(String name, Layer layer, Parameters parameters) {
    static Case of(String name, Function<ParameterLayout.Builder, Layer> architecture) {
      ParameterLayout.Builder layout = ParameterLayout.builder();
      Layer layer = architecture.apply(layout);
      Network network = Network.create(layer, layout.build(), name.hashCode());
      return new Case(name, layer, network.parameters());
    }

    LayerContract contract() {
      return new LayerContract(
          layer, parameters, (p, t, x) -> DualLayers.apply(layer, p, t, x), TOLERANCE);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Layer smooth(ParameterLayout.Builder l, String name, int in, int out) {
    return Sequential.of(
        Dense.in(l, name + "a", in, 9),
        Activation.SOFTPLUS.layer(9),
        Dense.in(l, name + "b", 9, out));
  }

  static Stream<Case> layers() {
    return Stream.of(
        Case.of("dense", l -> Dense.in(l, "d", 3, 17)),
        Case.of("mlp", l -> Mlp.in(l, "m", Activation.TANH, 3, 9, 18, 2)),
        Case.of("identity", l -> Activation.IDENTITY.layer(4)),
        Case.of("tanh", l -> Activation.TANH.layer(19)),
        Case.of("sigmoid", l -> Activation.SIGMOID.layer(3)),
        Case.of("softplus", l -> Activation.SOFTPLUS.layer(3)),
        Case.of("elu", l -> Activation.ELU.layer(3)),
        Case.of("relu", l -> Activation.RELU.layer(5)),
        Case.of("sequence", l -> smooth(l, "s", 4, 3)),
        Case.of("one in sequence", l -> Sequential.of(Dense.in(l, "d", 2, 3))),
        Case.of("residual", l -> new Residual(smooth(l, "r", 3, 3), 0.7)),
        Case.of("tied stack", l -> new TiedResidualStack(smooth(l, "t", 3, 3), 4)),
        Case.of("timed stack", l -> new TiedResidualStack(new TimeConcat(smooth(l, "t", 4, 3)), 3)),
        Case.of("time", l -> new TimeConcat(smooth(l, "c", 4, 2))),
        Case.of("spectral, above its bound", l -> SpectralDense.in(l, "p", 6, 5, 0.4)),
        Case.of("spectral, below its bound", l -> SpectralDense.in(l, "p", 6, 5, 4)),
        Case.of(
            "invertible residual",
            l -> InvertibleResidual.in(l, "i", 0.7, Activation.TANH, 3, 9, 7, 3)),
        Case.of("concat squash", l -> ConcatSquash.in(l, "q", 3, 5)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void followsItsFormula(Case c) {
    c.contract().followsItsFormula();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void pullsBackExactly(Case c) {
    c.contract().pullsBackExactly();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void keepsTapesAndRowsApart(Case c) {
    c.contract().keepsTapesAndRowsApart();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void differentiatesTwice(Case c) {
    c.contract().differentiatesTwice();
  }

  @Test
  void theMlpAndItsUnfusedTwinAgreeBitForBit() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "m", Activation.TANH, 3, 20, 20, 3);
    Network fused = Network.create(mlp, layout.build(), 1);
    Matrix x = Matrix.of(new float[][] {{0.1f, -2, 3}, {4, 5, 0.6f}});
    assertArrayEquals(
        fused.apply(x).toArray(),
        new Network(mlp.unfused(), fused.parameters()).apply(x).toArray());
  }

  @Test
  void anMlpTakesNewWeightsForItsTangents() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "m", Activation.TANH, 1, 2, 1);
    Network network = Network.create(mlp, layout.build(), 1);
    MlpEvaluator evaluator = mlp.evaluator();
    Matrix one = Matrix.of(new float[][] {{1}});
    Matrix v = new Matrix(1, 1);
    evaluator.load(network.parameters());
    evaluator.forwardTangent(1, 1, 0, new double[1], one, one, new Matrix(1, 1), v);
    assertTrue(v.get(0, 0) != 0);
    evaluator.load(new Parameters(layout.build()));
    evaluator.forwardTangent(1, 1, 0, new double[1], one, one, new Matrix(1, 1), v);
    assertEquals(0, v.get(0, 0));
  }

  @Test
  void refusesSizesThatDoNotFit() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense wide = Dense.in(layout, "wide", 2, 3);
    Dense one = Dense.in(layout, "one", 1, 1);
    assertRefused("Layer 1 takes 2 inputs", () -> Sequential.of(wide, wide));
    assertRefused("no layers", Sequential::of);
    assertRefused("2 inputs and 3 outputs", () -> Residual.of(wide));
    assertRefused("2 inputs and 3 outputs", () -> new TiedResidualStack(wide, 2));
    assertRefused("0 blocks", () -> new TiedResidualStack(one, 0));
    assertRefused("only 1", () -> new TimeConcat(one));
    assertRefused("in 2 groups", () -> GroupNorm.in(layout, "n", 2, 3, 1));
    assertRefused("0 values", () -> Activation.TANH.layer(0));
    Network network = Network.create(one, layout.build(), 1);
    assertRefused("2 columns", () -> network.apply(new Matrix(1, 2)));
  }

  private static void assertRefused(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void drawsFirstWeightsByFanIn() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense dense = Dense.in(layout, "d", 16, 400);
    Parameters parameters = new Parameters(layout.build());
    dense.initialize(parameters, new SplittableRandom(1));
    float largest = 0;
    for (float v : parameters.values()) {
      largest = Math.max(largest, Math.abs(v));
    }
    assertTrue(largest <= 0.25f && largest > 0.249f, "uniform on ±1/√16: " + largest);
  }

  @Test
  void countsEvaluations() {
    FieldEvaluations a = new FieldEvaluations(10, 20, 2, 1);
    assertEquals(new FieldEvaluations(20, 40, 4, 2), a.plus(a));
    assertEquals(5, a.forwardPerRow());
    assertEquals(10, a.backwardPerRow());
    assertEquals(0, FieldEvaluations.NONE.forwardPerRow());
    assertEquals(0, FieldEvaluations.NONE.backwardPerRow());
    ParameterLayout.Builder layout = ParameterLayout.builder();
    LayerEvaluator evaluator = Sequential.of(Dense.in(layout, "d", 1, 1)).evaluator();
    evaluator.resample(new SplittableRandom(1));
    evaluator.settle();
    assertEquals(FieldEvaluations.NONE, evaluator.takeEvaluations());
    assertEquals(0, evaluator.penalty(0));
  }
}
