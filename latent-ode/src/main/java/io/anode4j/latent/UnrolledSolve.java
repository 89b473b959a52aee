package io.anode4j.latent;

import io.anode4j.onnx.ElementType;
import io.anode4j.onnx.OnnxGraph;
import io.anode4j.onnx.OnnxGraph.Value;
import io.anode4j.onnx.OnnxLayers;

/**
 * The classical Runge–Kutta method of order 4 with equal steps (Kutta 1901), written out as nodes:
 * a graph without a loop, for runtimes that have no solver.
 *
 * @param layers receive the nodes
 * @param field what is solved
 */
record UnrolledSolve(OnnxLayers layers, FieldOfModel field) {
  /**
   * Carries states over their durations.
   *
   * @param start {@code [rows × state]}
   * @param units durations in model time, float64 {@code [rows × 1]}
   * @param steps how many
   * @return {@code [rows × state]}
   */
  Value nodes(Value start, Value units, int steps) {
    OnnxGraph graph = layers.graph();
    Value h = graph.cast(graph.apply("Div", units, graph.number(steps)), ElementType.FLOAT);
    Value half = graph.apply("Mul", h, number(0.5f));
    Value sixth = graph.apply("Div", h, number(6));
    Value y = start;
    for (int i = 0; i < steps; i++) {
      Value k1 = field.nodes(layers, y);
      Value k2 = field.nodes(layers, moved(y, half, k1));
      Value k3 = field.nodes(layers, moved(y, half, k2));
      Value k4 = field.nodes(layers, moved(y, h, k3));
      Value middle = graph.apply("Mul", graph.apply("Add", k2, k3), number(2));
      Value sum = graph.apply("Add", graph.apply("Add", k1, middle), k4);
      y = moved(y, sixth, sum);
    }
    return y;
  }

  private Value number(float value) {
    return layers.graph().constant(new float[] {value});
  }

  private Value moved(Value y, Value h, Value slope) {
    return layers.graph().apply("Add", y, layers.graph().apply("Mul", h, slope));
  }
}
