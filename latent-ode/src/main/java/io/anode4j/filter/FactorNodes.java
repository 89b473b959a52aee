package io.anode4j.filter;

import io.anode4j.onnx.OnnxGraph;
import io.anode4j.onnx.OnnxGraph.Value;
import io.anode4j.sequence.LeadFactors;
import java.util.Arrays;

/**
 * {@link LeadFactors.Curve#factor} as nodes: linear in the logarithm of the lead between the knots.
 *
 * @param graph receives the nodes
 * @param curve the factors
 */
record FactorNodes(OnnxGraph graph, LeadFactors.Curve curve) {
  Value of(Value lead) {
    Value log = graph.apply("Log", graph.apply("Max", lead, graph.row(Double.MIN_NORMAL)));
    Value sum = graph.row(curve.values()[0]);
    for (int k = 1; k < curve.at().length; k++) {
      double width = curve.at()[k] - curve.at()[k - 1];
      Value away = graph.apply("Sub", log, graph.number(curve.at()[k - 1]));
      Value part = graph.apply("Div", away, graph.number(width));
      Value within = graph.apply("Clip", part, graph.number(0), graph.number(1));
      sum = graph.apply("Add", sum, graph.apply("Mul", within, graph.row(rise(curve, k))));
    }
    return sum;
  }

  private static double[] rise(LeadFactors.Curve curve, int knot) {
    double[] to = curve.values()[knot].clone();
    Arrays.setAll(to, c -> to[c] - curve.values()[knot - 1][c]);
    return to;
  }
}
