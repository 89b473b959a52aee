package io.anode4j.onnx;

import io.anode4j.onnx.OnnxGraph.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sines and cosines of time as nodes: float64 in, float32 out, as models compute them.
 *
 * @param graph receives the nodes
 */
public record ClockNodes(OnnxGraph graph) {
  private static final double QUARTER = Math.PI / 2;

  /**
   * Sine and cosine of the phase of each period, a pair of columns each.
   *
   * @param at times {@code [… × 1]}
   * @param periods in the times' unit
   * @return {@code [… × 2·periods]}
   */
  public Value phases(Value at, List<Double> periods) {
    double[] twice = twice(periods.stream().mapToDouble(Double::doubleValue).toArray());
    Value turns = graph.apply("Div", at, graph.row(twice));
    Value part = graph.apply("Sub", turns, graph.apply("Floor", turns));
    return waves(graph.apply("Mul", part, graph.number(2 * Math.PI)), periods.size());
  }

  /**
   * Sine and cosine of multiples of an angle, a pair of columns each.
   *
   * @param angle {@code [… × 1]}
   * @param multiples 1 to this number
   * @return {@code [… × 2·multiples]}
   */
  public Value multiples(Value angle, int multiples) {
    double[] factors = twice(IntStream.rangeClosed(1, multiples).asDoubleStream().toArray());
    return waves(graph.apply("Mul", angle, graph.row(factors)), multiples);
  }

  private static double[] twice(double[] values) {
    return IntStream.range(0, 2 * values.length).mapToDouble(i -> values[i / 2]).toArray();
  }

  /** Runtimes have the sine of a float64, not all of them its cosine. */
  private Value waves(Value angles, int pairs) {
    double[] shifts = IntStream.range(0, 2 * pairs).mapToDouble(i -> i % 2 * QUARTER).toArray();
    Value ahead = graph.apply("Add", angles, graph.row(shifts));
    return graph.cast(graph.apply("Sin", ahead), ElementType.FLOAT);
  }
}
