package io.anode4j.latent;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.LinearFlow;
import io.anode4j.latent.dynamics.Linear;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.onnx.OnnxGraph.Value;
import io.anode4j.onnx.OnnxLayers;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The vector field of a trained latent ODE, for graphs. */
final class FieldOfModel {
  private final LatentOde model;
  private final LatentArchitecture architecture;
  private final Map<String, ParameterSlot> slots;

  FieldOfModel(LatentOde model) {
    this.model = model;
    this.architecture =
        LatentArchitecture.of(model.config(), model.description().layout(model.header()));
    this.slots =
        architecture.layout().slots().stream()
            .collect(Collectors.toMap(ParameterSlot::name, Function.identity()));
  }

  LatentArchitecture architecture() {
    return architecture;
  }

  ParameterSlot slot(String name) {
    return slots.get(name);
  }

  /** {@code dz/dt} of states {@code [rows × state]}. */
  Value nodes(OnnxLayers layers, Value state) {
    if (!(model.config().dynamics() instanceof Linear)) {
      return layers.mlp(network(), state);
    }
    int d = model.config().stateSize();
    return layers.graph().apply("MatMul", state, layers.graph().constant(transposed(), d, d));
  }

  /** Of linear dynamics {@code dz/dt = A·z} the matrix Aᵀ. */
  private float[] transposed() {
    int d = model.config().stateSize();
    LinearFlow flow = new LinearFlow(slot("field.rotation"), slot("field.damping"));
    double[] a = flow.matrix(model.parameters());
    float[] transposed = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      transposed[i] = (float) a[i % d * d + i / d];
    }
    return transposed;
  }

  /** The same field, computed here: writes the derivatives of states. */
  BiConsumer<Matrix, Matrix> slopes() {
    if (!(model.config().dynamics() instanceof Linear)) {
      LayerField.Evaluator field = new LayerField(network(), model.parameters()).evaluator();
      return (y, dydt) -> field.evaluate(y.rows(), new double[y.rows()], y, dydt);
    }
    float[] transposed = transposed();
    return (y, dydt) -> {
      int d = y.columns();
      for (int r = 0; r < y.rows(); r++) {
        for (int j = 0; j < d; j++) {
          float sum = 0;
          for (int i = 0; i < d; i++) {
            sum += y.data()[r * y.stride() + i] * transposed[i * d + j];
          }
          dydt.data()[r * dydt.stride() + j] = sum;
        }
      }
    };
  }

  private Mlp network() {
    List<Dense> dense = new ArrayList<>();
    for (int i = 0; slots.containsKey("field." + i + ".weight"); i++) {
      dense.add(new Dense(slot("field." + i + ".weight"), slot("field." + i + ".bias")));
    }
    return new Mlp(dense, Activation.TANH);
  }
}
