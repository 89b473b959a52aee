package io.anode4j.filter;

import io.anode4j.onnx.ElementType;
import io.anode4j.onnx.OnnxGraph;
import io.anode4j.onnx.OnnxGraph.Value;

/** How far values are believed ({@link Doubt}, {@link FilterRows}), as nodes of a graph. */
final class BeliefNodes {
  private final OnnxGraph graph;
  private final NeuralFilter model;
  private final Value zero;

  BeliefNodes(OnnxGraph graph, NeuralFilter model) {
    this.graph = graph;
    this.model = model;
    this.zero = graph.number(0);
  }

  /**
   * What is made of values; where none is, both mean nothing.
   *
   * @param value as the state learns it, float32
   * @param strange strange values in a row after it
   */
  record Believed(Value value, Value strange) {}

  private Value wide(Value value) {
    return graph.cast(value, ElementType.DOUBLE);
  }

  Believed of(FilterNodes.State state, FilterNodes.Prediction told, Value scaled) {
    Value distance = wide(graph.apply("Sub", scaled, told.mean()));
    Value residual = graph.apply("Abs", graph.apply("Div", distance, told.deviation()));
    Value strange =
        graph.apply("Greater", residual, graph.row(Doubt.beyond(model.curves().residual())));
    Value limit = graph.constant(new float[] {(float) model.config().scoring().outlierLimit()});
    Value reach = graph.apply("Mul", limit, told.std());
    Value side = graph.apply("Sign", distance);
    Value before = state.strange();
    Value size = graph.apply("Abs", before);
    Value again = graph.apply("Greater", graph.apply("Mul", before, side), zero);
    Value one = graph.number(1);
    Value longer = graph.apply("Min", graph.apply("Add", size, one), graph.row(Doubt.LONGEST));
    Value run = graph.apply("Mul", side, graph.apply("Where", again, longer, one));
    Value doubted = doubted(state, told, wide(reach), size, again);
    Value believed =
        graph.apply("Mul", side, graph.apply("Min", graph.apply("Abs", distance), doubted));
    Value ofStrange =
        graph.cast(graph.apply("Add", wide(told.mean()), believed), ElementType.FLOAT);
    return new Believed(
        graph.apply("Where", strange, ofStrange, within(state, told, scaled, reach)),
        graph.apply("Where", strange, run, zero));
  }

  /** The most of a strange value's distance that is believed, {@link Doubt#believed}. */
  private Value doubted(
      FilterNodes.State state, FilterNodes.Prediction told, Value reach, Value size, Value again) {
    Value first = graph.apply("Less", state.count(), graph.number(0.5));
    Value early =
        graph.apply("Less", state.count(), graph.number(model.config().scoring().warmUp() + 0.5));
    Value after = graph.apply("Greater", size, zero);
    Value warming = graph.apply("Or", first, graph.apply("And", early, after));
    Value doubled = graph.apply("Pow", graph.number(2), size);
    Value far =
        graph.apply(
            "Mul", graph.apply("Mul", told.deviation(), graph.number(Doubt.FARTHEST)), doubled);
    Value near = graph.apply("Mul", graph.apply("Mul", reach, graph.number(0.5)), doubled);
    Value later = graph.apply("Where", again, near, zero);
    return graph.apply("Where", warming, far, later);
  }

  /** Ordinary values: as they are while the sensor warms up, then no farther than the limit. */
  private Value within(
      FilterNodes.State state, FilterNodes.Prediction told, Value scaled, Value reach) {
    Value warming =
        graph.apply("Less", state.count(), graph.number(model.config().scoring().warmUp() - 0.5));
    Value most = graph.apply("Add", told.mean(), reach);
    Value least = graph.apply("Sub", told.mean(), reach);
    Value bounded = graph.apply("Max", least, graph.apply("Min", most, scaled));
    return graph.apply("Where", warming, scaled, bounded);
  }
}
