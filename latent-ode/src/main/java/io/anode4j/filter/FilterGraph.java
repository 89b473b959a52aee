package io.anode4j.filter;

import io.anode4j.onnx.ElementType;
import io.anode4j.onnx.OnnxGraph;
import io.anode4j.onnx.OnnxGraph.Value;
import io.anode4j.onnx.OnnxLayers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A neural filter as an ONNX graph: one reading of any number of sensors, state in and state out.
 * It predicts each sensor at a time, then learns the values observed there, as {@link FilterRows}
 * does; where no value is (all NaN) it only predicts. The flow between readings is a closed form,
 * so there is neither a loop nor a solver. Scores and alarms are not part of it.
 *
 * <p>Times and values are float64 in the units of the data, as is the arithmetic of time; the
 * networks are float32.
 */
public final class FilterGraph {
  private static final String ROWS = "rows";
  private static final String ONE = "1";

  private final OnnxGraph graph = new OnnxGraph();
  private final NeuralFilter model;
  private final String channels;
  private final String hidden;

  private FilterGraph(NeuralFilter model) {
    this.model = model;
    this.channels = Integer.toString(model.channels().size());
    this.hidden = Integer.toString(model.config().hidden());
  }

  /**
   * A filter's graph.
   *
   * @param model the filter
   * @return an ONNX file
   */
  public static byte[] of(NeuralFilter model) {
    model.layout().phases().requirePlain();
    FilterGraph filter = new FilterGraph(model);
    filter.step();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("channels", String.join(",", model.channels()));
    facts.put("times", model.timeFormat().name());
    facts.put("model", model.id());
    return filter.graph.bytes("neural_filter", model.header().library(), facts);
  }

  private void step() {
    Value at = in("at", "time of the reading, not before the last one", ONE);
    Value values = in("values", "what was read, NaN where nothing was", channels);
    FilterNodes.State state = state();
    FilterNodes nodes = new FilterNodes(new OnnxLayers(graph, model.parameters()), model);
    FilterNodes.Prediction told = nodes.predict(state, at);
    out("mean", "what was expected of each channel", original(told.mean()), channels);
    Value spread = graph.apply("Mul", told.deviation(), scales());
    out("deviation", "its standard deviation", spread, channels);
    FilterNodes.State next = nodes.learn(state, told, at, scaled(values));
    out32("next_h", next.h(), hidden);
    out("next_time", "time of the last reading", next.time(), ONE);
    out("next_count", "readings so far", next.count(), ONE);
    out32("next_last", next.last(), channels);
    out("next_last_time", "time of each channel's last value", next.lastTime(), channels);
    out("next_strange", "strange values in a row", next.strange(), channels);
  }

  private FilterNodes.State state() {
    Value h =
        graph.input("h", ElementType.FLOAT, "hidden state; zeros of a fresh sensor", ROWS, hidden);
    Value time = in("time", "time of the last reading; -inf of a fresh sensor", ONE);
    Value count = in("count", "readings so far; 0 of a fresh sensor", ONE);
    Value last =
        graph.input(
            "last", ElementType.FLOAT, "last values on the model's scale; zeros", ROWS, channels);
    Value lastTime = in("last_time", "time of each channel's last value; -inf", channels);
    Value strange = in("strange", "strange values in a row, negative below; 0", channels);
    return new FilterNodes.State(h, time, count, last, lastTime, strange);
  }

  private Value in(String name, String meaning, String columns) {
    return graph.input(name, ElementType.DOUBLE, meaning, ROWS, columns);
  }

  private void out(String name, String meaning, Value value, String columns) {
    graph.output(name, ElementType.DOUBLE, meaning, value, ROWS, columns);
  }

  private void out32(String name, Value value, String columns) {
    graph.output(name, ElementType.FLOAT, "feed it to the next reading", value, ROWS, columns);
  }

  private Value scales() {
    return graph.row(model.header().scale());
  }

  private Value centers() {
    return graph.row(model.header().center());
  }

  private Value scaled(Value values) {
    Value away = graph.apply("Sub", values, centers());
    return graph.cast(graph.apply("Div", away, scales()), ElementType.FLOAT);
  }

  private Value original(Value mean) {
    Value sized = graph.apply("Mul", graph.cast(mean, ElementType.DOUBLE), scales());
    return graph.apply("Add", sized, centers());
  }
}
