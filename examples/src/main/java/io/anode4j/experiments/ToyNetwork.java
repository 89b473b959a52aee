package io.anode4j.experiments;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.NeuralOde;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Residual;
import io.anode4j.nn.Sequential;
import io.anode4j.nn.TimeConcat;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks of the toy experiments of augmented neural ODEs (Dupont, Doucet and Teh 2019): a
 * field of two hidden layers of 32, or five residual blocks of one, and a linear head.
 *
 * @param name what the page calls it
 * @param extra augmented dimensions; 0 for a neural ODE, and for a residual network
 * @param field the field of an ODE; the stack of a residual network
 * @param network all of it, with first weights
 */
record ToyNetwork(String name, int extra, Layer field, Network network) {
  /** The tolerance of the paper's code. */
  static final Solver SOLVER = Solver.dopri5(1e-3, 1e-3).withMaxSteps(1000);

  private static final int HIDDEN = 32;

  /** A neural ODE with augmented dimensions; depends on time where the dimension is 1. */
  static ToyNetwork ode(int features, int extra, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    int d = features + extra;
    Layer field = Mlp.in(layout, "field", Activation.RELU, d + 1, HIDDEN, HIDDEN, d);
    field = new TimeConcat(field);
    Layer model =
        Sequential.of(NeuralOde.augmented(features, field, SOLVER), Dense.in(layout, "head", d, 1));
    String name = extra == 0 ? "NODE" : "ANODE p=" + extra;
    return new ToyNetwork(name, extra, field, Network.create(model, layout.build(), seed));
  }

  /** Five residual blocks. */
  static ToyNetwork residual(int features, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    List<Layer> blocks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Layer inner = Mlp.in(layout, "block" + i, Activation.RELU, features, HIDDEN, features);
      blocks.add(Residual.of(inner));
    }
    Layer stack = new Sequential(blocks);
    Layer model = Sequential.of(stack, Dense.in(layout, "head", features, 1));
    return new ToyNetwork("ResNet", 0, stack, Network.create(model, layout.build(), seed));
  }

  boolean isOde() {
    return field instanceof TimeConcat;
  }

  /** How many weights it has. */
  int size() {
    return network.parameters().size();
  }

  /** The solve of points under some weights, augmented by zeros, with states at some times. */
  Solution solve(Parameters weights, Solver solver, float[][] points, double... times) {
    float[][] wide = new float[points.length][field.inputs()];
    for (int i = 0; i < points.length; i++) {
      System.arraycopy(points[i], 0, wide[i], 0, points[i].length);
    }
    return solver.solve(new LayerField(field, weights), Matrix.of(wide), times);
  }

  /** Where the field or the stack carries points: what the head sees. */
  float[][] features(Parameters weights, float[][] points) {
    if (!isOde()) {
      Matrix out = new Network(field, weights).apply(Matrix.of(points));
      return rows(out, 0, 1);
    }
    return rows(solve(weights, SOLVER, points, 0, 1).values(), 1, 2);
  }

  private static float[][] rows(Matrix values, int from, int stride) {
    float[][] rows = new float[values.rows() / stride][values.columns()];
    for (int r = 0; r < rows.length; r++) {
      for (int j = 0; j < rows[r].length; j++) {
        rows[r][j] = values.get(r * stride + from, j);
      }
    }
    return rows;
  }
}
