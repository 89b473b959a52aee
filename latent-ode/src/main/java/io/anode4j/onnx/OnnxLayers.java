package io.anode4j.onnx;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.GruCell;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.onnx.OnnxGraph.Value;
import java.util.Arrays;
import java.util.List;

/**
 * Layers of networks as nodes of a graph. Values are {@code [rows × size]}, float32.
 *
 * @param graph receives the nodes
 * @param parameters the weights
 */
public record OnnxLayers(OnnxGraph graph, Parameters parameters) {
  /** An array of the weights as a constant; what has one row becomes a vector. */
  public Value weights(ParameterSlot slot) {
    float[] values = values(slot);
    return slot.rows() == 1
        ? graph.constant(values, slot.columns())
        : graph.constant(values, slot.rows(), slot.columns());
  }

  /** The values of an array of the weights. */
  public float[] values(ParameterSlot slot) {
    return Arrays.copyOfRange(parameters.values(), slot.offset(), slot.offset() + slot.size());
  }

  /** {@code x·Wᵀ + b}. */
  public Value dense(ParameterSlot weight, ParameterSlot bias, Value x) {
    Value matrix = graph.constant(values(weight), weight.rows(), weight.columns());
    return graph.apply("Gemm", List.of(OnnxAttribute.of("transB", 1)), x, matrix, weights(bias));
  }

  /** An affine layer. */
  public Value dense(Dense layer, Value x) {
    return dense(layer.weight(), layer.bias(), x);
  }

  /** A perceptron of ReLUs or hyperbolic tangents. */
  public Value mlp(Mlp mlp, Value x) {
    String activation = mlp.activation() == Activation.RELU ? "Relu" : "Tanh";
    Value y = x;
    for (int i = 0; i < mlp.layers().size(); i++) {
      y = dense(mlp.layers().get(i), i == 0 ? y : graph.apply(activation, y));
    }
    return y;
  }

  /** One step of a gated recurrent unit from state h. */
  public Value gru(GruCell cell, Value x, Value h) {
    int n = cell.hidden();
    Value input = dense(cell.inputWeight(), cell.inputBias(), x);
    Value recurrent = dense(cell.recurrentWeight(), cell.recurrentBias(), h);
    Value gates =
        graph.apply(
            "Sigmoid",
            graph.apply("Add", graph.columns(input, 0, 2 * n), graph.columns(recurrent, 0, 2 * n)));
    Value reset = graph.columns(gates, 0, n);
    Value update = graph.columns(gates, n, 2 * n);
    Value believed = graph.apply("Mul", reset, graph.columns(recurrent, 2 * n, 3 * n));
    Value fresh =
        graph.apply("Tanh", graph.apply("Add", graph.columns(input, 2 * n, 3 * n), believed));
    Value kept = graph.apply("Mul", update, graph.apply("Sub", h, fresh));
    return graph.apply("Add", fresh, kept);
  }

  /**
   * The state of a gated recurrent unit that has read a sequence from its end to its beginning.
   *
   * @param cell the unit
   * @param x {@code [steps × rows × inputs]}
   * @return {@code [rows × hidden]}
   */
  public Value gruBackwards(GruCell cell, Value x) {
    int n = cell.hidden();
    List<OnnxAttribute> attributes =
        List.of(
            OnnxAttribute.of("direction", "reverse"),
            OnnxAttribute.of("hidden_size", n),
            OnnxAttribute.of("linear_before_reset", 1));
    float[] biases = new float[6 * n];
    System.arraycopy(updateFirst(cell.inputBias()), 0, biases, 0, 3 * n);
    System.arraycopy(updateFirst(cell.recurrentBias()), 0, biases, 3 * n, 3 * n);
    Value last =
        graph.second(
            "GRU",
            attributes,
            x,
            graph.constant(updateFirst(cell.inputWeight()), 1, 3 * n, cell.inputs()),
            graph.constant(updateFirst(cell.recurrentWeight()), 1, 3 * n, n),
            graph.constant(biases, 1, 6 * n));
    return graph.apply("Squeeze", last, graph.whole(0));
  }

  /** ONNX names the update gate before the reset gate. */
  private float[] updateFirst(ParameterSlot slot) {
    float[] values = values(slot);
    int gate = values.length / 3;
    float[] moved = values.clone();
    System.arraycopy(values, gate, moved, 0, gate);
    System.arraycopy(values, 0, moved, gate, gate);
    return moved;
  }
}
