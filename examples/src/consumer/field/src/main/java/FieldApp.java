import io.anode4j.anode.NeuralOde;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Sequential;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;
import io.anode4j.tensor.Matrix;

/** Solves an equation with a known answer, then trains a small neural ODE on a disk in a ring. */
final class FieldApp {
  private FieldApp() {}

  public static void main(String[] args) {
    VectorField circle =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = -y[0];
            });
    Matrix start = Matrix.of(new float[][] {{0, 1}});
    Solution solution = Solver.dopri5(1e-5, 1e-6).solve(circle, start, 0, 2).orThrow();
    System.out.println("sin(2) " + solution.row(0)[1][0]);

    float[][] points = new float[200][];
    float[][] inside = new float[200][];
    for (int i = 0; i < points.length; i++) {
      double radius = i % 2 == 0 ? 0.3 : 1;
      points[i] = new float[] {(float) (radius * Math.cos(i)), (float) (radius * Math.sin(i))};
      inside[i] = new float[] {i % 2 == 0 ? 1 : -1};
    }
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer field = Mlp.in(layout, "field", Activation.TANH, 3, 16, 3);
    Layer model =
        Sequential.of(
            NeuralOde.augmented(2, field, Solver.dopri5(1e-3, 1e-3)),
            Dense.in(layout, "head", 3, 1));
    Network network = Network.create(model, layout.build(), 1);
    Trained trained =
        Trainer.of(40)
            .withBatchSize(50)
            .withLearningRate(LearningRate.constant(0.01))
            .fit(network, Matrix.of(points), Matrix.of(inside), Loss.huber(1));
    System.out.println("first loss " + trained.history().get(0).loss());
    System.out.println("last loss " + trained.last().loss());
  }
}
