package io.anode4j.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.Activation;
import io.anode4j.nn.InvertibleResidual;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Sequential;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResidualFlowTest {
  private static ResidualFlow flow(int dimension, int depth, double bound, double factor) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    List<InvertibleResidual> blocks = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      blocks.add(
          InvertibleResidual.in(layout, "b" + i, bound, Activation.TANH, dimension, 12, dimension));
    }
    Parameters p =
        Network.create(new Sequential(List.copyOf(blocks)), layout.build(), 5).parameters();
    for (int i = 0; i < p.size(); i++) {
      p.values()[i] *= (float) factor;
    }
    return new ResidualFlow(blocks, p);
  }

  private static Matrix points(int rows, int dimension) {
    return Doubles.randomMatrix(new SplittableRandom(9), rows, dimension);
  }

  /** ln det of a chain from differences of the network itself. */
  @Test
  void exactDeterminantIsThatOfTheMap() {
    ResidualFlow flow = flow(2, 3, 0.8, 4);
    Network network = new Network(new Sequential(List.copyOf(flow.blocks())), flow.parameters());
    Matrix x = points(4, 2);
    FlowPoints base = flow.toBase(x);
    float h = 1 / 128f;
    for (int r = 0; r < 4; r++) {
      double[][] columns = new double[2][];
      for (int j = 0; j < 2; j++) {
        Matrix two = new Matrix(2, 2);
        two.copyRow(0, x, r);
        two.copyRow(1, x, r);
        two.set(0, j, two.get(0, j) + h);
        two.set(1, j, two.get(1, j) - h);
        Matrix y = network.apply(two);
        columns[j] =
            new double[] {
              (y.get(0, 0) - y.get(1, 0)) / (2 * h), (y.get(0, 1) - y.get(1, 1)) / (2 * h)
            };
      }
      double determinant = columns[0][0] * columns[1][1] - columns[0][1] * columns[1][0];
      double[] z = Doubles.row(base.points(), r);
      double density = -Doubles.dot(z, z) / 2 - Math.log(2 * Math.PI) + Math.log(determinant);
      assertEquals(density, base.logDensity()[r], 1e-3); // h² of the differences
    }
  }

  @Test
  void seriesTendsToTheDeterminantWithinItsBound() {
    for (int dimension : new int[] {1, 2, 5}) {
      for (double bound : new double[] {0.5, 0.7, 0.9}) {
        ResidualFlow flow = flow(dimension, 1, bound, 6);
        Matrix x = points(20, dimension);
        double[] exact = exact(flow, x);
        for (int terms : new int[] {1, 2, 5, 10, 40}) {
          PowerSeries series = new PowerSeries(terms, Trace.EXACT);
          double most = Doubles.largestDifference(exact, flow.logDeterminant(x, series, 1));
          assertTrue(
              most <= series.truncation(dimension, bound) + 2e-6,
              most + " at " + terms + " terms and c = " + bound);
        }
      }
    }
    // −ln(1 − 1/2) − 1/2: what is left of the logarithm's own series after one term.
    assertEquals(Math.log(2) - 0.5, new PowerSeries(1, Trace.EXACT).truncation(1, 0.5), 1e-12);
  }

  private static double[] exact(ResidualFlow flow, Matrix x) {
    FlowPoints base = flow.toBase(x);
    double[] sum = base.logDensity().clone();
    for (int r = 0; r < sum.length; r++) {
      sum[r] -= flow.base().logDensity(base.points(), r);
    }
    return sum;
  }

  /** 4,000 draws of signs: the mean is within 4 standard errors of the exact series. */
  @Test
  void hutchinsonsTraceIsUnbiased() {
    ResidualFlow flow = flow(3, 2, 0.8, 6);
    Matrix one = points(1, 3);
    Matrix many = new Matrix(4000, 3);
    IntStream.range(0, 4000).forEach(r -> many.copyRow(r, one, 0));
    double[] drawn = flow.logDeterminant(many, new PowerSeries(6, Trace.HUTCHINSON), 3);
    double mean = Arrays.stream(drawn).average().orElseThrow();
    double square = Arrays.stream(drawn).map(v -> v * v).average().orElseThrow();
    double error = Math.sqrt((square - mean * mean) / 4000);
    double expected = flow.logDeterminant(one, new PowerSeries(6, Trace.EXACT), 0)[0];
    assertTrue(error > 1e-5);
    assertEquals(expected, mean, 4 * error);
  }

  @Test
  void gradientIsExact() {
    ResidualFlow flow = flow(2, 2, 0.8, 3);
    Matrix data = points(5, 2);
    for (Trace trace : Trace.values()) {
      ContinuousFlowTest.assertGradient(
          flow.likelihood(data, new PowerSeries(4, trace)), flow.parameters());
    }
  }

  @Test
  void samplingUndoesTheWayToTheBase() {
    ResidualFlow flow = flow(2, 4, 0.9, 6);
    Matrix x = points(50, 2);
    Matrix back = flow.inverse(flow.toBase(x).points());
    Doubles.assertClose(Doubles.of(x.toArray()), Doubles.of(back.toArray()), 1e-4);
    assertEquals(7, flow.sample(7, 1).rows());
  }

  /** Data of deviation 1/2 on two axes have entropy ln(2πe/4); the flow must find it. */
  @Test
  void learnsANarrowNormalDensity() {
    Matrix data = new Matrix(400, 2);
    SplittableRandom random = new SplittableRandom(4);
    for (int r = 0; r < 400; r++) {
      data.set(r, 0, (float) (0.5 * random.nextGaussian()));
      data.set(r, 1, (float) (0.5 * random.nextGaussian()));
    }
    ResidualFlow flow = flow(2, 2, 0.9, 1);
    Trained trained =
        Trainer.of(60)
            .withLearningRate(step -> 0.01)
            .fit(flow.parameters(), flow.likelihood(data, new PowerSeries(8, Trace.EXACT)), null);
    double[] density = flow.with(trained.parameters()).logDensity(data);
    double loss = -Arrays.stream(density).average().orElseThrow();
    assertEquals(Math.log(2 * Math.PI * Math.E / 4), loss, 0.08); // and 0.03 of the sample's own
  }

  @Test
  void refusesWhatDoesNotFit() {
    ResidualFlow flow = flow(2, 1, 0.5, 1);
    ResidualFlow other = flow(3, 1, 0.5, 1);
    assertThrows(IllegalArgumentException.class, () -> flow.toBase(new Matrix(2, 3)));
    assertThrows(
        IllegalArgumentException.class,
        () -> flow.likelihood(new Matrix(0, 2), new PowerSeries(3, Trace.EXACT)));
    assertThrows(IllegalArgumentException.class, () -> new PowerSeries(0, Trace.EXACT));
    assertThrows(
        IllegalArgumentException.class, () -> new ResidualFlow(List.of(), flow.parameters()));
    List<InvertibleResidual> mixed = List.of(flow.blocks().get(0), other.blocks().get(0));
    assertThrows(IllegalArgumentException.class, () -> new ResidualFlow(mixed, flow.parameters()));
  }
}
