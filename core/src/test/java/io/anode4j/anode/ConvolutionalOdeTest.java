package io.anode4j.anode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Classifier;
import io.anode4j.nn.Conv2d;
import io.anode4j.nn.Dense;
import io.anode4j.nn.GroupNorm;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Sequential;
import io.anode4j.ode.Solver;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;
import io.anode4j.reference.Doubles;
import io.anode4j.reference.DualLayers.Dual;
import io.anode4j.reference.LayerContract;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Fields on images: 1 × 1, 3 × 3 and 1 × 1 convolutions with time and group normalisation. */
class ConvolutionalOdeTest {
  private static final int SIDE = 5;
  private static final int PIXELS = SIDE * SIDE;

  private final ParameterLayout.Builder layout = ParameterLayout.builder();

  /** The field of Dupont et al. 2019, appendix F.1, with the normalisation of Chen et al. 2018. */
  private Layer field(int side, int channels, int width, Activation activation) {
    int pixels = side * side;
    return Sequential.of(
        Conv2d.in(layout, "a", side, side, 1, true, channels, width),
        activation.layer(width * pixels),
        Conv2d.in(layout, "b", side, side, 3, true, width, width),
        GroupNorm.in(layout, "n", 2, width, pixels),
        activation.layer(width * pixels),
        Conv2d.in(layout, "c", side, side, 1, true, width, channels));
  }

  private static double loss(Layer layer, Parameters p, Matrix x, Matrix ct) {
    LayerEvaluator evaluator = new Network(layer, p).evaluator();
    evaluator.resample(new SplittableRandom(9));
    Matrix y = new Matrix(x.rows(), layer.outputs());
    evaluator.forward(x.rows(), 0, new double[x.rows()], x, y);
    double sum = evaluator.penalty(0);
    for (int r = 0; r < x.rows(); r++) {
      sum += Doubles.dot(Doubles.row(y, r), Doubles.row(ct, r));
    }
    return sum;
  }

  /**
   * The penalties' gradient needs the field's second derivatives. Float32 losses of size 10 over
   * 10⁻²: rounding 10⁻⁴; truncation as much.
   */
  @Test
  void regularisersOfAConvolutionalFieldHaveExactGradients() {
    Layer f = field(3, 2, 4, Activation.TANH);
    Regularization both = Regularization.none().withKineticEnergy(0.1).withJacobian(0.05);
    Layer ode = NeuralOde.of(f, Solver.rk4(0.25)).with(both);
    Network network = Network.create(ode, layout.build(), 3);
    SplittableRandom random = new SplittableRandom(4);
    Matrix x = Doubles.randomMatrix(random, 2, ode.inputs());
    Matrix ct = Doubles.randomMatrix(random, 2, ode.outputs());
    LayerEvaluator evaluator = network.evaluator();
    evaluator.resample(new SplittableRandom(9));
    Matrix dx = new Matrix(2, ode.inputs());
    evaluator.forward(2, 0, new double[2], x, new Matrix(2, ode.outputs()));
    assertTrue(evaluator.penalty(0) > 0.1, "the penalties count: " + evaluator.penalty(0));
    evaluator.backward(2, 0, new double[2], x, ct, dx);
    float[] gradient = new float[network.parameters().size()];
    evaluator.drainGradient(gradient);
    float step = 5e-3f;
    for (int i = 0; i < gradient.length; i++) {
      Parameters up = network.parameters().copy();
      Parameters down = network.parameters().copy();
      up.values()[i] += step;
      down.values()[i] -= step;
      double slope = (loss(ode, up, x, ct) - loss(ode, down, x, ct)) / (2 * step);
      assertEquals(slope, gradient[i], 2e-3 * (1 + Math.abs(slope)), "parameter " + i);
    }
    for (int j = 0; j < ode.inputs(); j++) {
      Matrix up = Matrix.of(2, ode.inputs(), x.toArray());
      Matrix down = Matrix.of(2, ode.inputs(), x.toArray());
      up.set(1, j, up.get(1, j) + step);
      down.set(1, j, down.get(1, j) - step);
      double slope =
          (loss(ode, network.parameters(), up, ct) - loss(ode, network.parameters(), down, ct))
              / (2 * step);
      assertEquals(slope, dx.get(1, j), 2e-3 * (1 + Math.abs(slope)), "input " + j);
    }
  }

  /** Bars that lie, stand or slant, at a random place, in noise: class 0, 1 or 2. */
  private static void draw(RandomGenerator random, Matrix x, Matrix labels, int row) {
    int kind = random.nextInt(3);
    int at = random.nextInt(SIDE);
    labels.set(row, 0, kind);
    for (int i = 0; i < SIDE; i++) {
      for (int j = 0; j < SIDE; j++) {
        boolean on = (kind == 0 ? i : kind == 1 ? j : (i + j) % SIDE) == at;
        x.set(row, i * SIDE + j, (float) ((on ? 1 : 0) + 0.1 * random.nextGaussian()));
      }
    }
  }

  private static Matrix[] bars(int rows, long seed) {
    Matrix[] data = {new Matrix(rows, PIXELS), new Matrix(rows, 1)};
    RandomGenerator random = new SplittableRandom(seed);
    for (int r = 0; r < rows; r++) {
      draw(random, data[0], data[1], r);
    }
    return data;
  }

  /** Where the bar lies is random, so that no pixel tells the class: a linear model must guess. */
  @Test
  void anAugmentedConvolutionalClassifierLearnsBars() {
    Layer f = field(SIDE, 3, 6, Activation.RELU);
    Regularization kinetic = Regularization.none().withKineticEnergy(1e-3);
    Layer model =
        Sequential.of(
            Augment.zeros(PIXELS, 2 * PIXELS),
            NeuralOde.of(f, Solver.dopri5(1e-2, 1e-2)).with(kinetic),
            Dense.in(layout, "head", 3 * PIXELS, 3));
    Network start = Network.create(model, layout.build(), 1);
    Matrix[] train = bars(200, 1);
    Matrix[] test = bars(200, 2);
    Trainer trainer =
        Trainer.of(13).withBatchSize(20).withLearningRate(LearningRate.constant(1e-2));
    Trained trained = trainer.fit(start, train[0], train[1], Loss.crossEntropy());
    Classifier learnt = new Classifier(new Network(model, trained.parameters()));
    double before = new Classifier(start).accuracy(test[0], test[1]);
    double after = learnt.accuracy(test[0], test[1]);
    assertTrue(before < 0.5 && after > 0.9, before + " before, " + after + " after");
    assertTrue(trained.last().evaluations().forwardPerRow() > 7, "NFE is reported");
    assertEquals(0, trained.last().evaluations().failed());
  }

  @Test
  void firstColumnsDifferentiateTwice() {
    FirstColumns first = new FirstColumns(5, 2);
    LayerContract contract =
        new LayerContract(
            first,
            new Parameters(layout.build()),
            (p, t, x) -> new Dual(Arrays.copyOf(x.value(), 2), Arrays.copyOf(x.tangent(), 2)),
            1e-9);
    contract.followsItsFormula();
    contract.differentiatesTwice();
  }
}
