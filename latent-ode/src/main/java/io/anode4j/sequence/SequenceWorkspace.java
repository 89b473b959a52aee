package io.anode4j.sequence;

import io.anode4j.training.ShardedGradient;
import java.util.List;

/** What a thread computes losses of windows with. */
public interface SequenceWorkspace extends ShardedGradient.Workspace {
  /**
   * Loss of windows, and its gradient where wanted.
   *
   * @param windows windows of at least one reading
   * @param gradient receives the gradient of the summed loss; empty for none
   * @return sums
   */
  Losses evaluate(List<SequenceWindow> windows, float[] gradient);

  /**
   * Sums over what windows were asked.
   *
   * @param loss loss in nats
   * @param values number of values asked
   * @param squaredError squared error on the model's scale, limited where the loss is
   */
  record Losses(double loss, double values, double squaredError) {
    /** Nothing. */
    public static final Losses NONE = new Losses(0, 0, 0);

    Losses plus(Losses o) {
      return new Losses(loss + o.loss, values + o.values, squaredError + o.squaredError);
    }
  }
}
