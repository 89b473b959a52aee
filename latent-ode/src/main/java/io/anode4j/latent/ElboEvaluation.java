package io.anode4j.latent;

import io.anode4j.latent.LatentWorkspace.Losses;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Workers;
import io.anode4j.training.Seeds;
import io.anode4j.training.ShardedGradient;
import java.util.List;
import java.util.SplittableRandom;

/** Loss and gradient of a batch of windows over several threads. */
final class ElboEvaluation {
  /**
   * Windows a shard: a register block of rows, and enough shards in a batch for many threads. Fewer
   * would leave the kernels' blocks half empty, more would leave threads idle.
   */
  private static final int SHARD = 4;

  /** The bound itself. */
  static final Weights ALL = new Weights(1, 1);

  private final int latentSize;
  private final WindowLayout layout;
  private final ShardedGradient<LatentWorkspace> shards;

  ElboEvaluation(LatentArchitecture architecture, WindowLayout layout, Workers workers) {
    this.latentSize = architecture.augmentation().features();
    this.layout = layout;
    this.shards = new ShardedGradient<>(workers, SHARD, () -> new LatentWorkspace(architecture));
  }

  /**
   * Sums over a batch.
   *
   * @param losses summed losses
   * @param evaluations evaluations of the field over all solve rows
   * @param rows solve rows
   */
  record Sums(Losses losses, long evaluations, long rows) {
    static final Sums NONE = new Sums(Losses.NONE, 0, 0);

    Sums plus(Sums o) {
      return new Sums(losses.plus(o.losses), evaluations + o.evaluations, rows + o.rows);
    }
  }

  /**
   * Weights of loss terms beside the values'.
   *
   * @param kl β of the ELBO
   * @param head of the loss of the head
   */
  record Weights(double kl, double head) {}

  /**
   * Evaluates a batch.
   *
   * @param queries windows
   * @param parameters weights
   * @param samples posterior samples a window
   * @param weights of the loss terms
   * @param noiseSeed seed of the posterior draws
   * @param gradient receives the gradient of −ELBO times {@code scale}; empty for none
   * @param scale factor of the gradient
   * @return sums over the batch
   */
  Sums evaluate(
      List<WindowQuery> queries,
      Parameters parameters,
      int samples,
      Weights weights,
      long noiseSeed,
      float[] gradient,
      double scale) {
    return shards
        .evaluate(
            queries,
            parameters,
            gradient,
            (LatentWorkspace workspace, List<WindowQuery> part, int number, float[] share) -> {
              WindowBatch batch = WindowBatch.of(part, layout, samples);
              long seed = new Seeds(noiseSeed).shard(number).value();
              float[] noise = normals(batch.windows() * samples * latentSize, seed);
              boolean wanted = share.length > 0;
              workspace.forward(batch, noise, wanted);
              workspace.headWeight(weights.head());
              Losses losses = workspace.loss(weights.kl(), wanted ? scale : 0);
              if (wanted) {
                workspace.backward(noise, share);
              }
              return new Sums(losses, workspace.evaluations(batch), batch.rows());
            })
        .stream()
        .reduce(Sums.NONE, Sums::plus);
  }

  static float[] normals(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] draws = new float[count];
    for (int i = 0; i < count; i++) {
      draws[i] = (float) random.nextGaussian();
    }
    return draws;
  }
}
