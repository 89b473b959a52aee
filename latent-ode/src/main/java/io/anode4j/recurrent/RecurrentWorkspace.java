package io.anode4j.recurrent;

import io.anode4j.latent.likelihood.LikelihoodPass;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.Moments;
import io.anode4j.sequence.Questions;
import io.anode4j.sequence.SequenceBatch;
import io.anode4j.sequence.SequenceWindow;
import io.anode4j.sequence.SequenceWorkspace;
import io.anode4j.tensor.Matrix;
import java.util.List;

/** −log p of next and farther readings, and its gradient, for one thread. */
final class RecurrentWorkspace implements SequenceWorkspace {
  private final RecurrentArchitecture architecture;
  private final Questions questions;
  private final RecurrentPass pass;
  private final LikelihoodPass likelihood;

  /**
   * Reserves memory.
   *
   * @param architecture the parts
   * @param questions what a state is asked
   */
  RecurrentWorkspace(RecurrentArchitecture architecture, Questions questions) {
    this.architecture = architecture;
    this.questions = questions;
    this.pass = new RecurrentPass(architecture);
    this.likelihood = architecture.likelihood().pass();
  }

  @Override
  public void load(Parameters parameters) {
    pass.load(parameters);
    likelihood.load(parameters);
  }

  @Override
  public Losses evaluate(List<SequenceWindow> windows, float[] gradient) {
    SequenceBatch batch = questions.about(windows);
    RecurrentPass.Tape tape = pass.forward(batch);
    boolean wanted = gradient.length > 0;
    Matrix cotangents = new Matrix(batch.questions(), tape.answers().columns());
    Losses losses = loss(batch, tape.answers(), wanted ? 1 : 0, cotangents);
    if (wanted) {
      pass.backward(batch, tape, cotangents, gradient);
      likelihood.drainGradient(gradient);
    }
    return losses;
  }

  private Losses loss(SequenceBatch batch, Matrix answers, double weight, Matrix cotangents) {
    Moments asked = batch.asked();
    int d = architecture.layout().channels();
    double sum = 0;
    double squares = 0;
    long values = 0;
    for (int q = 0; q < batch.questions(); q++) {
      int at = q * answers.stride();
      for (int c = 0; c < d; c++) {
        float y = asked.values()[q * d + c];
        if (!Float.isNaN(y)) {
          sum += likelihood.negativeLogDensity(c, y, answers.data(), at, weight, cotangents.data());
          squares += likelihood.squaredError();
          values++;
        }
      }
    }
    return new Losses(sum, values, squares);
  }
}
