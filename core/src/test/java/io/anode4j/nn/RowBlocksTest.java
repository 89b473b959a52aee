package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.NeuralOde;
import io.anode4j.flow.ContinuousFlow;
import io.anode4j.flow.FlowFields;
import io.anode4j.flow.Trace;
import io.anode4j.ode.Solver;
import io.anode4j.optim.SupervisedObjective;
import io.anode4j.reference.WatchedLayer;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passes over all rows see a block of them at a time, and the blocks change no bit. */
class RowBlocksTest {
  private static Matrix draws(int rows, int columns) {
    Matrix x = new Matrix(rows, columns);
    SplittableRandom random = new SplittableRandom(columns);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < columns; j++) {
        x.set(r, j, (float) random.nextGaussian());
      }
    }
    return x;
  }

  private static float[] atOnce(LayerEvaluator layer, Matrix x, int outputs) {
    Matrix y = new Matrix(x.rows(), outputs);
    layer.forward(x.rows(), 0, new double[x.rows()], x, y);
    return y.toArray();
  }

  @ParameterizedTest
  @CsvSource({"1, 1024", "2, 1024", "32, 1024", "33, 992", "784, 41", "100000, 16"})
  void wideRowsComeInSmallBlocks(int columns, int rows) {
    assertEquals(rows, RowBlocks.rows(columns));
  }

  @ParameterizedTest
  @CsvSource({"2, 3000", "3, 1024", "5, 1025", "40, 1700", "784, 100", "3, 1", "3, 0"})
  void aNetworkIsAppliedInBlocks(int size, int rows) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    WatchedLayer watched = new WatchedLayer(Mlp.in(layout, "m", Activation.TANH, size, 9, size));
    Network network = Network.create(watched, layout.build(), 1);
    Matrix x = draws(rows, size);
    float[] whole = atOnce(network.evaluator(), x, size);
    watched.interruptAt(0);
    assertArrayEquals(whole, network.apply(x).toArray());
    assertTrue(
        watched.mostRows() <= RowBlocks.rows(size), watched.mostRows() + " rows were seen at once");
  }

  @Test
  void tenThousandImagesAreClassifiedABlockAtATime() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    int pixels = 28 * 28;
    WatchedLayer field = new WatchedLayer(Mlp.in(layout, "f", Activation.TANH, pixels, 4, pixels));
    Layer images =
        Sequential.of(
            NeuralOde.of(field, Solver.dopri5(1e-2, 1e-2)), Dense.in(layout, "head", pixels, 10));
    Classifier classifier = new Classifier(Network.create(images, layout.build(), 1));
    Matrix x = draws(10_000, pixels);
    double accuracy = classifier.accuracy(x, new Matrix(10_000, 1));
    assertTrue(accuracy > 0 && accuracy < 1, "accuracy " + accuracy);
    assertTrue(field.mostRows() <= 41, field.mostRows() + " images were seen at once");
  }

  @Test
  void flowsAreSolvedInBlocks() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    WatchedLayer field = new WatchedLayer(FlowFields.ffjord(layout, "f", Activation.TANH, 6, 8, 6));
    Parameters weights = Network.create(field, layout.build(), 1).parameters();
    ContinuousFlow flow = ContinuousFlow.of(field, weights, Solver.dopri5(1e-3, 1e-4));
    Matrix x = draws(1700, 6);
    int block = RowBlocks.rows(42); // 6 directions of 6 components and the density
    double[] densities = flow.logDensity(x);
    assertEquals(block, field.mostRows());
    for (int r : new int[] {0, block - 1, block, 2 * block, 1699}) {
      Matrix one = new Matrix(1, 6);
      one.copyRow(0, x, r);
      assertEquals(flow.logDensity(one)[0], densities[r], "row " + r);
    }
    field.interruptAt(0);
    var objective = flow.likelihood(x, Trace.EXACT);
    objective.load(weights);
    double mean = 0;
    for (double density : densities) {
      mean -= density / densities.length;
    }
    assertEquals(mean, objective.evaluate(), 1e-6);
    assertEquals(block, field.mostRows());
  }

  @Test
  void aLossIsEvaluatedInBlocks() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    WatchedLayer watched = new WatchedLayer(Dense.in(layout, "d", 300, 2));
    Network network = Network.create(watched, layout.build(), 1);
    Matrix x = draws(500, 300);
    Matrix target = new Matrix(500, 2);
    var objective = new SupervisedObjective(watched, x, target, Loss.meanSquared());
    objective.load(network.parameters());
    double loss = objective.evaluate();
    assertEquals(RowBlocks.rows(300), watched.mostRows());
    Matrix y = network.apply(x);
    assertEquals(
        Loss.meanSquared().evaluate(500, y, target, new Matrix(500, 2)), loss, 1e-12 * loss);
  }
}
