package io.anode4j.latent;

import io.anode4j.latent.LatentWorkspace.Losses;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Loss and gradient of a batch over several threads. A batch is cut into shards of fixed size, each
 * computed alone, and their results are added in the order of the shards: the sums do not depend on
 * the number of threads.
 */
final class ShardedEvaluation implements AutoCloseable {
  /** Windows a shard: enough rows for full register blocks, few enough to share a small batch. */
  private static final int SHARD = 32;

  private final LatentArchitecture architecture;
  private final LatentOdeConfig config;
  private final WindowLayout layout;
  private final ExecutorService pool;
  private final List<Shard> shards = new ArrayList<>();

  /** Last in, first out: the next shard of a thread finds its memory still in the cache. */
  private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();

  ShardedEvaluation(
      LatentArchitecture architecture, LatentOdeConfig config, WindowLayout layout, int threads) {
    this.architecture = architecture;
    this.config = config;
    this.layout = layout;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "anode4j-train");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** One shard's share of the gradient; reused. */
  private final class Shard {
    final float[] gradient = new float[architecture.layout().size()];
  }

  /** One thread's workspace and the version of the weights in it. */
  private final class Worker {
    final LatentWorkspace workspace = new LatentWorkspace(architecture);
    long loaded = -1;
  }

  /**
   * Sums over a batch.
   *
   * @param losses summed losses
   * @param evaluations evaluations of the field over all solve rows
   * @param rows solve rows
   * @param failed solve rows that failed
   */
  record Sums(Losses losses, long evaluations, long rows, long failed) {
    Sums plus(Sums o) {
      return new Sums(
          losses.plus(o.losses), evaluations + o.evaluations, rows + o.rows, failed + o.failed);
    }

    static Sums zero() {
      return new Sums(Losses.NONE, 0, 0, 0);
    }
  }

  private long version;

  /** Says that the parameters have changed since the last evaluation. */
  void parametersChanged() {
    version++;
  }

  /**
   * Evaluates a batch.
   *
   * @param queries windows
   * @param parameters weights
   * @param samples posterior samples a window
   * @param klWeight β of the ELBO
   * @param noiseSeed seed of the posterior draws
   * @param gradient receives the gradient of −ELBO times {@code scale}; empty for none
   * @param scale factor of the gradient
   * @return sums over the batch
   */
  Sums evaluate(
      List<WindowQuery> queries,
      Parameters parameters,
      int samples,
      double klWeight,
      long noiseSeed,
      float[] gradient,
      double scale) {
    List<Future<Sums>> pending = new ArrayList<>();
    boolean wanted = gradient.length > 0;
    int count = (queries.size() + SHARD - 1) / SHARD;
    while (shards.size() < count) {
      shards.add(new Shard());
    }
    for (int k = 0; k < count; k++) {
      Shard shard = shards.get(k);
      List<WindowQuery> part =
          queries.subList(k * SHARD, Math.min(queries.size(), (k + 1) * SHARD));
      long seed = noiseSeed + 0x9E3779B97F4A7C15L * (k + 1);
      long current = version;
      pending.add(
          pool.submit(
              () ->
                  onWorker(
                      current,
                      parameters,
                      workspace ->
                          compute(
                              workspace, shard, part, samples, klWeight, seed, wanted, scale))));
    }
    Sums sums = Sums.zero();
    for (int k = 0; k < count; k++) {
      sums = sums.plus(join(pending.get(k)));
      if (wanted) {
        float[] share = shards.get(k).gradient;
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] += share[i];
        }
      }
    }
    return sums;
  }

  private Sums onWorker(long current, Parameters parameters, Function<LatentWorkspace, Sums> work) {
    Worker polled = idle.pollFirst();
    Worker worker = polled == null ? new Worker() : polled;
    if (worker.loaded != current) {
      worker.workspace.load(parameters);
      worker.loaded = current;
    }
    Sums sums = work.apply(worker.workspace);
    idle.addFirst(worker); // Only after success: a failed worker's state is not known.
    return sums;
  }

  private Sums compute(
      LatentWorkspace workspace,
      Shard shard,
      List<WindowQuery> queries,
      int samples,
      double klWeight,
      long seed,
      boolean wanted,
      double scale) {
    WindowBatch batch = WindowBatch.of(queries, layout, samples);
    float[] noise = normals(batch.windows() * samples * config.latentSize(), seed);
    int failed = workspace.forward(batch, noise, wanted);
    Losses losses = workspace.loss(klWeight, wanted ? scale : 0);
    if (wanted) {
      java.util.Arrays.fill(shard.gradient, 0f);
      workspace.backward(noise, shard.gradient);
    }
    return new Sums(losses, workspace.evaluations(batch), batch.rows(), failed);
  }

  static float[] normals(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] draws = new float[count];
    for (int i = 0; i < count; i++) {
      draws[i] = (float) random.nextGaussian();
    }
    return draws;
  }

  private static Sums join(Future<Sums> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Cancellation.of("The training");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a training shard failed", e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
