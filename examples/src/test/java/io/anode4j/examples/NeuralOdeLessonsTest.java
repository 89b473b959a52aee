package io.anode4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NeuralOdeLessonsTest {
  @Test
  void augmentationHelpsOnConcentricSpheres() {
    NodeAgainstAnode.Result result = NodeAgainstAnode.run(12);
    double node = result.node().last().loss();
    double anode = result.anode().last().loss();
    assertTrue(anode < 0.5 * node, "Huber loss " + node + " without, " + anode + " with");
    assertTrue(result.anode().last().evaluations().forwardPerRow() > 7, "NFE is reported");
    assertTrue(result.picture().toSvg().contains("augmented by one"));
  }

  @Test
  void aFlowLearnsTwoMoons() {
    FlowOnTwoMoons.Result result = FlowOnTwoMoons.run(40);
    // The best Gaussian has 1.89 nats.
    assertTrue(result.loss() < 1.6, result.loss() + " nats");
    assertEquals(1000, result.drawn().points().rows());
    assertTrue(result.picture().toSvg().contains("drawn from the flow"));
  }
}
