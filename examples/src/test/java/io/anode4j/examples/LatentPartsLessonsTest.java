package io.anode4j.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.classification.ClassReport;
import io.anode4j.data.synthetic.PeriodicToy;
import io.anode4j.latent.LatentClassifier;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeConfigBuilder;
import io.anode4j.latent.dynamics.Linear;
import io.anode4j.latent.encoder.Gru;
import io.anode4j.latent.encoder.MultiTimeAttention;
import io.anode4j.latent.encoder.OdeRnn;
import io.anode4j.latent.encoder.Pooling;
import io.anode4j.latent.likelihood.Gaussian;
import io.anode4j.latent.likelihood.StudentT;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatentPartsLessonsTest {
  @Test
  void allEncodersFillGapsBetterThanTheMean() {
    PeriodicToy toy = new PeriodicToy(100, 20, 0.01, true, 1);
    LatentOdeConfigBuilder config = small().epochs(40).contextKeep(0.4);
    double gru = OdeRnnEncoder.error(toy, config, new Gru(24, 0));
    double odeRnn = OdeRnnEncoder.error(toy, config, new OdeRnn(24, 0, 24, 1, "midpoint", 0.5));
    double mtan = OdeRnnEncoder.error(toy, config, new MultiTimeAttention(24, 16, 1, 16, 8));
    double pooling = OdeRnnEncoder.error(toy, config, new Pooling(24, 0, 12, 16, 12, 4));
    double most = Math.max(Math.max(gru, pooling), Math.max(odeRnn, mtan));
    assertTrue(most < 0.45, List.of(gru, odeRnn, mtan, pooling).toString()); // a sine has 1/2
  }

  @Test
  void linearDynamicsStayTameFarAhead() {
    LinearDynamics.Result linear = LinearDynamics.run(new Linear(), 30, 15, 1);
    // The tides' own spread is about 1.1; what is not known of them cannot cost more than twice it.
    assertTrue(linear.within() < 0.6, linear.toString());
    assertTrue(linear.beyond() < 1.1, linear.toString());
  }

  @Test
  void studentsTIsNarrowerAndLikelierAmongWildValues() {
    LatentOdeConfigBuilder small = small().epochs(60);
    WildValues.Result gaussian = WildValues.run(small, new Gaussian(), 100, 1);
    WildValues.Result robust = WildValues.run(small, StudentT.defaults(), 100, 1);
    assertTrue(robust.width() < gaussian.width(), robust + " beside " + gaussian);
    assertTrue(robust.nats() > gaussian.nats(), robust + " beside " + gaussian);
  }

  @Test
  void theClassifierSeesHowFastSpringsSwing() {
    ClassReport report = ClassifiedSprings.run(small().epochs(80), 200);
    double model = report.scores().get("model").auc();
    assertTrue(model > 0.85, report.table());
    assertTrue(
        model > report.scores().get(LatentClassifier.REGRESSION).auc() + 0.05, report.table());
  }

  private static LatentOdeConfigBuilder small() {
    return LatentOdeConfig.builder()
        .latentSize(6)
        .augment(0)
        .encoderUnits(24)
        .fieldUnits(24)
        .batchSize(16)
        .learningRate(0.01);
  }
}
