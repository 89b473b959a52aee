package io.anode4j.experiments;

import io.anode4j.flow.Annealing;
import io.anode4j.flow.ContinuousFlow;
import io.anode4j.flow.FlowFields;
import io.anode4j.flow.PlanarFlow;
import io.anode4j.flow.PlaneEnergy;
import io.anode4j.flow.Trace;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Solver;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Objective;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;

/**
 * A planar flow of K maps and a continuous one of M = K hidden units, fitted to an energy by the
 * reverse divergence. Divergences are in nats above 0: the constant of the energy is integrated.
 *
 * @param energy target
 * @param size K and M
 * @param planar the planar flow
 * @param continuous the continuous flow
 * @param planarDivergence of the planar flow
 * @param plainDivergence of a planar flow trained without annealing
 * @param continuousDivergence of the continuous flow
 * @param evaluations evaluations a row of the continuous flow's last epoch (forward)
 */
record EnergyFit(
    PlaneEnergy energy,
    int size,
    PlanarFlow planar,
    ContinuousFlow continuous,
    double planarDivergence,
    double plainDivergence,
    double continuousDivergence,
    double evaluations) {
  private static final int BATCH = 100;
  private static final int EPOCH = 20;
  private static final int JUDGED = 5000;

  /** Beyond this distance from the origin all four energies are negligible. */
  private static final double REACH = 6;

  /** Trains both, the planar flow for its steps with and without annealing. */
  static EnergyFit of(PlaneEnergy energy, int size, int planarSteps, int steps, long seed) {
    double constant = logConstant(energy);
    PlanarFlow annealed = planar(energy, size, planarSteps, Annealing.over(planarSteps / 2), seed);
    PlanarFlow plain = planar(energy, size, planarSteps, Annealing.none(), seed);
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer field = FlowFields.gated(layout, "field", 2, size);
    Network first = Network.create(field, layout.build(), seed);
    ContinuousFlow start = ContinuousFlow.of(field, first.parameters(), Solver.dopri5(1e-3, 1e-3));
    Trained trained =
        trainer(steps, seed)
            .fit(
                first.parameters(),
                start.reverseKl(energy, EPOCH * BATCH, Trace.EXACT, Annealing.over(steps / 2)),
                null);
    ContinuousFlow continuous = start.with(trained.parameters());
    return new EnergyFit(
        energy,
        size,
        annealed,
        continuous,
        constant + loss(annealed.reverseKl(energy, JUDGED), annealed.parameters()),
        constant + loss(plain.reverseKl(energy, JUDGED), plain.parameters()),
        constant + loss(continuous.reverseKl(energy, JUDGED, Trace.EXACT), trained.parameters()),
        trained.last().evaluations().forwardPerRow());
  }

  private static PlanarFlow planar(
      PlaneEnergy energy, int size, int steps, Annealing annealing, long seed) {
    PlanarFlow start = PlanarFlow.create(2, size, seed);
    Objective objective = start.reverseKl(energy, EPOCH * BATCH, annealing);
    return start.with(trainer(steps, seed).fit(start.parameters(), objective, null).parameters());
  }

  private static Trainer trainer(int steps, long seed) {
    int epochs = Math.max(1, steps / EPOCH);
    return Trainer.of(epochs)
        .withBatchSize(BATCH)
        .withSeed(seed)
        .withLearningRate(LearningRate.cosine(1e-2, (long) epochs * EPOCH));
  }

  private static double loss(Objective objective, Parameters weights) {
    objective.load(weights);
    return objective.evaluate();
  }

  /** ln ∫exp(−U), by the midpoint rule. */
  static double logConstant(PlaneEnergy energy) {
    int cells = 600;
    double side = 2 * REACH / cells;
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      for (int j = 0; j < cells; j++) {
        double[] z = {(i + 0.5) * side - REACH, (j + 0.5) * side - REACH};
        sum += Math.exp(-energy.at(z));
      }
    }
    return Math.log(sum * side * side);
  }

  /** Than the nearer of both planar flows. */
  boolean continuousIsNearer() {
    return continuousDivergence <= Math.min(planarDivergence, plainDivergence);
  }
}
