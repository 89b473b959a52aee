package io.anode4j.examples;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Scene;
import io.anode4j.data.synthetic.TwoMoons;
import io.anode4j.flow.ContinuousFlow;
import io.anode4j.flow.FlowFields;
import io.anode4j.flow.FlowPoints;
import io.anode4j.flow.Trace;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.ode.Solver;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;
import io.anode4j.tensor.Matrix;

/** A density learnt by maximum likelihood: an ODE that carries a normal density to two moons. */
public final class FlowOnTwoMoons {
  private FlowOnTwoMoons() {}

  /**
   * What the lesson computed.
   *
   * @param loss negative log likelihood of unseen points, in nats
   * @param drawn points drawn from the flow, with their log densities
   * @param picture data and drawn points side by side
   */
  record Result(double loss, FlowPoints drawn, Scene picture) {}

  /** Trains for some epochs. */
  static Result run(int epochs) {
    float[][] data = new TwoMoons(1000, 0.05, 1).generate().points();
    float[][] unseen = new TwoMoons(1000, 0.05, 2).generate().points();
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer field = FlowFields.ffjord(layout, "field", Activation.TANH, 2, 32, 32, 2);
    Network start = Network.create(field, layout.build(), 1);
    ContinuousFlow flow = ContinuousFlow.of(field, start.parameters(), Solver.dopri5(1e-3, 1e-3));
    Trained trained =
        Trainer.of(epochs)
            .withBatchSize(100)
            .withLearningRate(LearningRate.cosine(1e-2, 10L * epochs))
            .fit(start.parameters(), flow.likelihood(Matrix.of(data), Trace.EXACT), null);
    ContinuousFlow learnt = flow.with(trained.parameters());
    double loss = 0;
    for (double density : learnt.logDensity(Matrix.of(unseen))) {
      loss -= density / unseen.length;
    }
    FlowPoints drawn = learnt.sample(1000, 3);
    float[][] points = new float[1000][2];
    for (int i = 0; i < points.length; i++) {
      points[i] = new float[] {drawn.points().get(i, 0), drawn.points().get(i, 1)};
    }
    Scene picture =
        new ScatterPicture(2)
            .panel("data")
            .dots(data, new float[1000], false, 1.5, Ink.HISTORY)
            .panel("drawn from the flow")
            .dots(points, new float[1000], false, 1.5, Ink.FORECAST)
            .scene("A flow on two moons", "A thousand points of the data and of the flow.");
    return new Result(loss, drawn, picture);
  }
}
