package io.anode4j.latent;

import io.anode4j.latent.task.HeadTerm;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;

/** What a model says of a whole series, from the mean of q(z): settings of that part. */
sealed interface Head permits ClassHead, NumberHead {
  /** Width of its hidden layer; 0 for none. */
  int units();

  /** Numbers that it gives. */
  int outputs();

  /** Begin of the names of its arrays. */
  String name();

  /** Its loss, for one thread. */
  HeadTerm term(Mlp placed);

  /** Its place among the weights. */
  default Placed in(ParameterLayout.Builder layout, int latent) {
    Mlp network =
        units() == 0
            ? Mlp.in(layout, name(), Activation.TANH, latent, outputs())
            : Mlp.in(layout, name(), Activation.TANH, latent, units(), outputs());
    return new Placed(this, network);
  }

  /**
   * A head with its place.
   *
   * @param head its settings
   * @param network from the mean of z to its outputs
   */
  record Placed(Head head, Mlp network) {
    HeadTerm term() {
      return head.term(network);
    }
  }
}
