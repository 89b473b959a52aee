package io.anode4j.filter;

import io.anode4j.onnx.ClockNodes;
import io.anode4j.onnx.ElementType;
import io.anode4j.onnx.OnnxGraph;
import io.anode4j.onnx.OnnxGraph.Value;
import io.anode4j.sequence.TimeFeatures;
import java.util.Arrays;

/** What a neural filter makes of time, as nodes of a graph: float64 in, float32 out. */
final class TimeNodes {
  private static final double QUARTER = Math.PI / 2;

  private final OnnxGraph graph;
  private final NeuralFilter model;
  private final FilterCell cell;

  TimeNodes(OnnxGraph graph, NeuralFilter model) {
    this.graph = graph;
    this.model = model;
    this.cell = model.cell();
  }

  /** Float64 arithmetic whose result is stored as float32, as the filter does it. */
  private Value narrow(Value value) {
    return graph.cast(value, ElementType.FLOAT);
  }

  /** Model time from one time to another. */
  Value units(Value to, Value from) {
    return graph.apply(
        "Div", graph.apply("Sub", to, from), graph.number(model.layout().timeUnit()));
  }

  /** {@link FilterCell#carry}: a damped rotation of each pair. */
  Value carry(Value gap, Value h) {
    int pairs = cell.decay.length;
    double[] slower = Arrays.stream(cell.decay).map(rate -> -rate).toArray();
    Value size = graph.apply("Exp", graph.apply("Mul", gap, graph.row(slower)));
    Value angle = graph.apply("Mul", gap, graph.row(cell.turn));
    // Runtimes have the sine of a float64, not all of them its cosine.
    Value ahead = graph.apply("Add", angle, graph.number(QUARTER));
    Value cos = narrow(graph.apply("Mul", size, graph.apply("Sin", ahead)));
    Value sin = narrow(graph.apply("Mul", size, graph.apply("Sin", angle)));
    Value a = graph.columns(h, 0, pairs);
    Value b = graph.columns(h, pairs, 2 * pairs);
    return graph.columns(
        graph.apply("Sub", graph.apply("Mul", cos, a), graph.apply("Mul", sin, b)),
        graph.apply("Add", graph.apply("Mul", sin, a), graph.apply("Mul", cos, b)));
  }

  /** How much of each channel's last value is left. */
  Value freshness(Value ages) {
    double[] rates = Arrays.stream(cell.fade).map(rate -> -rate).toArray();
    return narrow(graph.apply("Exp", graph.apply("Mul", ages, graph.row(rates))));
  }

  /** {@link io.anode4j.model.Phases#write}. */
  Value phases(Value at) {
    return new ClockNodes(graph).phases(at, model.layout().phases().periods());
  }

  /** {@link TimeFeatures#logTime}. */
  Value logTime(Value units) {
    Value shifted = graph.apply("Add", graph.apply("Max", units, graph.row(0)), graph.number(1));
    Value log =
        narrow(graph.apply("Log", graph.apply("Min", shifted, graph.row(Double.MAX_VALUE))));
    return graph.apply("Mul", log, graph.constant(new float[] {TimeFeatures.LOG_SCALE}));
  }

  /** {@link FilterLayout#squash}. */
  Value squash(Value scaled) {
    Value wide = graph.cast(scaled, ElementType.DOUBLE);
    Value size = graph.apply("Abs", wide);
    Value root =
        graph.apply("Sqrt", graph.apply("Add", graph.apply("Mul", size, size), graph.number(1)));
    Value log = graph.apply("Log", graph.apply("Add", size, root));
    return narrow(graph.apply("Mul", graph.apply("Sign", wide), log));
  }
}
