package io.anode4j.optim;

import io.anode4j.nn.Parameters;
import java.util.List;

/**
 * What training returns.
 *
 * @param parameters the weights: of the best validation loss, or the last ones without validation
 * @param history every epoch
 */
public record Trained(Parameters parameters, List<TrainedEpoch> history) {
  /** Copies the history. */
  public Trained {
    history = List.copyOf(history);
  }

  /** The last epoch. */
  public TrainedEpoch last() {
    return history.get(history.size() - 1);
  }
}
