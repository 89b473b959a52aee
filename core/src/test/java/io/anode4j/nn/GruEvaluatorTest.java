package io.anode4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.reference.Doubles;
import io.anode4j.reference.FiniteDifferences;
import io.anode4j.reference.Networks;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GruEvaluatorTest {
  private static final double TOLERANCE = 5e-6;

  /** Sequences of a batch, longest first, laid out as the evaluator wants them. */
  private record Ragged(int[] lengths, double[][][] inputs, int[] active, Matrix x) {
    static Ragged of(SplittableRandom random, int inputSize, int... lengths) {
      double[][][] inputs = new double[lengths.length][][];
      int longest = lengths.length == 0 ? 0 : lengths[0];
      int[] active = new int[longest];
      for (int r = 0; r < lengths.length; r++) {
        inputs[r] = new double[lengths[r]][];
        for (int s = 0; s < lengths[r]; s++) {
          active[s]++;
          inputs[r][s] = new double[inputSize];
          Arrays.setAll(inputs[r][s], j -> (float) random.nextDouble(-1, 1));
        }
      }
      Matrix x = new Matrix(Arrays.stream(active).sum(), inputSize);
      int at = 0;
      for (int s = 0; s < longest; s++) {
        for (int r = 0; r < active[s]; r++, at++) {
          for (int j = 0; j < inputSize; j++) {
            x.set(at, j, (float) inputs[r][s][j]);
          }
        }
      }
      return new Ragged(lengths, inputs, active, x);
    }

    Ragged row(int r) {
      SplittableRandom unused = new SplittableRandom(0);
      Ragged one = of(unused, x.columns(), lengths[r]);
      for (int s = 0; s < lengths[r]; s++) {
        one.inputs[0][s] = inputs[r][s];
        for (int j = 0; j < x.columns(); j++) {
          one.x.set(s, j, (float) inputs[r][s][j]);
        }
      }
      return one;
    }
  }

  private record Case(GruCell cell, Parameters parameters, double[] p) {
    static Case of(int inputs, int hidden) {
      ParameterLayout.Builder layout = ParameterLayout.builder();
      layout.add("before", 1, 3);
      GruCell cell = GruCell.in(layout, "gru", inputs, hidden);
      Parameters parameters = new Parameters(layout.build());
      cell.initialize(parameters, new SplittableRandom(9));
      return new Case(cell, parameters, Doubles.of(parameters.values()));
    }

    GruEvaluator evaluator() {
      GruEvaluator evaluator = new GruEvaluator(cell);
      evaluator.load(parameters);
      return evaluator;
    }

    Matrix forward(GruEvaluator evaluator, Ragged batch) {
      Matrix last = new Matrix(batch.lengths.length, cell.hidden());
      evaluator.forward(batch.active, batch.active.length, batch.x, last);
      return last;
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,3", "5,8", "7,13", "3,16", "16,17", "33,32"})
  void followsItsFormulaOnRaggedSequences(int inputs, int hidden) {
    Case c = Case.of(inputs, hidden);
    GruEvaluator evaluator = c.evaluator();
    SplittableRandom random = new SplittableRandom(1);
    int[][] batches = {{}, {0}, {1}, {3, 3, 3}, {9, 7, 7, 4, 1}, {12, 2, 1, 1, 0, 0}};
    for (int[] lengths : batches) {
      Ragged batch = Ragged.of(random, inputs, lengths);
      Matrix last = c.forward(evaluator, batch);
      for (int r = 0; r < lengths.length; r++) {
        double[] expected = Networks.gru(c.cell, c.p, batch.inputs[r]);
        Doubles.assertClose(expected, Doubles.row(last, r), TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2,3", "5,8", "3,17"})
  void pullsBackExactly(int inputs, int hidden) {
    Case c = Case.of(inputs, hidden);
    GruEvaluator evaluator = c.evaluator();
    SplittableRandom random = new SplittableRandom(2);
    Ragged batch = Ragged.of(random, inputs, 6, 4, 4, 1, 0);
    double[][] ct = new double[5][];
    Matrix dLast = new Matrix(5, hidden);
    for (int r = 0; r < 5; r++) {
      ct[r] = Doubles.random(random, hidden, 1);
      for (int j = 0; j < hidden; j++) {
        dLast.set(r, j, (float) ct[r][j]);
      }
    }
    c.forward(evaluator, batch);
    evaluator.backward(batch.x, dLast);
    float[] gradient = new float[c.p.length];
    evaluator.drainGradient(gradient);
    double[] expected =
        FiniteDifferences.gradient(
            p -> {
              double sum = 0;
              for (int r = 0; r < 5; r++) {
                sum += Doubles.dot(Networks.gru(c.cell, p, batch.inputs[r]), ct[r]);
              }
              return sum;
            },
            c.p);
    Doubles.assertClose(expected, Doubles.of(gradient), 5 * TOLERANCE);
    float[] nothing = new float[c.p.length];
    evaluator.drainGradient(nothing);
    assertArrayEquals(new float[c.p.length], nothing);
  }

  @Test
  void givesASequenceTheSameBitsInEveryBatch() {
    Case c = Case.of(5, 13);
    GruEvaluator evaluator = c.evaluator();
    SplittableRandom random = new SplittableRandom(3);
    Ragged batch = Ragged.of(random, 5, 20, 20, 17, 11, 10, 9, 9, 9, 4, 2, 1, 1);
    Matrix together = c.forward(evaluator, batch);
    for (int r = 0; r < batch.lengths.length; r++) {
      Matrix alone = c.forward(c.evaluator(), batch.row(r));
      for (int j = 0; j < 13; j++) {
        assertEquals(together.get(r, j), alone.get(0, j), "row " + r);
      }
    }
  }

  @Test
  void addsUpGradientsOfSeveralRunsAndReusesItsMemory() {
    Case c = Case.of(3, 8);
    GruEvaluator evaluator = c.evaluator();
    SplittableRandom random = new SplittableRandom(4);
    Ragged small = Ragged.of(random, 3, 2, 1);
    Ragged large = Ragged.of(random, 3, 9, 8, 8, 3);
    float[] together = new float[c.p.length];
    float[] apart = new float[c.p.length];
    for (Ragged batch : new Ragged[] {small, large, small}) {
      Matrix ct = new Matrix(batch.lengths.length, 8);
      Arrays.fill(ct.data(), 0, ct.data().length, 0f);
      ct.set(0, 2, 1);
      c.forward(evaluator, batch);
      evaluator.backward(batch.x, ct);
      GruEvaluator fresh = c.evaluator();
      c.forward(fresh, batch);
      fresh.backward(batch.x, ct);
      fresh.drainGradient(apart);
    }
    evaluator.drainGradient(together);
    Doubles.assertClose(Doubles.of(apart), Doubles.of(together), 1e-6);
  }
}
