package io.anode4j.rnn;

import io.anode4j.nn.DenseEvaluator;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.random.RandomGenerator;

/** How well a {@link RecurrentPredictor} predicts the next observation of its sequences. */
final class PredictorObjective extends SequenceObjective {
  private final RecurrentPredictor network;
  private final RecurrentStates states;
  private final DenseEvaluator readout;

  PredictorObjective(RecurrentPredictor network, List<TimedSequence> sequences) {
    super(sequences, 2);
    sequences.forEach(network::requireChannels);
    this.network = network;
    states = new RecurrentStates(network.cell());
    readout = network.readout().evaluator();
  }

  @Override
  public void load(Parameters parameters) {
    states.load(parameters);
    readout.load(parameters);
  }

  @Override
  double pass(List<TimedSequence> batch, RandomGenerator random, float[] gradient) {
    SequenceSteps steps = new SequenceSteps(batch, 1);
    int channels = network.channels();
    int total = steps.total();
    Matrix x =
        steps.rows(
            network.cell().inputs(),
            (q, s, to, at) -> RecurrentPredictor.write(q.values()[s], q.gap(s + 1), to, at));
    Matrix target =
        steps.rows(
            channels, (q, s, to, at) -> System.arraycopy(q.values()[s + 1], 0, to, at, channels));
    Matrix state = new Matrix(batch.size(), network.cell().hidden());
    Matrix h = states.forward(steps, x, state);
    Matrix y = new Matrix(total, channels);
    readout.forward(total, h, y);
    Matrix dy = new Matrix(total, channels);
    double loss = Loss.meanSquared().evaluate(total, y, target, dy);
    if (gradient.length > 0 && Double.isFinite(loss)) {
      Matrix dh = new Matrix(total, network.cell().hidden());
      readout.addGradient(total, h, dy);
      readout.inputCotangent(total, dy, dh);
      state.clearRows(state.rows());
      states.backward(steps, x, dh, state);
      readout.drainGradient(gradient);
      states.drainGradient(gradient);
    }
    return loss;
  }
}
