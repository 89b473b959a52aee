package io.anode4j.latent;

import io.anode4j.latent.task.Classes;
import io.anode4j.latent.task.HeadTerm;
import io.anode4j.nn.Mlp;

/**
 * What turns the mean of z into scores of classes.
 *
 * @param units width of its hidden layer; 0 for none
 * @param outputs how many classes there are
 */
record ClassHead(int units, int outputs) implements Head {
  @Override
  public String name() {
    return "classes";
  }

  @Override
  public HeadTerm term(Mlp placed) {
    return new Classes(placed);
  }
}
