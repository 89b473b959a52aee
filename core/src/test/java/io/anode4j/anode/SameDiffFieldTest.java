package io.anode4j.anode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.TimeConcat;
import io.anode4j.ode.Solver;
import io.anode4j.reference.Doubles;
import io.anode4j.reference.FieldGradient;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** The same perceptron as a graph and as kernels. */
class SameDiffFieldTest {
  private final ParameterLayout.Builder layout = ParameterLayout.builder();
  private final Mlp mlp = Mlp.in(layout, "f", Activation.TANH, 3, 5, 2);
  private final Parameters p = Network.create(mlp, layout.build(), 1).parameters();
  private final LayerField kernels = new LayerField(new TimeConcat(mlp), p);

  private SameDiff graph() {
    SameDiff sd = SameDiff.create();
    SDVariable y = sd.placeHolder("y", DataType.FLOAT, -1, 2);
    SDVariable t = sd.placeHolder("t", DataType.FLOAT, -1, 1);
    SDVariable x = sd.concat(1, y, t);
    SDVariable h = sd.math().tanh(x.mmul(weight(sd, 0)).add(bias(sd, 0)));
    h.mmul(weight(sd, 1)).add("dydt", bias(sd, 1));
    return sd;
  }

  /** Stored as [outputs × inputs], as the layer does, and transposed in the graph. */
  private SDVariable weight(SameDiff sd, int layer) {
    var slot = mlp.layers().get(layer).weight();
    float[] w =
        java.util.Arrays.copyOfRange(p.values(), slot.offset(), slot.offset() + slot.size());
    return sd.transpose(
        sd.var(layer + ".a.weight", Nd4j.create(w, new long[] {slot.rows(), slot.columns()}, 'c')));
  }

  private SDVariable bias(SameDiff sd, int layer) {
    var slot = mlp.layers().get(layer).bias();
    float[] b =
        java.util.Arrays.copyOfRange(p.values(), slot.offset(), slot.offset() + slot.size());
    return sd.var(layer + ".b.bias", Nd4j.create(b, new long[] {1, slot.columns()}, 'c'));
  }

  @Test
  void solvesAndDifferentiatesAsTheKernelsDo() {
    SameDiffField field = new SameDiffField(graph(), "dydt");
    assertEquals(2, field.dimension());
    assertArrayEquals(p.values(), field.parameterValues(), "same variables in the same order");
    Solver solver = Solver.rk4(0.25);
    Matrix y0 = Doubles.randomMatrix(new SplittableRandom(2), 3, 2);
    Matrix ct = FieldGradient.filled(3, 2, 1);
    // Two float32 implementations of tanh and products over four steps.
    Doubles.assertClose(
        Doubles.of(solver.solve(kernels, y0, 0, 1).values().toArray()),
        Doubles.of(solver.solve(field, y0, 0, 1).values().toArray()),
        5e-6);
    FieldGradient expected = FieldGradient.of(kernels, solver, y0, 1, ct);
    FieldGradient actual = FieldGradient.of(field, solver, y0, 1, ct);
    Doubles.assertClose(Doubles.of(expected.parameters()), Doubles.of(actual.parameters()), 2e-5);
    Doubles.assertClose(
        Doubles.of(expected.initial().toArray()), Doubles.of(actual.initial().toArray()), 1e-5);
  }

  @Test
  void takesOtherParametersWithoutTouchingTheGraph() {
    SameDiff graph = graph();
    SameDiffField field = new SameDiffField(graph, "dydt");
    float[] zeros = new float[p.size()];
    Matrix y0 = Matrix.of(new float[][] {{1, 2}});
    Matrix still = Solver.euler(0.5).solve(field.withParameterValues(zeros), y0, 0, 1).values();
    assertArrayEquals(new float[] {1, 2, 1, 2}, still.toArray());
    assertArrayEquals(p.values(), field.parameterValues());
    assertTrue(graph.getVariable("0.a.weight").getArr().sumNumber().doubleValue() != 0);
    assertThrows(IllegalArgumentException.class, () -> field.withParameterValues(new float[1]));
  }

  @Test
  void saysWhatAGraphLacks() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new SameDiffField(graph(), "nothing"))
            .getMessage();
    assertTrue(message.contains("no variable \"nothing\""), message);
    SameDiff wrong = SameDiff.create();
    wrong.placeHolder("y", DataType.FLOAT, -1, 2, 3).mul("out", 2);
    message =
        assertThrows(IllegalArgumentException.class, () -> new SameDiffField(wrong, "out"))
            .getMessage();
    assertTrue(message.contains("[-1, 2, 3]"), message);
  }
}
