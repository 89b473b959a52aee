package io.anode4j.experiments;

import io.anode4j.anode.Augment;
import io.anode4j.anode.NeuralOde;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Conv2d;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Sequential;
import java.util.Optional;

/**
 * The convolutional networks of Dupont, Doucet and Teh 2019, appendix F.1: a field of a 1 × 1, a 3
 * × 3 and a 1 × 1 convolution on images with p channels of zeros beside them, and a linear head.
 */
final class AugmentedImages {
  private static final int CLASSES = 10;
  private static final int WIDEST = 200;

  private AugmentedImages() {}

  /** A network for images of a side, with p extra channels and a field of k channels inside. */
  static ImageNetwork of(int side, int extra, int width, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    int channels = 1 + extra;
    int pixels = side * side;
    Layer field =
        Sequential.of(
            Conv2d.in(layout, "field.a", side, side, 1, false, channels, width),
            Activation.RELU.layer(width * pixels),
            Conv2d.in(layout, "field.b", side, side, 3, false, width, width),
            Activation.RELU.layer(width * pixels),
            Conv2d.in(layout, "field.c", side, side, 1, false, width, channels));
    NeuralOde ode = NeuralOde.of(field, ImageNetwork.ADAPTIVE);
    Layer stem =
        extra == 0 ? Activation.IDENTITY.layer(pixels) : Augment.zeros(pixels, extra * pixels);
    Layer all = Sequential.of(stem, ode, Dense.in(layout, "head", channels * pixels, CLASSES));
    return new ImageNetwork(
        extra == 0 ? "NODE" : "ANODE p=" + extra,
        stem,
        Optional.of(ode),
        Network.create(all, layout.build(), seed));
  }

  private static long size(int side, int extra, long k) {
    long c = 1 + extra;
    return c * k + k + 9 * k * k + k + c * k + c + (c * side * side + 1) * CLASSES;
  }

  /** The width whose number of parameters is nearest to one that is wanted. */
  static int width(int side, int extra, int wanted) {
    int best = 1;
    for (int k = 2; k <= WIDEST; k++) {
      long miss = Math.abs(size(side, extra, k) - wanted);
      best = miss < Math.abs(size(side, extra, best) - wanted) ? k : best;
    }
    return best;
  }
}
