package io.anode4j.experiments;

import io.anode4j.anode.LayerField;
import io.anode4j.data.synthetic.PlaneDensity;
import io.anode4j.data.synthetic.PlaneToy;
import io.anode4j.flow.ContinuousFlow;
import io.anode4j.flow.FlowFields;
import io.anode4j.flow.Trace;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;
import io.anode4j.tensor.Matrix;

/**
 * A continuous flow fitted to samples of a toy density by maximum likelihood.
 *
 * @param toy the density
 * @param flow the trained flow
 * @param entropy of the density, integrated numerically
 * @param loss negative log likelihood of unseen points, in nats
 * @param excess mean of ln p − ln q over the same points
 * @param normal the same of a normal density with the points' mean and covariance
 * @param evaluations evaluations a row of the last steps (forward)
 * @param largest largest evaluations of a row
 * @param thereAndBack root mean squared error of points carried to the base and back
 */
record ToyFit(
    PlaneToy toy,
    ContinuousFlow flow,
    double entropy,
    double loss,
    double excess,
    double normal,
    double evaluations,
    int largest,
    double thereAndBack) {
  private static final int BATCH = 200;
  private static final int UNSEEN = 4000;
  private static final Solver SOLVER = Solver.dopri5(1e-3, 1e-3);

  /** Trains on fresh points in every step. */
  static ToyFit train(PlaneToy toy, int hidden, int steps, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer field = FlowFields.ffjord(layout, "field", Activation.TANH, 2, hidden, hidden, hidden, 2);
    Network first = Network.create(field, layout.build(), seed);
    ContinuousFlow start = ContinuousFlow.of(field, first.parameters(), SOLVER);
    Matrix data = Matrix.of(toy.sample(steps * BATCH, seed));
    Trained trained =
        Trainer.of(1)
            .withBatchSize(BATCH)
            .withSeed(seed)
            .withLearningRate(LearningRate.cosine(1e-2, steps))
            .fit(first.parameters(), start.likelihood(data, Trace.EXACT), null);
    double evaluations = trained.last().evaluations().forwardPerRow();
    return judge(toy, start.with(trained.parameters()), evaluations, seed);
  }

  private static ToyFit judge(PlaneToy toy, ContinuousFlow flow, double evaluations, long seed) {
    float[][] unseen = toy.sample(UNSEEN, 1000 + seed);
    PlaneDensity truth = toy.density();
    Matrix points = Matrix.of(unseen);
    double[] found = flow.logDensity(points);
    double loss = 0;
    double surprise = 0;
    for (int i = 0; i < found.length; i++) {
      loss -= found[i] / found.length;
      surprise -= Math.log(truth.at(unseen[i][0], unseen[i][1])) / found.length;
    }
    return new ToyFit(
        toy,
        flow,
        truth.entropy(),
        loss,
        loss - surprise,
        normalLoss(unseen) - surprise,
        evaluations,
        largest(flow, points),
        thereAndBack(flow, points));
  }

  /** The least loss of a normal density: ln 2πe + ln|Σ|/2. */
  private static double normalLoss(float[][] points) {
    double n = points.length;
    double[] sums = new double[5];
    for (float[] p : points) {
      sums[0] += p[0] / n;
      sums[1] += p[1] / n;
      sums[2] += p[0] * p[0] / n;
      sums[3] += p[1] * p[1] / n;
      sums[4] += p[0] * p[1] / n;
    }
    double xx = sums[2] - sums[0] * sums[0];
    double yy = sums[3] - sums[1] * sums[1];
    double xy = sums[4] - sums[0] * sums[1];
    return 1 + Math.log(2 * Math.PI) + Math.log(xx * yy - xy * xy) / 2;
  }

  private static int largest(ContinuousFlow flow, Matrix points) {
    return SOLVER
        .solve(new LayerField(flow.field(), flow.parameters()), points, 1, 0)
        .rows()
        .stream()
        .mapToInt(Solution.Row::evaluations)
        .max()
        .orElse(0);
  }

  private static double thereAndBack(ContinuousFlow flow, Matrix points) {
    Matrix back = flow.toData(flow.toBase(points).points()).points();
    double squares = 0;
    for (int i = 0; i < points.rows(); i++) {
      squares += Math.pow(back.get(i, 0) - points.get(i, 0), 2);
      squares += Math.pow(back.get(i, 1) - points.get(i, 1), 2);
    }
    return Math.sqrt(squares / points.rows());
  }

  /** Nats above the entropy that count as found. */
  double allowed() {
    return toy == PlaneToy.CHECKERBOARD || toy == PlaneToy.TWO_SPIRALS ? 0.15 : 0.05;
  }

  /** Where points of the base are at some times on their way to the data. */
  Solution trajectories(Matrix base, double... times) {
    return SOLVER.solve(new LayerField(flow.field(), flow.parameters()), base, times);
  }
}
