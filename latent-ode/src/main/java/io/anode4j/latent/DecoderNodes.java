package io.anode4j.latent;

import io.anode4j.latent.likelihood.HeteroscedasticGaussian;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.onnx.ClockNodes;
import io.anode4j.onnx.ElementType;
import io.anode4j.onnx.OnnxGraph;
import io.anode4j.onnx.OnnxGraph.Value;
import io.anode4j.onnx.OnnxLayers;
import java.util.List;

/**
 * What comes out of a latent ODE, as nodes: deviations of q(z), locations and scales of values.
 *
 * @param layers receive the nodes
 * @param model the model
 */
record DecoderNodes(OnnxLayers layers, LatentOde model) {
  private static final double LOG_VARIANCE_LIMIT = 12;
  private static final double LOG_SCALE_LIMIT = 4;
  private static final double SMALLEST = 1e-3;

  private OnnxGraph graph() {
    return layers.graph();
  }

  /** Deviations from log-variances, bounded as {@code DiagonalGaussian} does. */
  Value deviation(Value logVariance) {
    Value half =
        graph().apply("Mul", bounded(logVariance, LOG_VARIANCE_LIMIT), graph().number(0.5));
    return graph().cast(graph().apply("Exp", half), ElementType.FLOAT);
  }

  private Value bounded(Value value, double limit) {
    Value wide = graph().cast(value, ElementType.DOUBLE);
    return graph().apply("Clip", wide, graph().number(-limit), graph().number(limit));
  }

  Value raw(Mlp decoder, Value state, Value at) {
    List<Double> periods = model.header().periods();
    if (periods.isEmpty()) {
      return layers.mlp(decoder, state);
    }
    Value phases = new ClockNodes(graph()).phases(at, periods);
    return layers.mlp(decoder, graph().columns(state, phases));
  }

  Value location(Value raw) {
    Value mean = graph().columns(raw, 0, model.channels().size());
    Value sized =
        graph()
            .apply(
                "Mul", graph().cast(mean, ElementType.DOUBLE), graph().row(model.header().scale()));
    return graph().apply("Add", sized, graph().row(model.header().center()));
  }

  /** Each channel's learnt scale; where the likelihood decodes one, times that. */
  Value scale(Value raw) {
    int d = model.channels().size();
    ParameterSlot noise =
        model.parameters().layout().slots().stream()
            .filter(slot -> slot.name().equals("noise"))
            .findFirst()
            .orElseThrow();
    Value log =
        graph()
            .cast(graph().apply("Add", zeros(raw, d), layers.weights(noise)), ElementType.DOUBLE);
    if (model.config().likelihood() instanceof HeteroscedasticGaussian) {
      log = graph().apply("Add", log, bounded(graph().columns(raw, d, 2 * d), LOG_SCALE_LIMIT));
    }
    Value scale = graph().apply("Max", graph().apply("Exp", log), graph().number(SMALLEST));
    return graph().apply("Mul", scale, graph().row(model.header().scale()));
  }

  /** A row for each time, also where every scale is the same. */
  private Value zeros(Value raw, int channels) {
    Value zero = graph().constant(new float[] {0});
    return graph().apply("Mul", graph().columns(raw, 0, channels), zero);
  }
}
