package io.anode4j.cli;

import io.anode4j.recurrent.Cell;
import java.util.Locale;

/** The families that {@code train} knows, and which of their kinds: a new one is a line here. */
enum TrainingMode {
  WINDOW(new LatentOdeFamily()),
  FILTER(new FilterFamily()),
  RNN_DELTA_T(new RecurrentFamily(Cell.RNN_DELTA_T)),
  RNN_DECAY(new RecurrentFamily(Cell.RNN_DECAY)),
  GRU_D(new RecurrentFamily(Cell.GRU_D)),
  ODE_RNN(new RecurrentFamily(Cell.ODE_RNN));

  private final ModelFamily family;

  TrainingMode(ModelFamily family) {
    this.family = family;
  }

  ModelFamily family() {
    return family;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
