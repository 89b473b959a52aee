package io.anode4j.latent;

import io.anode4j.nn.GruCell;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.onnx.ElementType;
import io.anode4j.onnx.OnnxGraph;
import io.anode4j.onnx.OnnxGraph.Value;
import io.anode4j.onnx.OnnxLayers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A latent ODE as ONNX graphs: {@code encoder}, {@code field}, {@code solve}, the field unrolled by
 * Runge–Kutta steps, and {@code decoder}. They hold the network: posterior, states, decoded
 * location and scale. What a forecast adds to it, the mixture of samples and the memory of the last
 * residual, is left to who reads them.
 *
 * <p>Times and values are float64 in the units of the data; the networks are float32.
 */
public final class LatentGraphs {
  private static final String ROWS = "rows";
  private static final String STEPS = "steps";

  private final LatentOde model;
  private final FieldOfModel field;
  private final String channels;
  private final String latent;
  private final String state;

  private LatentGraphs(LatentOde model) {
    this.model = model;
    this.field = new FieldOfModel(model);
    this.channels = Integer.toString(model.channels().size());
    this.latent = Integer.toString(model.config().latentSize());
    this.state = Integer.toString(model.config().stateSize());
  }

  /**
   * The graphs of a model.
   *
   * @param model a latent ODE on the channels' scales, whose encoder is a GRU
   * @param steps Runge–Kutta steps of a solve, at least 1
   * @return ONNX files by name
   * @throws IllegalArgumentException when the model has parts that have no such graph
   */
  public static Map<String, byte[]> of(LatentOde model, int steps) {
    Exportable.require(model, steps);
    LatentGraphs graphs = new LatentGraphs(model);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("encoder", graphs.encoder());
    files.put("field", graphs.field());
    files.put("solve", graphs.solve(steps));
    files.put("decoder", graphs.decoder());
    return files;
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("channels", String.join(",", model.channels()));
    facts.put("times", model.timeFormat().name());
    facts.put("likelihood", model.config().likelihood().type());
    facts.put("model", model.fingerprint());
    return facts;
  }

  private byte[] file(OnnxGraph graph, String name) {
    return graph.bytes("latent_ode_" + name, model.header().library(), facts());
  }

  private byte[] encoder() {
    OnnxGraph graph = new OnnxGraph();
    Value times =
        graph.input("times", ElementType.DOUBLE, "increasing, no row empty", STEPS, ROWS, "1");
    Value values =
        graph.input("values", ElementType.DOUBLE, "NaN where missing", STEPS, ROWS, channels);
    OnnxLayers layers = new OnnxLayers(graph, model.parameters());
    Value inputs = new WindowNodes(graph, model).inputs(times, values);
    Value code = layers.gruBackwards(cell(), inputs);
    Value statistics = layers.mlp(field.architecture().posterior(), code);
    int l = model.config().latentSize();
    Value mean = graph.columns(statistics, 0, l);
    Value deviation =
        new DecoderNodes(layers, model).deviation(graph.columns(statistics, l, 2 * l));
    graph.output("mean", ElementType.FLOAT, "of z at the first time", mean, ROWS, latent);
    graph.output("deviation", ElementType.FLOAT, "of z at the first time", deviation, ROWS, latent);
    return file(graph, "encoder");
  }

  private GruCell cell() {
    return new GruCell(
        slot("encoder.w_ih"), slot("encoder.w_hh"), slot("encoder.b_ih"), slot("encoder.b_hh"));
  }

  private ParameterSlot slot(String name) {
    return field.slot(name);
  }

  private byte[] field() {
    OnnxGraph graph = new OnnxGraph();
    Value z = graph.input("state", ElementType.FLOAT, "[z; zeros at the start]", ROWS, state);
    Value derivative = field.nodes(new OnnxLayers(graph, model.parameters()), z);
    graph.output(
        "derivative", ElementType.FLOAT, "by model time: " + unit(), derivative, ROWS, state);
    return file(graph, "field");
  }

  private String unit() {
    return "one unit is " + model.header().timeUnit() + " of the data's";
  }

  private byte[] solve(int steps) {
    OnnxGraph graph = new OnnxGraph();
    Value z = graph.input("z", ElementType.FLOAT, "at the first observation", ROWS, latent);
    Value duration =
        graph.input("duration", ElementType.DOUBLE, "from there, data's unit", ROWS, "1");
    Value units = graph.apply("Div", duration, graph.number(model.header().timeUnit()));
    Value y = z;
    int augment = model.config().augment();
    if (augment > 0) {
      Value none =
          graph.apply(
              "Mul", graph.columns(z, 0, 1), graph.constant(new float[augment], 1, augment));
      y = graph.columns(z, none);
    }
    OnnxLayers layers = new OnnxLayers(graph, model.parameters());
    Value end = new UnrolledSolve(layers, field).nodes(y, units, steps);
    graph.output("state", ElementType.FLOAT, "after the duration", end, ROWS, state);
    return file(graph, "solve");
  }

  private byte[] decoder() {
    OnnxGraph graph = new OnnxGraph();
    Value z = graph.input("state", ElementType.FLOAT, "at the time", ROWS, state);
    Value at = graph.input("at", ElementType.DOUBLE, "the time", ROWS, "1");
    DecoderNodes nodes = new DecoderNodes(new OnnxLayers(graph, model.parameters()), model);
    Value raw = nodes.raw(field.architecture().decoder(), z, at);
    graph.output(
        "location", ElementType.DOUBLE, "of each channel", nodes.location(raw), ROWS, channels);
    graph.output("scale", ElementType.DOUBLE, "around it", nodes.scale(raw), ROWS, channels);
    return file(graph, "decoder");
  }
}
