package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.NeuralOde;
import io.anode4j.flow.ContinuousFlow;
import io.anode4j.flow.FlowFields;
import io.anode4j.flow.PlanarFlow;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers compute with weights that are theirs, or refuse. */
class LoadedWeightsTest {
  static Stream<Arguments> layers() {
    return Stream.of(
        layer("dense", l -> Dense.in(l, "a", 3, 3)),
        layer("perceptron", l -> Mlp.in(l, "a", Activation.TANH, 3, 5, 3)),
        layer("gated by time", l -> ConcatSquash.in(l, "a", 3, 3)),
        layer("normalised", l -> GroupNorm.in(l, "a", 1, 3, 1)),
        layer("convolution", l -> Conv2d.in(l, "a", 3, 3, 1, false, 1, 1)),
        layer("hypernetwork", l -> FlowFields.gated(l, "a", 3, 4)),
        layer("residual", l -> Residual.of(Dense.in(l, "a", 3, 3))),
        layer("solved", l -> NeuralOde.of(Dense.in(l, "a", 3, 3), Solver.dopri5(1e-3, 1e-3))));
  }

  private static Arguments layer(String name, Function<ParameterLayout.Builder, Layer> make) {
    return argumentSet(name, make);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void anotherLayoutIsRefused(Function<ParameterLayout.Builder, Layer> make) {
    Layer layer = make.apply(ParameterLayout.builder());
    ParameterLayout.Builder shifted = ParameterLayout.builder();
    shifted.add("first", 1, 1);
    make.apply(shifted);
    ParameterLayout.Builder renamed = ParameterLayout.builder();
    renamed.add("other", 400, 400); // Large enough for all to fit, and none of it the layer's.
    for (ParameterLayout other :
        new ParameterLayout[] {
          shifted.build(), renamed.build(), ParameterLayout.builder().build()
        }) {
      refused(() -> Network.create(layer, other, 1));
      refused(() -> new Network(layer, new Parameters(other)));
      refused(() -> layer.evaluator().load(new Parameters(other)));
      refused(() -> layer.initialize(new Parameters(other), new SplittableRandom(1)));
      refused(() -> new LayerField(layer, new Parameters(other)).evaluator());
    }
  }

  private static void refused(Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains("'a") && message.contains("builder"), message);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void evaluatingBeforeLoadingIsRefused(Function<ParameterLayout.Builder, Layer> make) {
    Layer layer = make.apply(ParameterLayout.builder());
    LayerEvaluator evaluator = layer.evaluator();
    Matrix x = new Matrix(2, layer.inputs());
    Matrix y = new Matrix(2, layer.outputs());
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> evaluator.forward(2, 0, new double[2], x, y));
    assertTrue(e.getMessage().contains("load"), e.getMessage());
  }

  @Test
  void recurrentCellsRefuseToo() {
    GruCell cell = GruCell.in(ParameterLayout.builder(), "a", 2, 4);
    ParameterLayout.Builder shifted = ParameterLayout.builder();
    shifted.add("first", 1, 1);
    GruCell.in(shifted, "a", 2, 4);
    Parameters other = new Parameters(shifted.build());
    refused(() -> new GruEvaluator(cell).load(other));
    refused(() -> new GruStepEvaluator(cell).load(other));
    GruEvaluator whole = new GruEvaluator(cell);
    GruStepEvaluator steps = new GruStepEvaluator(cell);
    Matrix x = new Matrix(1, 2);
    Matrix h = new Matrix(1, 4);
    assertThrows(IllegalStateException.class, () -> whole.forward(new int[] {1}, 1, x, h));
    assertThrows(IllegalStateException.class, () -> steps.forward(1, x, 0, h, steps.trace(1)));
  }

  @Test
  void flowsRefuseToo() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer field = FlowFields.ffjord(layout, "a", Activation.TANH, 2, 4, 2);
    Parameters other = new Parameters(ParameterLayout.builder().build());
    Solver solver = Solver.dopri5(1e-3, 1e-3);
    refused(() -> ContinuousFlow.of(field, other, solver));
    ContinuousFlow flow = ContinuousFlow.of(field, new Parameters(layout.build()), solver);
    refused(() -> flow.with(other));

    PlanarFlow planar = PlanarFlow.create(2, 3, 1);
    assertThrows(IllegalArgumentException.class, () -> planar.with(other));
    var objective = planar.likelihood(new Matrix(2, 2));
    IllegalStateException e = assertThrows(IllegalStateException.class, objective::evaluate);
    assertTrue(e.getMessage().contains("load"), e.getMessage());
  }
}
