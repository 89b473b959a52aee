package io.anode4j.latent;

import io.anode4j.latent.task.HeadTerm;
import io.anode4j.latent.task.Regression;
import io.anode4j.nn.Mlp;

/**
 * What turns the mean of z into a scaled number.
 *
 * @param units width of its hidden layer; 0 for none
 */
record NumberHead(int units) implements Head {
  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public String name() {
    return "number";
  }

  @Override
  public HeadTerm term(Mlp placed) {
    return new Regression(placed);
  }
}
