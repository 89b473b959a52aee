package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.gradient.GradientStrategy.Checkpointed;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointedTest {
  private final LayerField field = RandomField.of(5, 2, 3, 9, 3);
  private final Matrix y0 = Doubles.randomMatrix(new SplittableRandom(6), 5, 3);
  private final double[] t0 = {0, 1, -2, 0, 0};
  private final OutputTimes times =
      OutputTimes.of(
          new double[][] {{0.1, 2, 9.3}, {1, 1.2}, {}, {-0.3, -2, -5}, {0.01, 0.02, 4, 4, 4.1}});

  private Gradients solve(Solver solver, GradientStrategy strategy) {
    return new DifferentiableSolver(solver, strategy)
        .solve(field, t0, y0, times, OutputLoss.sumOfSquares());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 10, 1000})
  void hasTheBitsOfTheDiscreteGradient(int checkpoints) {
    for (Solver solver :
        new Solver[] {Solver.dopri5(1e-5, 1e-6), Solver.tsit5(1e-3, 1e-4), Solver.rk4(0.1)}) {
      Gradients expected = solve(solver, GradientStrategy.discrete());
      Gradients actual = solve(solver, new Checkpointed(checkpoints));
      assertEquals(expected.loss(), actual.loss());
      assertArrayEquals(expected.initialStates().toArray(), actual.initialStates().toArray());
      assertArrayEquals(expected.parameters(), actual.parameters());
      assertArrayEquals(expected.startTimes(), actual.startTimes());
      assertArrayEquals(expected.outputTimes(), actual.outputTimes());
    }
  }

  @Test
  void makesNothingAgainWhereAllStatesFit() {
    Gradients all = solve(Solver.dopri5(1e-5, 1e-6), new Checkpointed(1000));
    assertEquals(
        all.solution().rows().stream().mapToInt(r -> r.accepted()).sum(),
        all.statistics().backwardSteps());
  }

  @Test
  void holdsFewStatesAndMakesFewStepsAgain() {
    int steps = 1000;
    Solver solver = Solver.rk4(1.0 / steps);
    LayerField wide = RandomField.of(7, 0.5, 64, 8, 64);
    Matrix start = Doubles.randomMatrix(new SplittableRandom(8), 1, 64);
    OutputLoss loss = OutputLoss.sumOfSquares();
    Gradients all = new DifferentiableSolver(solver).solve(wide, start, loss, 0, 1);
    Gradients few =
        new DifferentiableSolver(solver, GradientStrategy.checkpointed())
            .solve(wide, start, loss, 0, 1);
    assertArrayEquals(all.parameters(), few.parameters());
    long schedule = steps * 29L;
    assertEquals(schedule + steps * 256L, all.statistics().bytesHeld());
    assertTrue(few.statistics().bytesHeld() <= schedule + steps * 4L + 10 * 256);
    // The best schedule that knew the number of steps would make 4·1000 − C(14, 3) again; half of
    // a thousand of them are saved as the forward pass kept some states, some more are lost as it
    // kept them at even distances.
    long again = few.statistics().backwardSteps() - steps;
    assertTrue(again <= 1.25 * BinomialSchedule.cost(steps, 10), "steps made again: " + again);
  }

  @Test
  void countsCheckpointsInBytes() {
    assertEquals(new Checkpointed(7), Checkpointed.withinBytes(10_000, 10, 17));
    assertEquals(new Checkpointed(7), Checkpointed.withinBytes(7 * 64, 1, 16));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Checkpointed.withinBytes(6399, 100, 3))
            .getMessage();
    assertTrue(message.contains("6400"), message);
    assertThrows(IllegalArgumentException.class, () -> new Checkpointed(0));
  }
}
