package io.anode4j.examples;

import io.anode4j.anode.NeuralOde;
import io.anode4j.chart.Ink;
import io.anode4j.chart.Scene;
import io.anode4j.data.synthetic.ConcentricSpheres;
import io.anode4j.data.synthetic.LabelledPoints;
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

/**
 * Why augment? On concentric spheres a neural ODE must tear the plane, as its trajectories cannot
 * cross; with one more dimension it lifts the disk out (Dupont, Doucet and Teh 2019).
 */
public final class NodeAgainstAnode {
  private NodeAgainstAnode() {}

  /**
   * What the lesson computed.
   *
   * @param node history and weights without augmentation
   * @param anode the same with one extra dimension
   * @param picture what both make of the plane
   */
  record Result(Trained node, Trained anode, Scene picture) {}

  /** Trains both for some epochs. */
  static Result run(int epochs) {
    LabelledPoints spheres = new ConcentricSpheres(2, 500, 1000, 1).generate();
    LabelledPoints grid = grid(40, 1.6f);
    ScatterPicture picture = new ScatterPicture(1.6);
    Trained[] trained = new Trained[2];
    for (int extra = 0; extra <= 1; extra++) {
      ParameterLayout.Builder layout = ParameterLayout.builder();
      int d = 2 + extra;
      Layer field = Mlp.in(layout, "field", Activation.RELU, d, 32, 32, d);
      Layer ode = NeuralOde.augmented(2, field, Solver.dopri5(1e-3, 1e-3));
      Layer model = Sequential.of(ode, Dense.in(layout, "head", d, 1));
      Network start = Network.create(model, layout.build(), 1);
      Matrix x = Matrix.of(spheres.points());
      Matrix y = Matrix.of(spheres.targets());
      trained[extra] = Trainer.of(epochs).fit(start, x, y, Loss.huber(1));
      Network network = new Network(model, trained[extra].parameters());
      float[] sign = network.apply(Matrix.of(grid.points())).toArray();
      picture
          .panel(extra == 0 ? "neural ODE" : "augmented by one")
          .dots(grid.points(), sign, true, 3, Ink.GRID)
          .dots(spheres.points(), spheres.labels(), true, 1.5, Ink.OUTCOME)
          .dots(spheres.points(), spheres.labels(), false, 1.5, Ink.FORECAST);
    }
    String words = "Training points; shaded is where each model sees the inner class.";
    return new Result(trained[0], trained[1], picture.scene("NODE against ANODE", words));
  }

  private static LabelledPoints grid(int side, float reach) {
    float[][] points = new float[side * side][];
    for (int i = 0; i < points.length; i++) {
      int row = i / side;
      float step = 2 * reach / side;
      points[i] = new float[] {(row + 0.5f) * step - reach, (i % side + 0.5f) * step - reach};
    }
    return new LabelledPoints(points, new float[points.length]);
  }
}
