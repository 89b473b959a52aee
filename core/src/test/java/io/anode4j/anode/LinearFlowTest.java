package io.anode4j.anode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearFlowTest {
  private record Model(LinearFlow flow, ParameterLayout layout, Parameters parameters) {
    static Model of(int dimension, long seed) {
      ParameterLayout.Builder builder = ParameterLayout.builder();
      LinearFlow flow = LinearFlow.in(builder, "flow", dimension);
      ParameterLayout layout = builder.build();
      Parameters parameters = new Parameters(layout);
      flow.initialize(parameters, new SplittableRandom(seed), 0.3, 6);
      return new Model(flow, layout, parameters);
    }

    Matrix solve(double[] t0, Matrix z0, OutputTimes times) {
      LinearFlowEvaluator evaluator = flow.evaluator();
      evaluator.load(parameters);
      Matrix states = new Matrix(times.total(), flow.dimension());
      evaluator.solve(t0, z0, times, states);
      return states;
    }
  }

  private static Matrix random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix m = new Matrix(rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        m.set(r, c, (float) random.nextGaussian());
      }
    }
    return m;
  }

  @Test
  void aRotationIsARotation() {
    Model model = Model.of(2, 1);
    java.util.Arrays.fill(model.parameters.values(), 0f);
    model.parameters.values()[model.flow.rotation().offset() + 1] = 2f;
    double[] times = {0, 0.3, 1, 5, 25};
    Matrix states =
        model.solve(new double[1], Matrix.of(1, 2, new float[] {1, 0}), OutputTimes.of(times));
    for (int i = 0; i < times.length; i++) {
      // A step loses half a unit of float32's last place, and 25 units of time take 47 steps.
      assertEquals(Math.cos(2 * times[i]), states.get(i, 0), 3e-6);
      assertEquals(-Math.sin(2 * times[i]), states.get(i, 1), 3e-6);
    }
  }

  /** SciPy's expm of the same matrix times the time, times the state. */
  @ParameterizedTest
  @CsvSource({
    "0.01, 0.9877792741259425, -0.517246470011285, 0.24626574307142304",
    "0.7, -0.08222602382806965, -0.87145944227156, -0.4475578454576363",
    "3.0, 0.6251192763919479, -0.3890266957752719, -0.05796056257606763",
    "40.0, 0.24610394788693707, -0.09684930800403792, -0.32077133024071575",
    "-1.5, -0.6959788807966047, 0.30699020428433466, -1.2924106877805577",
  })
  void statesAreThoseOfTheMatrixExponential(double t, double x, double y, double z) {
    Model model = Model.of(3, 1);
    for (int i = 0; i < 9; i++) {
      model.parameters.values()[model.flow.rotation().offset() + i] = (float) Math.sin(1 + i);
      model.parameters.values()[model.flow.damping().offset() + i] =
          (float) (0.3 * Math.cos(2 + i));
    }
    Matrix z0 = Matrix.of(1, 3, new float[] {1, -0.5f, 0.25f});
    Matrix states = model.solve(new double[1], z0, OutputTimes.of(new double[] {t}));
    double[] expected = {x, y, z};
    for (int j = 0; j < 3; j++) {
      assertEquals(expected[j], states.get(0, j), 4e-6); // weights and states are float32
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 20})
  void whateverTheWeightsNothingGrows(int dimension) {
    for (int seed = 0; seed < 20; seed++) {
      Model model = Model.of(dimension, seed);
      SplittableRandom random = new SplittableRandom(seed);
      float[] v = model.parameters.values();
      for (int i = 0; i < v.length; i++) {
        v[i] = (float) (Math.exp(random.nextDouble(-4, 1)) * random.nextGaussian());
      }
      Matrix z0 = random(1, dimension, seed);
      double[] times = {0.1, 1, 3, 10, 30};
      Matrix states = model.solve(new double[1], z0, OutputTimes.of(times));
      double before = norm(z0, 0);
      for (int i = 0; i < times.length; i++) {
        double after = norm(states, i);
        assertTrue(after <= before * (1 + 1e-4), before + " to " + after);
        before = after;
      }
    }
  }

  private static double norm(Matrix m, int row) {
    double sum = 0;
    for (int c = 0; c < m.columns(); c++) {
      sum += m.get(row, c) * m.get(row, c);
    }
    return Math.sqrt(sum);
  }

  @Test
  void aRowAloneHasTheBitsOfTheRowInABatchWhateverIsAskedBesideIt() {
    Model model = Model.of(5, 3);
    double[] t0 = {0, 1, 0, 2};
    double[][] asked = {{0.5, 9}, {1, 1.5, 2}, {-0.1, -3}, {40}};
    Matrix z0 = random(4, 5, 4);
    Matrix all = model.solve(t0, z0, OutputTimes.of(asked));
    int at = 0;
    for (int r = 0; r < 4; r++) {
      Matrix one = new Matrix(1, 5);
      one.copyRow(0, z0, r);
      for (double time : asked[r]) {
        Matrix alone = model.solve(new double[] {t0[r]}, one, OutputTimes.of(new double[] {time}));
        for (int c = 0; c < 5; c++) {
          assertEquals(alone.get(0, c), all.get(at, c));
        }
        at++;
      }
    }
  }

  @Test
  void gradientsAgreeWithDifferenceQuotients() {
    Model model = Model.of(4, 5);
    double[] t0 = {0, 0.5, 0};
    OutputTimes times =
        OutputTimes.of(new double[] {0, 0.2, 1, 4}, new double[] {3}, new double[] {-0.3, -0.9});
    Matrix z0 = random(3, 4, 6);
    Matrix weights = random(times.total(), 4, 7);
    LinearFlowEvaluator evaluator = model.flow.evaluator();
    evaluator.load(model.parameters);
    Matrix states = new Matrix(times.total(), 4);
    evaluator.solve(t0, z0, times, states);
    Matrix dz0 = new Matrix(3, 4);
    float[] gradient = new float[model.layout.size()];
    evaluator.pullback(weights, dz0);
    evaluator.drainGradient(gradient);
    for (ParameterSlot slot : model.layout.slots()) {
      for (int i = slot.offset(); i < slot.offset() + slot.size(); i++) {
        double quotient = 0;
        for (int sign = -1; sign <= 1; sign += 2) {
          Parameters moved = model.parameters.copy();
          moved.values()[i] += sign * 4e-3f;
          Model other = new Model(model.flow, model.layout, moved);
          quotient += sign * loss(other.solve(t0, z0, times), weights) / 8e-3;
        }
        // Truncation of order step², and rounding of a loss of size 10 over twice the step.
        assertEquals(quotient, gradient[i], 2e-3 * Math.abs(quotient) + 3e-3, slot.name() + i);
      }
    }
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 4; c++) {
        double quotient = 0;
        for (int sign = -1; sign <= 1; sign += 2) {
          Matrix moved = random(3, 4, 6);
          moved.set(r, c, z0.get(r, c) + sign * 0.25f);
          quotient += sign * loss(model.solve(t0, moved, times), weights) / 0.5;
        }
        assertEquals(quotient, dz0.get(r, c), 2e-5 * Math.abs(quotient) + 2e-5);
      }
    }
  }

  private static double loss(Matrix states, Matrix weights) {
    double sum = 0;
    for (int r = 0; r < states.rows(); r++) {
      for (int c = 0; c < states.columns(); c++) {
        sum += (double) states.get(r, c) * weights.get(r, c);
      }
    }
    return sum;
  }

  @Test
  void whatCannotBeReachedHasAStatus() {
    Model model = Model.of(4, 8);
    LinearFlowEvaluator evaluator = model.flow.evaluator();
    evaluator.load(model.parameters);
    OutputTimes times = OutputTimes.of(new double[] {1, 1e300}, new double[] {-500});
    Matrix states = new Matrix(3, 4);
    evaluator.solve(new double[2], random(2, 4, 9), times, states);
    assertEquals(RowStatus.TOO_MANY_STEPS, evaluator.status(0));
    assertTrue(Float.isFinite(states.get(0, 0)));
    assertTrue(Float.isNaN(states.get(1, 0)));
    assertEquals(RowStatus.NOT_FINITE, evaluator.status(1)); // backwards, damping is growth
    assertTrue(evaluator.evaluations(0) > 0);
  }

  @Test
  void anInterruptEndsIt() {
    Model model = Model.of(4, 8);
    Thread.currentThread().interrupt();
    assertThrows(
        CancellationException.class,
        () -> model.solve(new double[1], random(1, 4, 9), OutputTimes.of(new double[] {3})));
    assertTrue(Thread.interrupted());
  }
}
