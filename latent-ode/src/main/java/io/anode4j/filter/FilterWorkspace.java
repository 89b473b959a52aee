package io.anode4j.filter;

import io.anode4j.nn.GruStepEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.Moments;
import io.anode4j.sequence.Questions;
import io.anode4j.sequence.SequenceBatch;
import io.anode4j.sequence.SequenceWindow;
import io.anode4j.sequence.SequenceWorkspace;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * Loss and gradient of a {@link SequenceBatch}, for one thread. The loss of a value is the negative
 * log-likelihood of a Gaussian whose square is Huber's beyond three standard deviations (Huber
 * 1964): what ordinary values look like is not decided by the few that are not.
 */
final class FilterWorkspace implements SequenceWorkspace {
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);
  private static final double HUBER = 3;

  private final FilterArchitecture architecture;
  private final Questions questions;
  private final FilterCell cell;
  private final double[] fadeGradient;
  private final double[] keepGradient;
  private final double[] decayGradient;
  private final double[] turnGradient;

  /**
   * Reserves memory.
   *
   * @param architecture the parts
   * @param questions what a state is asked
   */
  FilterWorkspace(FilterArchitecture architecture, Questions questions) {
    this.architecture = architecture;
    this.questions = questions;
    this.cell = new FilterCell(architecture);
    this.fadeGradient = new double[architecture.layout().channels()];
    this.keepGradient = new double[fadeGradient.length];
    this.decayGradient = new double[architecture.pairs()];
    this.turnGradient = new double[architecture.pairs()];
  }

  @Override
  public void load(Parameters parameters) {
    cell.load(parameters);
  }

  @Override
  public Losses evaluate(List<SequenceWindow> windows, float[] gradient) {
    return evaluate(questions.about(windows), 1, gradient);
  }

  /**
   * Loss of a batch, and its gradient where wanted.
   *
   * @param batch windows
   * @param scale factor of the gradient
   * @param gradient receives the gradient; empty for none
   * @return sums
   */
  Losses evaluate(SequenceBatch batch, double scale, float[] gradient) {
    int h = architecture.hidden();
    Matrix inputs = architecture.layout().cellInputs(batch);
    Matrix after = new Matrix(batch.rows(), h);
    int rows = batch.steps() == 0 ? 0 : batch.active(0);
    GruStepEvaluator.Trace trace = cell.jump.trace(batch.rows());
    forward(batch, inputs, after, trace, new Matrix(rows, h));
    int n = batch.questions();
    Matrix z = new Matrix(n, architecture.layout().decoderInputs(h));
    Matrix units = new Matrix(n, architecture.first().outputs());
    Matrix out = new Matrix(n, architecture.second().outputs());
    ask(batch, after, z);
    cell.decode(n, z, units, out);
    boolean wanted = gradient.length > 0;
    Matrix dOut = wanted ? new Matrix(n, out.columns()) : out;
    Matrix dz = wanted ? new Matrix(n, z.columns()) : z;
    Losses losses = loss(batch, z, out, scale, wanted, dOut);
    if (wanted) {
      decoderBackward(n, z, units, dOut, dz);
      Matrix dAfter = new Matrix(batch.rows(), h);
      questionsBackward(batch, z, dOut, dz, dAfter);
      stepsBackward(batch, trace, dAfter);
      cell.jump.addGradient(batch.rows(), inputs, trace);
      drain(gradient);
    }
    return losses;
  }

  private void forward(
      SequenceBatch batch,
      Matrix inputs,
      Matrix after,
      GruStepEvaluator.Trace trace,
      Matrix state) {
    double[] gap = batch.readings().lead();
    int stride = state.stride();
    float[] s = state.data();
    for (int step = 0; step < batch.steps(); step++) {
      int n = batch.active(step);
      int at = batch.start(step);
      for (int r = 0; r < n && step > 0; r++) {
        cell.carry(gap[at + r], s, r * stride, s, r * stride);
      }
      cell.jump.forward(n, inputs, at, state, trace);
      System.arraycopy(s, 0, after.data(), at * stride, n * stride);
    }
  }

  private void ask(SequenceBatch batch, Matrix after, Matrix z) {
    Moments asked = batch.asked();
    int d = architecture.layout().channels();
    for (int q = 0; q < batch.questions(); q++) {
      int at = q * z.stride();
      if (asked.source()[q] >= 0) {
        cell.carry(asked.lead()[q], after.data(), asked.source()[q] * after.stride(), z.data(), at);
      }
      cell.writeFeatures(
          asked.lead()[q], asked.time()[q], asked.age(), q * d, asked.last(), q * d, z.data(), at);
    }
  }

  private Losses loss(
      SequenceBatch batch, Matrix z, Matrix out, double scale, boolean wanted, Matrix dOut) {
    Moments asked = batch.asked();
    int d = architecture.layout().channels();
    int fresh = cell.freshnessAt();
    double sum = 0;
    double squares = 0;
    long values = 0;
    for (int q = 0; q < batch.questions(); q++) {
      for (int c = 0; c < d; c++) {
        float y = asked.values()[q * d + c];
        if (Float.isNaN(y)) {
          continue;
        }
        float f = z.data()[q * z.stride() + fresh + c];
        float last = asked.last()[q * d + c];
        double raw = out.data()[q * out.stride() + d + c];
        double logStd = cell.logStd(out, q, c);
        double std = Math.exp(logStd);
        double residual = (y - cell.mean(out, q, c, f, last)) / std;
        double pull = Math.max(-HUBER, Math.min(HUBER, residual));
        double rho = pull * residual - 0.5 * pull * pull;
        sum += rho + logStd + HALF_LOG_2_PI;
        squares += 2 * rho * std * std;
        values++;
        if (wanted) {
          double dMean = -scale * pull / std;
          double dLog = scale * (1 - residual * pull);
          // Outside its bounds only the way back counts.
          boolean stuck =
              (raw < FilterCell.LEAST_LOG_STD && dLog > 0)
                  || (raw > FilterCell.MOST_LOG_STD && dLog < 0);
          dOut.set(q, c, (float) dMean);
          dOut.set(q, d + c, stuck ? 0f : (float) dLog);
          keepGradient[c] += dMean * f * last;
        }
      }
    }
    return new Losses(sum, values, squares);
  }

  private void decoderBackward(int n, Matrix z, Matrix units, Matrix dOut, Matrix dz) {
    Matrix dUnits = new Matrix(n, units.columns());
    cell.second.addGradient(n, units, dOut);
    cell.second.inputCotangent(n, dOut, dUnits);
    float[] u = units.data();
    float[] du = dUnits.data();
    for (int i = 0; i < n * units.stride(); i++) {
      du[i] = u[i] > 0f ? du[i] : 0f;
    }
    cell.first.addGradient(n, z, dUnits);
    cell.first.inputCotangent(n, dUnits, dz);
  }

  private void questionsBackward(
      SequenceBatch batch, Matrix z, Matrix dOut, Matrix dz, Matrix dAfter) {
    Moments asked = batch.asked();
    int d = architecture.layout().channels();
    int fresh = cell.freshnessAt();
    for (int q = 0; q < batch.questions(); q++) {
      int at = q * z.stride();
      if (asked.source()[q] >= 0) {
        addRateGradients(asked.lead()[q], z.data(), at, dz.data(), at);
        cell.addCarriedBack(
            asked.lead()[q], dz.data(), at, dAfter.data(), asked.source()[q] * dAfter.stride());
      }
      for (int c = 0; c < d; c++) {
        float f = z.data()[at + fresh + c];
        if (f == 0f) {
          continue; // never seen: an infinite age, whose weight stays 0 at any rate
        }
        float last = asked.last()[q * d + c];
        double df =
            dz.data()[at + fresh + c]
                + dz.data()[at + fresh - d + c] * FilterLayout.squash(last)
                + (double) dOut.get(q, c) * cell.keep[c] * last;
        fadeGradient[c] -= df * asked.age()[q * d + c] * f * cell.fade[c];
      }
    }
  }

  /** With y the carried state, ∂y/∂α = −t·y and ∂y/∂ω = t·i·y, times the rate for its logarithm. */
  private void addRateGradients(double time, float[] y, int at, float[] dy, int dAt) {
    int pairs = decayGradient.length;
    for (int j = 0; j < pairs; j++) {
      double a = y[at + j];
      double b = y[at + pairs + j];
      double da = dy[dAt + j];
      double db = dy[dAt + pairs + j];
      decayGradient[j] -= time * cell.decay[j] * (a * da + b * db);
      turnGradient[j] += time * cell.turn[j] * (a * db - b * da);
    }
  }

  private void stepsBackward(SequenceBatch batch, GruStepEvaluator.Trace trace, Matrix dAfter) {
    int stride = dAfter.stride();
    int most = batch.steps() == 0 ? 0 : batch.active(0);
    Matrix dh = new Matrix(most, architecture.hidden());
    for (int step = batch.steps() - 1; step >= 0; step--) {
      int n = batch.active(step);
      int at = batch.start(step);
      System.arraycopy(dAfter.data(), at * stride, dh.data(), 0, n * stride);
      cell.jump.backward(n, at, dh, trace);
      for (int r = 0; r < n && step > 0; r++) {
        double gap = batch.readings().lead()[at + r];
        addRateGradients(gap, trace.before(), (at + r) * stride, dh.data(), r * stride);
        int earlier = batch.start(step - 1) + r;
        cell.addCarriedBack(gap, dh.data(), r * stride, dAfter.data(), earlier * stride);
      }
    }
  }

  private void drain(float[] gradient) {
    cell.jump.drainGradient(gradient);
    cell.first.drainGradient(gradient);
    cell.second.drainGradient(gradient);
    add(decayGradient, gradient, architecture.decay().offset());
    add(turnGradient, gradient, architecture.turn().offset());
    add(fadeGradient, gradient, architecture.fade().offset());
    add(keepGradient, gradient, architecture.keep().offset());
  }

  private static void add(double[] from, float[] to, int at) {
    for (int i = 0; i < from.length; i++) {
      to[at + i] += (float) from[i];
    }
    Arrays.fill(from, 0);
  }
}
