package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.Phases;
import io.anode4j.nn.Parameters;
import io.anode4j.optim.Optimizer;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The latent-ODE workloads of docs/benchmarks.md with seeded random weights and data, opened to the
 * benchmarks of another package: W4 (a training step) and W5 (encode 50, extrapolate 20).
 */
public final class ReferenceStep implements AutoCloseable {
  private final LatentArchitecture architecture;
  private final Parameters parameters;
  private final List<WindowQuery> queries = new ArrayList<>();
  private final Workers workers;
  private final ElboEvaluation evaluation;
  private final LatentWorkspace workspace;
  private final WindowLayout layout;
  private final float[] gradient;
  private final float[] noise;
  private final Optimizer optimizer = Optimizer.adam();

  private ReferenceStep(LatentOdeConfig config, int channels, int threads) {
    layout = new WindowLayout(channels, false, 1, 0, Phases.NONE, 0, 0, 1, 1);
    architecture = LatentArchitecture.of(config, layout);
    parameters = architecture.initialize(new SplittableRandom(1));
    workers = new Workers(threads, "The benchmark");
    evaluation = new ElboEvaluation(architecture, layout, workers);
    workspace = new LatentWorkspace(architecture);
    workspace.load(parameters);
    gradient = new float[parameters.size()];
    noise = new float[1024 * config.latentSize()];
  }

  /** W4: GRU 32 over 100 observations of 2 channels, latent 8, field 8-64-64-8, decoder 8-32-2. */
  public static ReferenceStep training(int threads) {
    LatentOdeConfig config =
        LatentOdeConfig.builder()
            .alone()
            .latentSize(8)
            .augment(0)
            .encoderUnits(32)
            .decoderUnits(32)
            .build();
    ReferenceStep step = new ReferenceStep(config, 2, threads);
    step.fill(128, 100, 2, 0);
    return step;
  }

  /**
   * W5: GRU 32 over 50 observations of 8 sensors, latent 10, field 10-100-100-10, linear decoder.
   */
  public static ReferenceStep inference(int batch) {
    LatentOdeConfig config =
        LatentOdeConfig.builder()
            .alone()
            .latentSize(10)
            .augment(0)
            .encoderUnits(32)
            .fieldUnits(100)
            .decoderUnits(0)
            .build();
    ReferenceStep step = new ReferenceStep(config, 8, 1);
    step.fill(batch, 50, 8, 20);
    return step;
  }

  private void fill(int windows, int length, int channels, int ahead) {
    SplittableRandom random = new SplittableRandom(2);
    for (int w = 0; w < windows; w++) {
      double[] times = new double[length];
      double[][] values = new double[length][channels];
      for (int i = 0; i < length; i++) {
        times[i] = 5.0 * i / length;
        for (int c = 0; c < channels; c++) {
          values[i][c] = random.nextGaussian();
        }
      }
      TimeSeries s = TimeSeries.of("w" + w, times, values);
      double[] asked = new double[ahead];
      for (int i = 0; i < ahead; i++) {
        asked[i] = 5 + (i + 1) * 0.05;
      }
      queries.add(
          ahead == 0
              ? WindowQuery.training(s, s.slice(length, length))
              : WindowQuery.forecast(s, asked));
    }
  }

  /** One optimiser step, layout of the batch included; returns the loss. */
  public double train() {
    Arrays.fill(gradient, 0f);
    double loss =
        evaluation
            .evaluate(queries, parameters, 1, ElboEvaluation.ALL, 7, gradient, 1.0 / 128)
            .losses()
            .loss();
    optimizer.step(parameters, gradient, 1e-6);
    return loss;
  }

  /** One pass from observations to decoded means; returns one of them. */
  public float infer() {
    WindowBatch batch = WindowBatch.of(queries, layout, 1);
    workspace.forward(batch, noise, false);
    return (float) workspace.mean(batch, 0, 19, 0);
  }

  @Override
  public void close() {
    workers.close();
  }
}
