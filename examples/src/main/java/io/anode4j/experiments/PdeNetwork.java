package io.anode4j.experiments;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Conv2d;
import io.anode4j.nn.ImageWindow;
import io.anode4j.nn.Layer;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.PdeBlocks;
import io.anode4j.nn.Residual;
import io.anode4j.nn.Sequential;

/** The four networks, of convolutions over images of some channels and a side. */
enum PdeNetwork {
  /** x + h·K₂ σ(K₁x + b). */
  RESNET("ResNet", false),
  /** x − h·Kᵀ σ(Kx + b). */
  PARABOLIC("parabolic", false),
  /** Two halves of the channels that move each other. */
  HAMILTONIAN("Hamiltonian", true),
  /** Half of the channels are the velocity of the other half. */
  SECOND_ORDER("second order", true);

  static final Activation ACTIVATION = Activation.RELU;

  private final String words;
  private final boolean reversible;

  PdeNetwork(String words, boolean reversible) {
    this.words = words;
    this.reversible = reversible;
  }

  String words() {
    return words;
  }

  /** Whether it moves halves, and so can be run backwards exactly. */
  boolean reversible() {
    return reversible;
  }

  /** A convolution that keeps channels and sides. */
  static Conv2d map(ParameterLayout.Builder layout, String name, int channels, int side) {
    Conv2d bare =
        Conv2d.in(layout, name, ImageWindow.same(side, side, 3), false, channels, channels);
    return bare.withBias(layout, name);
  }

  /** One step with weights of its own. */
  Layer step(ParameterLayout.Builder layout, String name, int channels, int side, double h) {
    int half = channels / 2;
    return switch (this) {
      case RESNET ->
          new Residual(
              Sequential.of(
                  map(layout, name + ".1", channels, side),
                  ACTIVATION.layer(channels * side * side),
                  map(layout, name + ".2", channels, side)),
              h);
      case PARABOLIC -> PdeBlocks.parabolic(map(layout, name, channels, side), ACTIVATION, h);
      case HAMILTONIAN ->
          PdeBlocks.hamiltonian(
              map(layout, name + ".1", half, side),
              map(layout, name + ".2", half, side),
              ACTIVATION,
              h);
      case SECOND_ORDER -> PdeBlocks.secondOrder(map(layout, name, half, side), ACTIVATION, h);
    };
  }
}
