package io.anode4j.examples;

import io.anode4j.anode.NeuralOde;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Sequential;
import io.anode4j.ode.Solver;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;
import io.anode4j.tensor.Matrix;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * How to keep what was trained: the program makes the architecture, the file holds the weights, in
 * the safetensors format that Python reads and writes too.
 */
public final class SavedNetwork {
  private SavedNetwork() {}

  /**
   * What the lesson computed.
   *
   * @param before the trained network's answers
   * @param after those of the network read from the file
   */
  record Result(Matrix before, Matrix after) {}

  /**
   * An architecture with the layout of its weights.
   *
   * @param layer a neural ODE and a linear head
   * @param layout names and shapes of its weights
   */
  record Architecture(Layer layer, ParameterLayout layout) {
    /** The same each time, so that weights of one fit another. */
    static Architecture make() {
      ParameterLayout.Builder layout = ParameterLayout.builder();
      Layer dynamics = Mlp.in(layout, "dynamics", Activation.TANH, 2, 16, 2);
      Layer layer =
          Sequential.of(
              NeuralOde.of(dynamics, Solver.dopri5(1e-3, 1e-4)), Dense.in(layout, "head", 2, 1));
      return new Architecture(layer, layout.build());
    }
  }

  /**
   * Trains a little, saves, loads.
   *
   * @param file where to keep the weights
   */
  static Result run(Path file) {
    Matrix x = new Matrix(64, 2);
    Matrix y = new Matrix(64, 1);
    SplittableRandom random = new SplittableRandom(1);
    for (int r = 0; r < 64; r++) {
      x.set(r, 0, (float) random.nextGaussian());
      x.set(r, 1, (float) random.nextGaussian());
      y.set(r, 0, x.get(r, 0) * x.get(r, 1));
    }
    Architecture made = Architecture.make();
    Network first = Network.create(made.layer(), made.layout(), 7);
    Trained trained = Trainer.of(3).fit(first, x, y, Loss.meanSquared());
    Network network = new Network(made.layer(), trained.parameters());

    network.save(file); // whole or not at all

    Architecture again = Architecture.make(); // in another program, say
    Network loaded = Network.load(file, again.layer(), again.layout());
    return new Result(network.apply(x), loaded.apply(x));
  }
}
