package io.anode4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.gradient.GradientReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientLessonsTest {
  @Test
  void fourStrategiesAgree() {
    GradientReport report = FourGradients.run();
    assertTrue(report.passed(), report::toString);
    assertEquals(4, report.costs().size());
    assertEquals(0, report.costs().get(2).statistics().bytesHeld(), "the adjoint keeps nothing");
  }

  @Test
  void aReversibleSolveHoldsLittle() {
    List<ReversibleMemory.Line> lines = ReversibleMemory.run();
    ReversibleMemory.Line longest = lines.get(2);
    assertTrue(longest.discreteBytes() > 90 * lines.get(0).discreteBytes(), longest::toString);
    assertTrue(2 * longest.reversibleBytes() < longest.discreteBytes(), longest::toString);
    // The two methods differ by their errors (rk4 at 0.1: some 1e-4) and ten thousand roundings.
    assertTrue(lines.stream().allMatch(l -> l.difference() < 1e-2), lines::toString);
  }

  @Test
  void aFitThatTheWeakFormBeginsTakesFewerEvaluations() {
    WarmStart.Result result = WarmStart.run(3);
    assertTrue(result.warm().error() < 0.1, result.toString());
    assertTrue(result.single().error() < 0.1, result.toString());
    // 2.4 times fewer when it was measured; training differs by rounding between machines.
    assertTrue(
        1.5 * result.warm().evaluations() < result.single().evaluations(), result.toString());
    assertTrue(
        10 * result.warm().evaluations() < result.multiple().evaluations(), result.toString());
  }
}
