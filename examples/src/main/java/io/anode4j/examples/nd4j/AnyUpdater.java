package io.anode4j.examples.nd4j;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.optim.Nd4jOptimizer;
import io.anode4j.optim.Nd4jSchedule;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;
import io.anode4j.tensor.Matrix;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * Any of ND4J's updaters trains a network of anode4j, and any of its schedules sets the rate. The
 * schedule is plain Java; only the updater needs the native library.
 */
public final class AnyUpdater {
  private AnyUpdater() {}

  /** Fits a parabola with a rule such as {@code new Nadam()}. */
  static Trained run(IUpdater rule) {
    float[][] x = new float[64][];
    float[][] y = new float[64][];
    for (int i = 0; i < x.length; i++) {
      x[i] = new float[] {i / 32f - 1};
      y[i] = new float[] {x[i][0] * x[i][0]};
    }
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "f", Activation.TANH, 1, 16, 1);
    Network start = Network.create(mlp, layout.build(), 1);
    return Trainer.of(60)
        .withBatchSize(16)
        .withOptimizer(() -> new Nd4jOptimizer(rule))
        .withLearningRate(
            new Nd4jSchedule(new ExponentialSchedule(ScheduleType.EPOCH, 0.02, 0.98), 4))
        .fit(start, Matrix.of(x), Matrix.of(y), Loss.meanSquared());
  }
}
