package io.anode4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeConfigBuilder;
import io.anode4j.latent.LatentRegressor;
import io.anode4j.regression.RegressionReport;
import org.junit.jupiter.api.Test;

/** Lessons on covariates and on regression. */
class TaskLessonsTest {
  private static LatentOdeConfigBuilder small() {
    return LatentOdeConfig.builder()
        .latentSize(6)
        .augment(0)
        .encoderUnits(16)
        .fieldUnits(16)
        .decoderUnits(16)
        .forecastSamples(4);
  }

  /** Two plans of one tank differ by 40·(1 − e⁻²) = 34.6 after a horizon. */
  @Test
  void aPlanMovesTheForecastAsTheEquationSays() {
    PlannedHeating.Plans plans = PlannedHeating.run(small().epochs(2).windowsPerEpoch(256), 16);
    assertEquals(plans.truth(60), plans.on(), 1.5, plans.toString());
    assertEquals(plans.truth(20), plans.off(), 1.5, plans.toString());
  }

  @Test
  void theLifeThatRemainsIsToldBetterThanByTheMean() {
    RegressionReport report =
        RemainingLife.run(small().epochs(20).batchSize(16).learningRate(0.01), 150);
    double model = report.scores().get("model").rmse();
    double mean = report.scores().get(LatentRegressor.MEAN).rmse();
    assertTrue(model < 0.6 * mean, report.table());
  }
}
