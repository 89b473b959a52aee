package io.anode4j.optim;

import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Loss;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.RowBlocks;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The loss of a layer's outputs against known targets, with the layer's own penalties.
 *
 * <p>A batch is cut into shards of a fixed number of samples, and their gradients are added in
 * order: memory is bounded by a shard, and the result is the same to the bit on any number of
 * threads. What a layer draws at random it draws for each shard.
 */
public final class SupervisedObjective implements Objective {
  private final int samples;
  private final int shard;
  private final @Nullable Workers workers;
  private final List<float[]> gradients = new ArrayList<>();

  /** All that were made; each is with one thread or idle. */
  private final List<SupervisedShard> shards = new ArrayList<>();

  private final ConcurrentLinkedDeque<SupervisedShard> idle = new ConcurrentLinkedDeque<>();

  /**
   * An objective over a set of samples, on the calling thread, in shards of 16 to 1024 samples:
   * fewer where they are wide.
   *
   * @param layer the architecture
   * @param inputs {@code [samples × inputs]}, at least one
   * @param targets as many rows, in the shape that the loss asks for
   * @param loss loss of outputs against targets
   */
  public SupervisedObjective(Layer layer, Matrix inputs, Matrix targets, Loss loss) {
    this(layer, inputs, targets, loss, shardSize(layer), null);
  }

  /**
   * An objective over a set of samples on several threads.
   *
   * @param layer the architecture
   * @param inputs {@code [samples × inputs]}, at least one
   * @param targets as many rows, in the shape that the loss asks for
   * @param loss loss of outputs against targets
   * @param shard samples at a time, at least 1; a part of the result's bits
   * @param workers who computes, closed by whoever made them; null for the calling thread
   */
  public SupervisedObjective(
      Layer layer, Matrix inputs, Matrix targets, Loss loss, int shard, @Nullable Workers workers) {
    if (inputs.rows() != targets.rows()
        || inputs.rows() == 0
        || inputs.columns() != layer.inputs()) {
      throw new IllegalArgumentException(
          String.format(
              "Inputs %s and targets %s for a layer of %d inputs; expected as many rows, at least"
                  + " one, and as many columns as inputs",
              inputs, targets, layer.inputs()));
    }
    if (shard < 1) {
      throw new IllegalArgumentException("Shards of " + shard + " samples; expected at least 1");
    }
    samples = inputs.rows();
    this.shard = shard;
    this.workers = workers;
    for (int i = 0; i < (workers == null ? 1 : workers.threads()); i++) {
      shards.add(new SupervisedShard(layer, inputs, targets, loss));
    }
    idle.addAll(shards);
  }

  /**
   * The usual size of a shard.
   *
   * @param layer the architecture
   * @return 16 to 1024 samples, fewer for wide inputs or outputs
   */
  public static int shardSize(Layer layer) {
    return RowBlocks.rows(Math.max(layer.inputs(), layer.outputs()));
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public void load(Parameters parameters) {
    shards.forEach(s -> s.load(parameters));
  }

  @Override
  public double accumulate(int[] batch, RandomGenerator random, float[] gradient) {
    int count = (batch.length + shard - 1) / shard;
    if (count == 1) {
      return with(workspace -> workspace.accumulate(batch, random, gradient));
    }
    while (gradients.size() < count) {
      gradients.add(new float[gradient.length]);
    }
    long[] seeds = new long[count];
    Arrays.setAll(seeds, k -> random.nextLong());
    List<Double> losses =
        each(
            count,
            k -> {
              int[] part =
                  Arrays.copyOfRange(batch, k * shard, Math.min(batch.length, (k + 1) * shard));
              float[] own = gradients.get(k);
              Arrays.fill(own, 0f);
              return with(w -> w.accumulate(part, new SplittableRandom(seeds[k]), own))
                  * part.length
                  / batch.length;
            });
    for (int k = 0; k < count; k++) {
      int rows = Math.min(batch.length, (k + 1) * shard) - k * shard;
      add(gradients.get(k), (float) rows / batch.length, gradient);
    }
    return sum(losses);
  }

  private static void add(float[] x, float share, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += share * x[i];
    }
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(v -> v).reduce(0, Double::sum);
  }

  @Override
  public double evaluate() {
    int count = (samples + shard - 1) / shard;
    List<Double> sums =
        each(
            count,
            k -> {
              int from = k * shard;
              return with(w -> w.sum(from, Math.min(shard, samples - from)));
            });
    return sum(sums) / samples;
  }

  private List<Double> each(int count, IntFunction<Double> work) {
    return workers == null
        ? IntStream.range(0, count).mapToObj(work).toList()
        : workers.map(count, work);
  }

  /** Lends a workspace; there are as many as threads. */
  private double with(ToDoubleFunction<SupervisedShard> work) {
    SupervisedShard workspace = idle.removeFirst();
    try {
      return work.applyAsDouble(workspace);
    } finally {
      idle.addFirst(workspace);
    }
  }

  @Override
  public FieldEvaluations takeEvaluations() {
    FieldEvaluations sum = FieldEvaluations.NONE;
    for (SupervisedShard workspace : shards) {
      sum = sum.plus(workspace.takeEvaluations());
    }
    return sum;
  }
}
