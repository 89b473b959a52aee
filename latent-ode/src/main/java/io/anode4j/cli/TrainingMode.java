package io.anode4j.cli;

import java.util.Locale;

/** The ways to infer the present. */
enum TrainingMode {
  WINDOW,
  FILTER,
  RNN_DELTA_T,
  RNN_DECAY,
  GRU_D,
  ODE_RNN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
