package io.anode4j.filter;

import io.anode4j.onnx.ElementType;
import io.anode4j.onnx.OnnxGraph;
import io.anode4j.onnx.OnnxGraph.Value;
import io.anode4j.onnx.OnnxLayers;

/** The moves of {@link FilterRows} as nodes of a graph: predict, learn. */
final class FilterNodes {
  /** Lead before the first reading: "nothing is known". */
  private static final double LONGEST_LEAD = 1e6;

  private final OnnxLayers layers;
  private final OnnxGraph graph;
  private final NeuralFilter model;
  private final FilterArchitecture architecture;
  private final TimeNodes times;

  FilterNodes(OnnxLayers layers, NeuralFilter model) {
    this.layers = layers;
    this.graph = layers.graph();
    this.model = model;
    this.architecture = model.cell().architecture;
    this.times = new TimeNodes(graph, model);
  }

  /**
   * What is kept of the sensors, a row each.
   *
   * @param h hidden state after the last reading
   * @param time of the last reading
   * @param count readings so far
   * @param last each channel's last value, scaled
   * @param lastTime their times
   * @param strange strange values in a row
   */
  record State(Value h, Value time, Value count, Value last, Value lastTime, Value strange) {}

  /**
   * What is expected, scaled.
   *
   * @param carried hidden state at the time asked
   * @param gap model time since the last reading, 0 at the first
   * @param mean float32
   * @param std decoded deviation, float32
   * @param deviation calibrated deviation, float64
   */
  record Prediction(Value carried, Value gap, Value mean, Value std, Value deviation) {}

  Prediction predict(State state, Value at) {
    Value fresh = graph.apply("Less", state.count(), graph.number(0.5));
    Value lead = times.units(at, state.time());
    Value gap = graph.apply("Where", fresh, graph.number(0), lead);
    Value told = graph.apply("Where", fresh, graph.number(LONGEST_LEAD), lead);
    Value carried = times.carry(gap, state.h());
    Value freshness = times.freshness(times.units(at, state.lastTime()));
    Value faded = graph.apply("Mul", freshness, times.squash(state.last()));
    Value z =
        model.layout().phases().count() == 0
            ? graph.columns(carried, times.logTime(told), faded, freshness)
            : graph.columns(carried, times.phases(at), times.logTime(told), faded, freshness);
    Value units = graph.apply("Relu", layers.dense(architecture.first(), z));
    Value out = layers.dense(architecture.second(), units);
    int d = model.channels().size();
    Value kept = graph.apply("Mul", layers.weights(architecture.keep()), freshness);
    Value mean =
        graph.apply("Add", graph.columns(out, 0, d), graph.apply("Mul", kept, state.last()));
    Value log =
        graph.apply(
            "Clip",
            graph.columns(out, d, 2 * d),
            graph.constant(new float[] {FilterCell.LEAST_LOG_STD}),
            graph.constant(new float[] {FilterCell.MOST_LOG_STD}));
    Value std =
        graph.cast(graph.apply("Exp", graph.cast(log, ElementType.DOUBLE)), ElementType.FLOAT);
    Value deviation =
        graph.apply(
            "Mul",
            graph.cast(std, ElementType.DOUBLE),
            new FactorNodes(graph, model.factors()).of(told));
    return new Prediction(carried, gap, mean, std, deviation);
  }

  /** The state after a reading; rows without a value keep theirs. */
  State learn(State state, Prediction told, Value at, Value scaled) {
    Value missing = graph.apply("IsNaN", scaled);
    BeliefNodes belief = new BeliefNodes(graph, model);
    BeliefNodes.Believed kept = belief.of(state, told, scaled);
    Value mask = graph.cast(graph.apply("Not", missing), ElementType.FLOAT);
    Value zero = graph.constant(new float[] {0});
    Value told0 = graph.apply("Where", missing, zero, times.squash(kept.value()));
    Value x =
        model.layout().phases().count() == 0
            ? graph.columns(told0, mask, times.logTime(told.gap()))
            : graph.columns(told0, mask, times.logTime(told.gap()), times.phases(at));
    Value jumped = layers.gru(architecture.cell(), x, told.carried());
    Value seen = graph.apply("Greater", graph.apply("ReduceSum", mask, graph.whole(1)), zero);
    Value count = graph.apply("Add", state.count(), graph.number(1));
    return new State(
        graph.apply("Where", seen, jumped, state.h()),
        graph.apply("Where", seen, at, state.time()),
        graph.apply("Where", seen, count, state.count()),
        graph.apply("Where", missing, state.last(), kept.value()),
        graph.apply("Where", missing, state.lastTime(), at),
        graph.apply("Where", missing, state.strange(), kept.strange()));
  }
}
