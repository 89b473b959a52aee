package io.anode4j.anode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.flow.ContinuousFlow;
import io.anode4j.flow.Trace;
import io.anode4j.gradient.GradientStrategy;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Sequential;
import io.anode4j.ode.Solver;
import io.anode4j.optim.Objective;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks and flows whose gradient is found by a chosen strategy. */
class BlockGradientTest {
  private static final Solver FINE = Solver.dopri5(1e-6, 1e-7);

  static Stream<GradientStrategy> strategies() {
    return Stream.of(
        new GradientStrategy.Checkpointed(2),
        GradientStrategy.continuousAdjoint(1e-6, 1e-7),
        new GradientStrategy.Switching(Solver.kencarp4(1e-6, 1e-7)),
        GradientStrategy.reversible());
  }

  /** Two passes on two tapes, pulled back in reverse order: inputs' cotangents, then parameters. */
  private static float[] gradient(GradientStrategy strategy, Solver solver, boolean training) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer f = Mlp.in(layout, "f", Activation.TANH, 3, 12, 3);
    Regularization kinetic = Regularization.none().withKineticEnergy(0.3);
    NeuralOde ode = NeuralOde.of(f, solver).with(kinetic).differentiatedBy(strategy);
    Layer model =
        Sequential.of(Dense.in(layout, "stem", 2, 3), ode, Dense.in(layout, "head", 3, 1));
    LayerEvaluator e = Network.create(model, layout.build(), 3).evaluator();
    if (training) {
      e.resample(new SplittableRandom(1));
    }
    Matrix x = Doubles.randomMatrix(new SplittableRandom(4), 5, 2);
    Matrix other = Doubles.randomMatrix(new SplittableRandom(5), 3, 2);
    Matrix ct = Doubles.randomMatrix(new SplittableRandom(6), 5, 1);
    Matrix dx = new Matrix(5, 2);
    Matrix dOther = new Matrix(3, 2);
    double[] t = new double[5];
    e.reserve(5, 2);
    e.forward(5, 0, t, x, new Matrix(5, 1));
    e.forward(3, 1, t, other, new Matrix(3, 1));
    e.backward(3, 1, t, other, ct, dOther);
    e.backward(5, 0, t, x, ct, dx);
    assertTrue(e.takeEvaluations().backward() > 0);
    float[] parameters = new float[layout.build().size()];
    e.drainGradient(parameters);
    float[] all = new float[parameters.length + 16];
    System.arraycopy(dx.toArray(), 0, all, 0, 10);
    System.arraycopy(dOther.toArray(), 0, all, 10, 6);
    System.arraycopy(parameters, 0, all, 16, parameters.length);
    float[] nothing = new float[parameters.length];
    e.drainGradient(nothing);
    assertArrayEquals(new float[parameters.length], nothing, "drained once");
    return all;
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void agreeWithTheDiscreteGradient(GradientStrategy strategy) {
    for (boolean training : new boolean[] {false, true}) {
      float[] expected = gradient(GradientStrategy.discrete(), FINE, training);
      float[] actual = gradient(strategy, FINE, training);
      double error = Doubles.relativeError(Doubles.of(expected), Doubles.of(actual));
      // Some ten steps of 1e-6 each.
      assertTrue(error < 1e-5, "relative error " + error + ", training " + training);
    }
  }

  @Test
  void checkpointsChangeNothingButTheOrderOfSums() {
    assertArrayEquals(
        gradient(GradientStrategy.discrete(), FINE, false),
        gradient(new GradientStrategy.Checkpointed(1), FINE, false),
        1e-6f);
  }

  @Test
  void implicitMethodsCanBeTrained() {
    float[] expected = gradient(GradientStrategy.discrete(), FINE, false);
    float[] actual = gradient(GradientStrategy.discrete(), Solver.kencarp4(1e-5, 1e-6), false);
    double error = Doubles.relativeError(Doubles.of(expected), Doubles.of(actual));
    assertTrue(error < 1e-4, "relative error " + error);
    Layer f = Mlp.in(ParameterLayout.builder(), "f", Activation.TANH, 3, 3);
    NeuralOde stiff = NeuralOde.of(f, Solver.kencarp4(1e-3, 1e-4));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> stiff.differentiatedBy(GradientStrategy.reversible()))
            .getMessage();
    assertTrue(message.contains("take GradientStrategy.discrete()"), message);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void trainFlows(GradientStrategy strategy) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer f = Mlp.in(layout, "f", Activation.TANH, 2, 8, 2);
    Parameters p = Network.create(f, layout.build(), 2).parameters();
    ContinuousFlow flow = ContinuousFlow.of(f, p, FINE);
    Matrix data = Doubles.randomMatrix(new SplittableRandom(7), 20, 2);
    float[] expected = flowGradient(flow, data);
    float[] actual = flowGradient(flow.differentiatedBy(strategy).with(p), data);
    double error = Doubles.relativeError(Doubles.of(expected), Doubles.of(actual));
    assertTrue(error < 2e-5, "relative error " + error);
    assertEquals(strategy, flow.differentiatedBy(strategy).gradient());
  }

  private static float[] flowGradient(ContinuousFlow flow, Matrix data) {
    Objective objective = flow.likelihood(data, Trace.EXACT);
    objective.load(flow.parameters());
    float[] gradient = new float[flow.parameters().size()];
    int[] all = IntStream.range(0, objective.samples()).toArray();
    objective.accumulate(all, new SplittableRandom(1), gradient);
    return gradient;
  }
}
