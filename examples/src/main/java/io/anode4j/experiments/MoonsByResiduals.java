package io.anode4j.experiments;

import io.anode4j.data.synthetic.PlaneDensity;
import io.anode4j.data.synthetic.PlaneToy;
import io.anode4j.flow.PowerSeries;
import io.anode4j.flow.ResidualFlow;
import io.anode4j.flow.Trace;
import io.anode4j.nn.Activation;
import io.anode4j.nn.InvertibleResidual;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Sequential;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Trainer;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * A flow of invertible residual blocks trained on two moons.
 *
 * @param flow the trained flow
 * @param loss negative log likelihood of unseen points, in nats
 * @param excess mean of ln p − ln q over the same points: the divergence from the truth
 * @param reconstruction root mean squared error of points carried to the base and back
 */
record MoonsByResiduals(ResidualFlow flow, double loss, double excess, double reconstruction) {
  private static final PlaneToy TOY = PlaneToy.MOONS;
  private static final int BATCH = 200;
  private static final double BOUND = 0.9;

  static MoonsByResiduals train(int blocks, int steps, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    List<InvertibleResidual> all = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      all.add(InvertibleResidual.in(layout, "block" + i, BOUND, Activation.TANH, 2, 32, 32, 2));
    }
    Parameters first =
        Network.create(new Sequential(List.copyOf(all)), layout.build(), seed).parameters();
    ResidualFlow start = new ResidualFlow(all, first);
    Matrix data = Matrix.of(TOY.sample(20 * BATCH, seed));
    int epochs = Math.max(1, steps / 20);
    Parameters trained =
        Trainer.of(epochs)
            .withBatchSize(BATCH)
            .withSeed(seed)
            .withLearningRate(LearningRate.cosine(3e-3, 20L * epochs))
            .fit(first, start.likelihood(data, new PowerSeries(6, Trace.EXACT)), null)
            .parameters();
    return judge(start.with(trained), seed);
  }

  /** The entropy of two moons: the least loss there is. */
  static double entropy() {
    return TOY.density().entropy();
  }

  private static MoonsByResiduals judge(ResidualFlow flow, long seed) {
    float[][] unseen = TOY.sample(4000, 1000 + seed);
    PlaneDensity truth = TOY.density();
    Matrix points = Matrix.of(unseen);
    double[] found = flow.logDensity(points);
    double loss = 0;
    double excess = 0;
    for (int i = 0; i < found.length; i++) {
      loss -= found[i] / found.length;
      excess += (Math.log(truth.at(unseen[i][0], unseen[i][1])) - found[i]) / found.length;
    }
    Matrix back = flow.inverse(flow.toBase(points).points());
    double squares = 0;
    for (int i = 0; i < unseen.length; i++) {
      squares += Math.pow(back.get(i, 0) - unseen[i][0], 2);
      squares += Math.pow(back.get(i, 1) - unseen[i][1], 2);
    }
    return new MoonsByResiduals(flow, loss, excess, Math.sqrt(squares / unseen.length));
  }
}
