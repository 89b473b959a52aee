package io.anode4j.recurrent;

import io.anode4j.nn.GruStepEvaluator;
import io.anode4j.nn.MlpEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.Moments;
import io.anode4j.sequence.SequenceBatch;
import io.anode4j.sequence.TimeFeatures;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;

/**
 * One thread's way from readings to what the decoder answers, and back: the carried state changes
 * at each reading, and the states after them are carried on to the questions.
 */
final class RecurrentPass {
  /** Questions carried at once: enough for full register blocks, and little to remember. */
  private static final int QUESTIONS_AT_ONCE = 256;

  /** Before the first reading there is no lead: a long one says "nothing is known". */
  private static final double NO_LEAD = 1e6;

  private final RecurrentArchitecture architecture;
  private final GruStepEvaluator gru;
  private final Carry.Pass carry;
  private final ReadingInputs.Filling.Pass missing;
  private final MlpEvaluator decoder;
  private final int hidden;

  RecurrentPass(RecurrentArchitecture architecture) {
    this.architecture = architecture;
    this.gru = new GruStepEvaluator(architecture.gru());
    this.carry = architecture.carry().pass();
    this.missing = architecture.inputs().filling().pass();
    this.decoder = architecture.decoder().evaluator();
    this.hidden = architecture.gru().hidden();
  }

  void load(Parameters parameters) {
    gru.load(parameters);
    carry.load(parameters);
    missing.load(parameters);
    decoder.load(parameters);
  }

  /**
   * What a forward pass leaves for its reverse.
   *
   * @param x inputs of the readings
   * @param after states after the readings
   * @param trace of the GRU
   * @param steps ways between the readings
   * @param ways ways to the questions
   * @param z inputs of the decoder
   * @param answers what the decoder gave, {@code [questions × outputs]}
   */
  record Tape(
      Matrix x,
      Matrix after,
      GruStepEvaluator.Trace trace,
      Carry.Ways steps,
      Carry.Ways ways,
      Matrix z,
      Matrix answers) {}

  /** Reads, carries, decodes. */
  Tape forward(SequenceBatch batch) {
    int rows = batch.rows();
    int questions = batch.questions();
    Tape tape =
        new Tape(
            architecture.inputs().write(batch, missing),
            new Matrix(rows, hidden),
            gru.trace(rows),
            carry.to(batch.readings(), rows),
            carry.to(batch.asked(), questions),
            new Matrix(questions, architecture.decoder().inputs()),
            new Matrix(questions, architecture.decoder().outputs()));
    Matrix state = new Matrix(batch.steps() == 0 ? 0 : batch.active(0), hidden);
    int stride = state.stride();
    for (int step = 0; step < batch.steps(); step++) {
      Cancellation.check("A recurrent model");
      int at = batch.start(step);
      int n = batch.active(step);
      tape.steps.forward(at, n, tape.after, state);
      gru.forward(n, tape.x, at, state, tape.trace);
      System.arraycopy(state.data(), 0, tape.after.data(), at * stride, n * stride);
    }
    Matrix carried = new Matrix(Math.min(QUESTIONS_AT_ONCE, questions), hidden);
    for (int at = 0; at < questions; at += QUESTIONS_AT_ONCE) {
      int n = Math.min(QUESTIONS_AT_ONCE, questions - at);
      tape.ways.forward(at, n, tape.after, carried);
      for (int q = 0; q < n; q++) {
        int to = (at + q) * tape.z.stride();
        System.arraycopy(carried.data(), q * stride, tape.z.data(), to, hidden);
        writeTimes(batch.asked(), at + q, tape.z.data(), to + hidden);
      }
    }
    decoder.forward(questions, 0, tape.z, tape.answers);
    return tape;
  }

  private void writeTimes(Moments asked, int question, float[] to, int at) {
    to[at] = TimeFeatures.logTime(Math.min(NO_LEAD, asked.lead()[question]));
    architecture.layout().phases().write(asked.time()[question], to, at + 1);
  }

  /**
   * Pulls cotangents of the answers back through a forward pass, once.
   *
   * @param batch that of the forward pass
   * @param tape what it left
   * @param dAnswers cotangents of the answers
   * @param gradient flat gradient vector, added to
   */
  void backward(SequenceBatch batch, Tape tape, Matrix dAnswers, float[] gradient) {
    int questions = batch.questions();
    Matrix dz = new Matrix(questions, tape.z.columns());
    decoder.backward(questions, 0, tape.z, dAnswers, dz);
    Matrix dAfter = new Matrix(batch.rows(), hidden);
    Matrix carried = new Matrix(Math.min(QUESTIONS_AT_ONCE, questions), hidden);
    int stride = dAfter.stride();
    for (int at = 0; at < questions; at += QUESTIONS_AT_ONCE) {
      int n = Math.min(QUESTIONS_AT_ONCE, questions - at);
      for (int q = 0; q < n; q++) {
        System.arraycopy(dz.data(), (at + q) * dz.stride(), carried.data(), q * stride, hidden);
      }
      tape.ways.backward(at, n, tape.after, carried, dAfter, gradient);
    }
    Matrix dh = new Matrix(batch.steps() == 0 ? 0 : batch.active(0), hidden);
    for (int step = batch.steps() - 1; step >= 0; step--) {
      Cancellation.check("A recurrent model");
      int at = batch.start(step);
      int n = batch.active(step);
      System.arraycopy(dAfter.data(), at * stride, dh.data(), 0, n * stride);
      gru.backward(n, at, dh, tape.trace);
      tape.steps.backward(at, n, tape.after, dh, dAfter, gradient);
    }
    weights(batch, tape, gradient);
  }

  private void weights(SequenceBatch batch, Tape tape, float[] gradient) {
    Matrix dx = new Matrix(batch.rows(), tape.x.columns());
    gru.inputCotangent(batch.rows(), tape.trace, dx);
    architecture.inputs().backward(batch, missing, dx);
    gru.addGradient(batch.rows(), tape.x, tape.trace);
    tape.steps.finish();
    tape.ways.finish();
    gru.drainGradient(gradient);
    carry.drainGradient(gradient);
    missing.drainGradient(gradient);
    decoder.drainGradient(gradient);
  }
}
