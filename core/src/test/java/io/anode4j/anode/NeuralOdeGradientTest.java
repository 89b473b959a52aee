package io.anode4j.anode;

import static io.anode4j.anode.NeuralOdeGradientTest.FIXED;
import static io.anode4j.anode.NeuralOdeGradientTest.mlp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Sequential;
import io.anode4j.nn.TimeConcat;
import io.anode4j.ode.Solver;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Gradients of blocks against difference quotients, and what they allocate. */
class NeuralOdeGradientTest {
  static final Solver FIXED = Solver.rk4(0.125);

  /**
   * Far below one matrix a stage: 8 steps of 4 stages on 8 rows would be 16 KiB of states alone.
   */
  private static final long LIMIT = 8192;

  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ParameterLayout.Builder layout = ParameterLayout.builder();

  static Layer mlp(ParameterLayout.Builder layout, String name, int in, int out) {
    return Mlp.in(layout, name, Activation.TANH, in, 12, out);
  }

  private static double loss(Layer layer, Parameters p, Matrix x, Matrix ct, boolean training) {
    LayerEvaluator evaluator = new Network(layer, p).evaluator();
    if (training) {
      evaluator.resample(new SplittableRandom(9));
    }
    Matrix y = new Matrix(x.rows(), layer.outputs());
    evaluator.forward(x.rows(), 0, new double[x.rows()], x, y);
    double sum = evaluator.penalty(0);
    for (int r = 0; r < x.rows(); r++) {
      sum += Doubles.dot(Doubles.row(y, r), Doubles.row(ct, r));
    }
    return sum;
  }

  /**
   * Float32 losses of size 1 differenced over 2·10⁻²: rounding 10⁻⁵, truncation 10⁻⁴ of the third
   * derivative; the discrete gradient itself is exact to 10⁻⁶.
   */
  private void assertGradient(Layer layer, boolean training, double tolerance) {
    Network network = Network.create(layer, layout.build(), 3);
    SplittableRandom random = new SplittableRandom(4);
    Matrix x = Doubles.randomMatrix(random, 3, layer.inputs());
    Matrix ct = Doubles.randomMatrix(random, 3, layer.outputs());
    LayerEvaluator evaluator = network.evaluator();
    if (training) {
      evaluator.resample(new SplittableRandom(9));
    }
    Matrix dx = new Matrix(3, layer.inputs());
    evaluator.forward(3, 0, new double[3], x, new Matrix(3, layer.outputs()));
    evaluator.backward(3, 0, new double[3], x, ct, dx);
    float[] gradient = new float[network.parameters().size()];
    evaluator.drainGradient(gradient);
    double step = 5e-3;
    for (int i = 0; i < gradient.length; i++) {
      Parameters up = network.parameters().copy();
      Parameters down = network.parameters().copy();
      up.values()[i] += (float) step;
      down.values()[i] -= (float) step;
      double expected =
          (loss(layer, up, x, ct, training) - loss(layer, down, x, ct, training)) / (2 * step);
      assertEquals(expected, gradient[i], tolerance, "parameter " + i);
    }
    for (int r = 0; r < 3; r++) {
      for (int j = 0; j < layer.inputs(); j++) {
        Matrix up = Matrix.of(3, layer.inputs(), x.toArray());
        Matrix down = Matrix.of(3, layer.inputs(), x.toArray());
        up.set(r, j, up.get(r, j) + (float) step);
        down.set(r, j, down.get(r, j) - (float) step);
        double expected =
            (loss(layer, network.parameters(), up, ct, training)
                    - loss(layer, network.parameters(), down, ct, training))
                / (2 * step);
        assertEquals(expected, dx.get(r, j), tolerance, "input " + r + ", " + j);
      }
    }
  }

  @Test
  void gradientOfANeuralOde() {
    assertGradient(NeuralOde.of(mlp(layout, "f", 3, 3), FIXED).over(0.5, -0.5), false, 2e-4);
  }

  @Test
  void gradientOfATimeDependentOneBetweenAStemAndAHead() {
    assertGradient(
        Sequential.of(
            Dense.in(layout, "stem", 2, 3),
            NeuralOde.of(new TimeConcat(mlp(layout, "f", 4, 3)), FIXED),
            Dense.in(layout, "head", 3, 2)),
        false,
        3e-4);
  }

  @Test
  void gradientOfAnAugmentedOne() {
    assertGradient(NeuralOde.augmented(2, mlp(layout, "f", 4, 4), FIXED), false, 2e-4);
  }

  @Test
  void gradientOfALearntAugmentation() {
    assertGradient(
        Sequential.of(
            Augment.learnt(mlp(layout, "g", 2, 2)), NeuralOde.of(mlp(layout, "f", 4, 4), FIXED)),
        false,
        2e-4);
  }

  @Test
  void gradientOfASecondOrderOneWithALearntVelocity() {
    assertGradient(
        Sequential.of(
            Augment.learnt(mlp(layout, "v", 2, 2)),
            NeuralOde.of(new SecondOrder(mlp(layout, "a", 4, 2)), FIXED),
            new FirstColumns(4, 2)),
        false,
        2e-4);
  }

  @Test
  void gradientWithRespectToConditions() {
    assertGradient(NeuralOde.of(new Conditioned(mlp(layout, "f", 5, 3)), FIXED), false, 2e-4);
  }

  @Test
  void gradientOfKineticEnergyAndJacobianNorm() {
    Regularization both = Regularization.none().withKineticEnergy(0.3).withJacobian(0.2);
    assertGradient(NeuralOde.of(mlp(layout, "f", 3, 3), FIXED).with(both), true, 5e-4);
  }

  @Test
  void gradientOfRegularisedSecondOrderConditionedDynamics() {
    Regularization both = Regularization.none().withKineticEnergy(0.3).withJacobian(0.2);
    Layer dynamics = new SecondOrder(mlp(layout, "a", 4, 2));
    assertGradient(NeuralOde.of(dynamics, FIXED).with(both), true, 5e-4);
  }

  @Test
  void gradientOfKineticEnergyAloneBackwardsInTime() {
    Regularization kinetic = Regularization.none().withKineticEnergy(0.3);
    assertGradient(
        NeuralOde.of(mlp(layout, "f", 3, 3), FIXED).over(1, 0).with(kinetic), true, 5e-4);
  }

  @Test
  void gradientAtARandomEndTime() {
    Regularization steer = Regularization.none().withEndTimeSpread(0.5);
    assertGradient(NeuralOde.of(mlp(layout, "f", 2, 2), Solver.rk4(0.05)).with(steer), true, 5e-4);
  }

  @Test
  void allocatesNothingWhenWarm() {
    Regularization both = new Regularization(0.1, 0.1, 0);
    Layer layer = NeuralOde.of(mlp(layout, "f", 3, 3), FIXED).with(both);
    LayerEvaluator e = Network.create(layer, layout.build(), 1).evaluator();
    e.resample(new SplittableRandom(1));
    Matrix x = Doubles.randomMatrix(new SplittableRandom(2), 8, 3);
    Matrix y = new Matrix(8, 3);
    Matrix dx = new Matrix(8, 3);
    double[] t = new double[8];
    float[] g = new float[layout.build().size()];
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // Compiled code is what must not allocate; the compiler is given as long as it takes on a
    // machine
    // that does other things as well.
    long last = System.nanoTime() + PATIENCE_NANOS;
    while (least >= LIMIT && System.nanoTime() < last) {
      long before = threads.getCurrentThreadAllocatedBytes();
      e.forward(8, 0, t, x, y);
      e.backward(8, 0, t, x, y, dx);
      e.drainGradient(g);
      e.takeEvaluations();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    // A solve may make a few small values of its own; nothing grows with rows or steps.
    assertTrue(least < LIMIT, least + " bytes");
  }
}
