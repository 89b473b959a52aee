package io.anode4j.training;

import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * Losses and gradients of batches over several threads. A batch is cut into shards of fixed size,
 * each computed alone in a workspace that one thread has to itself, and their gradients are added
 * in the order of the shards: the sums do not depend on the number of threads.
 *
 * @param <W> a thread's workspace
 */
public final class ShardedGradient<W extends ShardedGradient.Workspace> {
  private final Workers workers;
  private final int shardSize;
  private final Supplier<W> newWorkspace;
  private final List<float[]> shares = new ArrayList<>();

  /** Last in, first out: the next shard of a thread finds its memory still in the cache. */
  private final ConcurrentLinkedDeque<Loaded<W>> idle = new ConcurrentLinkedDeque<>();

  private long version;

  /** What a thread computes with. */
  public interface Workspace {
    /** Takes over current weights. */
    void load(Parameters parameters);
  }

  /**
   * One shard.
   *
   * @param <W> the workspace
   * @param <Q> what a batch consists of
   * @param <T> sums over a shard
   */
  @FunctionalInterface
  public interface Shard<W, Q, T> {
    /**
     * Computes a shard.
     *
     * @param workspace of the thread, current weights loaded
     * @param part the shard
     * @param number of the shard in its batch, from 0
     * @param gradient zeros, receives the shard's gradient; empty when none is wanted
     * @return sums over the shard
     */
    T compute(W workspace, List<Q> part, int number, float[] gradient);
  }

  /** A workspace and the version of the weights in it. */
  private static final class Loaded<W> {
    final W workspace;
    long version = -1;

    Loaded(W workspace) {
      this.workspace = workspace;
    }
  }

  /**
   * Shards over workers.
   *
   * @param workers who computes
   * @param shardSize elements of a shard, but for the last of a batch
   * @param newWorkspace makes a workspace
   */
  public ShardedGradient(Workers workers, int shardSize, Supplier<W> newWorkspace) {
    this.workers = workers;
    this.shardSize = shardSize;
    this.newWorkspace = newWorkspace;
  }

  /**
   * Computes a batch with weights that may have changed since the last one.
   *
   * @param batch what is cut into shards
   * @param parameters weights
   * @param gradient receives the sum of the shards' gradients; empty when none is wanted
   * @param shard computes one
   * @param <Q> what a batch consists of
   * @param <T> sums over a shard
   * @return the shards' sums, in their order
   */
  public <Q, T> List<T> evaluate(
      List<Q> batch, Parameters parameters, float[] gradient, Shard<W, Q, T> shard) {
    version++;
    int count = (batch.size() + shardSize - 1) / shardSize;
    while (shares.size() < count) {
      shares.add(new float[parameters.size()]);
    }
    float[] none = {};
    boolean wanted = gradient.length > 0;
    List<T> sums =
        workers.map(
            count,
            k -> {
              float[] share = wanted ? shares.get(k) : none;
              Arrays.fill(share, 0f);
              List<Q> part =
                  batch.subList(k * shardSize, Math.min(batch.size(), (k + 1) * shardSize));
              return compute(part, k, share, parameters, shard);
            });
    for (int k = 0; wanted && k < count; k++) {
      float[] share = shares.get(k);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += share[i];
      }
    }
    return sums;
  }

  private <Q, T> T compute(
      List<Q> part, int number, float[] share, Parameters parameters, Shard<W, Q, T> shard) {
    Loaded<W> polled = idle.pollFirst();
    Loaded<W> loaded = polled == null ? new Loaded<>(newWorkspace.get()) : polled;
    if (loaded.version != version) {
      loaded.workspace.load(parameters);
      loaded.version = version;
    }
    T sums = shard.compute(loaded.workspace, part, number, share);
    idle.addFirst(loaded); // Only after success: a failed workspace's state is not known.
    return sums;
  }
}
