package io.anode4j.latent;

import io.anode4j.latent.window.WindowLayout;
import io.anode4j.onnx.ClockNodes;
import io.anode4j.onnx.ElementType;
import io.anode4j.onnx.OnnxGraph;
import io.anode4j.onnx.OnnxGraph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What an encoder reads of a window ({@link io.anode4j.latent.window.Contexts}), as nodes.
 *
 * @param graph receives the nodes
 * @param model whose encoder reads
 */
record WindowNodes(OnnxGraph graph, LatentOde model) {
  /**
   * Numbers of each observation.
   *
   * @param times increasing, float64 {@code [steps × rows × 1]}
   * @param values NaN where missing, float64 {@code [steps × rows × channels]}
   * @return values, mask, gap, features of the time, float32 {@code [steps × rows × inputs]}
   */
  Value inputs(Value times, Value values) {
    Value missing = graph.apply("IsNaN", values);
    Value away = graph.apply("Sub", values, graph.row(model.header().center()));
    Value scaled = graph.apply("Div", away, graph.row(model.header().scale()));
    Value narrow = graph.cast(scaled, ElementType.FLOAT);
    Value known = graph.apply("Where", missing, graph.constant(new float[] {0}), narrow);
    Value mask = graph.cast(graph.apply("Not", missing), ElementType.FLOAT);
    List<Value> parts = new ArrayList<>(List.of(known, mask, gaps(times)));
    Value first = graph.apply("Slice", times, graph.whole(0), graph.whole(1), graph.whole(0));
    Value elapsed = units(graph.apply("Sub", times, first));
    int frequencies = model.config().encoder().timeFrequencies();
    ClockNodes clock = new ClockNodes(graph);
    if (frequencies > 0) {
      Value part = graph.apply("Mul", elapsed, graph.number(WindowLayout.ELAPSED_SCALE));
      parts.add(graph.cast(part, ElementType.FLOAT));
      parts.add(clock.multiples(elapsed, frequencies));
    }
    if (!model.header().periods().isEmpty()) {
      parts.add(clock.phases(times, model.header().periods()));
    }
    return graph.columns(parts.toArray(Value[]::new));
  }

  /** To the observation after each, which is read before it; 0 of the last. */
  private Value gaps(Value times) {
    Value later =
        graph.apply("Slice", times, graph.whole(1), graph.whole(Long.MAX_VALUE), graph.whole(0));
    Value last =
        graph.apply("Slice", times, graph.whole(-1), graph.whole(Long.MAX_VALUE), graph.whole(0));
    Value next =
        graph.apply("Concat", List.of(io.anode4j.onnx.OnnxAttribute.of("axis", 0)), later, last);
    return graph.cast(units(graph.apply("Sub", next, times)), ElementType.FLOAT);
  }

  private Value units(Value time) {
    return graph.apply("Div", time, graph.number(model.header().timeUnit()));
  }
}
