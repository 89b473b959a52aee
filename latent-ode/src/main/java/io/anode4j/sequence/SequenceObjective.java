package io.anode4j.sequence;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.sequence.SequenceWorkspace.Losses;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ShardedGradient;
import io.anode4j.training.TrainingObjective;
import java.util.List;
import java.util.function.Supplier;

/**
 * −log p of each next reading and of farther ones, a value, over windows drawn at random. Batches
 * are cut into shards of fixed size whose sums are added in order: threads do not change them.
 */
public final class SequenceObjective implements TrainingObjective {
  private static final int SHARD = 8;

  private final Parameters fresh;
  private final SequenceWindows windows;
  private final int batchSize;
  private final ShardedGradient<SequenceWorkspace> shards;
  private List<SequenceWindow> drawn = List.of();

  /**
   * The loss of a model over windows.
   *
   * @param fresh fresh weights
   * @param windows draws them
   * @param batchSize windows an optimiser step
   * @param workspaces makes what a thread computes with
   * @param workers who computes
   */
  public SequenceObjective(
      Parameters fresh,
      SequenceWindows windows,
      int batchSize,
      Supplier<SequenceWorkspace> workspaces,
      Workers workers) {
    this.fresh = fresh;
    this.windows = windows;
    this.batchSize = batchSize;
    this.shards = new ShardedGradient<>(workers, SHARD, workspaces);
  }

  @Override
  public ParameterLayout layout() {
    return fresh.layout();
  }

  @Override
  public Parameters initialize() {
    return fresh.copy();
  }

  @Override
  public int batches() {
    return (windows.perEpoch() + batchSize - 1) / batchSize;
  }

  @Override
  public int windows() {
    return windows.perEpoch();
  }

  @Override
  public void beginEpoch(int epoch) {
    drawn = windows.drawn(epoch);
  }

  @Override
  public Sums evaluate(int batch, Parameters parameters, float[] gradient) {
    int from = batch * batchSize;
    Losses losses =
        evaluate(
            drawn.subList(from, Math.min(drawn.size(), from + batchSize)), parameters, gradient);
    if (losses.values() > 0) {
      float scale = (float) (1 / losses.values());
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= scale;
      }
    }
    return new Sums(losses.loss(), losses.values(), 0, 1);
  }

  @Override
  public Validation validate(Parameters parameters) {
    Losses losses = evaluate(windows.validation(), parameters, new float[0]);
    double values = Math.max(1, losses.values());
    return new Validation(losses.loss() / values, losses.squaredError() / values);
  }

  private Losses evaluate(List<SequenceWindow> asked, Parameters parameters, float[] gradient) {
    return shards
        .evaluate(
            asked,
            parameters,
            gradient,
            (SequenceWorkspace workspace, List<SequenceWindow> part, int number, float[] share) ->
                workspace.evaluate(part, share))
        .stream()
        .reduce(Losses.NONE, Losses::plus);
  }
}
