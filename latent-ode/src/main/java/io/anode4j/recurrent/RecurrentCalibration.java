package io.anode4j.recurrent;

import io.anode4j.latent.likelihood.LikelihoodPass;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.LeadFactors;
import io.anode4j.sequence.Moments;
import io.anode4j.sequence.SequenceBatch;
import io.anode4j.sequence.SequenceWindow;
import io.anode4j.tensor.Matrix;
import java.util.List;

/** Fits what a model's scales are worth, on readings that no gradient has seen. */
final class RecurrentCalibration {
  /** Farther readings asked of each state: more would say the same. */
  private static final int LEADS = 4;

  private static final int WINDOWS_AT_ONCE = 16;

  private RecurrentCalibration() {}

  /**
   * Fits the factors.
   *
   * @param architecture the parts
   * @param parameters weights
   * @param validation windows over what is set apart
   * @param horizon how far ahead, original time
   * @return factors by channel and lead
   */
  static LeadFactors fit(
      RecurrentArchitecture architecture,
      Parameters parameters,
      List<SequenceWindow> validation,
      double horizon) {
    RecurrentLayout layout = architecture.layout();
    int d = layout.channels();
    RecurrentPass pass = new RecurrentPass(architecture);
    pass.load(parameters);
    LikelihoodPass likelihood = architecture.likelihood().pass();
    likelihood.load(parameters);
    double[] knots = LeadFactors.knots(horizon / layout.timeUnit());
    List<List<List<Double>>> residuals = LeadFactors.room(knots, d);
    for (int from = 0; from < validation.size(); from += WINDOWS_AT_ONCE) {
      int to = Math.min(validation.size(), from + WINDOWS_AT_ONCE);
      SequenceBatch batch =
          SequenceBatch.training(
              validation.subList(from, to), d, layout.timeUnit(), horizon, LEADS);
      collect(batch, pass.forward(batch).answers(), likelihood, knots, residuals);
    }
    return LeadFactors.fit(knots, residuals);
  }

  private static void collect(
      SequenceBatch batch,
      Matrix answers,
      LikelihoodPass likelihood,
      double[] knots,
      List<List<List<Double>>> residuals) {
    Moments asked = batch.asked();
    int d = residuals.get(0).size();
    for (int q = 0; q < batch.questions(); q++) {
      double lead = asked.lead()[q];
      int knot = LeadFactors.nearest(knots, Math.max(lead, knots[0]));
      for (int c = 0; c < d && asked.source()[q] >= 0; c++) {
        float y = asked.values()[q * d + c];
        if (!Float.isNaN(y)) {
          double half = -likelihood.density(c).lowerQuantile((1 - LeadFactors.LEVEL) / 2);
          double scale = likelihood.scale(c, answers.data(), q * answers.stride()) * half;
          double residual = Math.abs(y - answers.get(q, c)) / scale;
          residuals.get(knot).get(c).add(LeadFactors.NORMAL * residual);
        }
      }
    }
  }
}
