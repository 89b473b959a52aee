package io.anode4j.experiments;

import io.anode4j.anode.NeuralOde;
import io.anode4j.nn.Activation;
import io.anode4j.nn.AveragePool;
import io.anode4j.nn.Conv2d;
import io.anode4j.nn.Dense;
import io.anode4j.nn.GroupNorm;
import io.anode4j.nn.ImageWindow;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Residual;
import io.anode4j.nn.Sequential;
import io.anode4j.ode.Solver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The networks of table 1 of Chen et al. 2018, as their later code ({@code odenet_mnist.py}) has
 * them: a stem that takes images of side 28 to 64 channels of side 6, something in the middle, and
 * a head; and the perceptron that they quote from LeCun et al. 1998.
 *
 * @param name what the page calls it
 * @param stem everything before the block that is solved; all of a network without one
 * @param ode the block that is solved
 * @param network all of it, with first weights
 */
record ImageNetwork(String name, Layer stem, Optional<NeuralOde> ode, Network network) {
  static final Solver ADAPTIVE = Solver.dopri5(1e-3, 1e-3).withMaxSteps(1000);

  private static final int CLASSES = 10;
  private static final int HIDDEN = 300;
  private static final int BLOCKS = 6;

  /** One hidden layer of 300. */
  static ImageNetwork perceptron(int side, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Layer all = Mlp.in(layout, "mlp", Activation.RELU, side * side, HIDDEN, CLASSES);
    return new ImageNetwork(
        "MLP", all, Optional.empty(), Network.create(all, layout.build(), seed));
  }

  /** Stem and head alone. */
  static ImageNetwork stem(int side, int channels, long seed) {
    return new Parts(side, channels).network("stem only", Optional.empty(), seed);
  }

  /** Six residual blocks between them. */
  static ImageNetwork residual(int side, int channels, long seed) {
    Parts parts = new Parts(side, channels);
    List<Layer> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      blocks.add(Residual.of(parts.block("block" + i)));
    }
    return parts.network("ResNet", Optional.of(new Sequential(blocks)), seed);
  }

  /** A block solved from 0 to 1 between them, its field knowing the time. */
  static ImageNetwork ode(int side, int channels, String name, Solver solver, long seed) {
    Parts parts = new Parts(side, channels);
    return parts.network(name, Optional.of(NeuralOde.of(parts.field(), solver)), seed);
  }

  /** How many weights it has. */
  int size() {
    return network.parameters().size();
  }

  /** The layers of a size, with their places in one layout. */
  private static final class Parts {
    private final ParameterLayout.Builder layout = ParameterLayout.builder();
    private final int channels;
    private final int side;
    private final Layer stem;

    Parts(int imageSide, int channels) {
      this.channels = channels;
      ImageWindow first = new ImageWindow(imageSide, imageSide, 3, 1, 0);
      ImageWindow second = halving(first);
      ImageWindow third = halving(second);
      side = third.outputHeight();
      stem =
          Sequential.of(
              Conv2d.in(layout, "stem1", first, false, 1, channels).withBias(layout, "stem1"),
              norm("stem1.norm", first.outputPixels()),
              relu(first.outputPixels()),
              Conv2d.in(layout, "stem2", second, false, channels, channels)
                  .withBias(layout, "stem2"),
              norm("stem2.norm", second.outputPixels()),
              relu(second.outputPixels()),
              Conv2d.in(layout, "stem3", third, false, channels, channels)
                  .withBias(layout, "stem3"));
    }

    private static ImageWindow halving(ImageWindow before) {
      return new ImageWindow(before.outputHeight(), before.outputWidth(), 4, 2, 1);
    }

    private Layer norm(String name, int pixels) {
      return GroupNorm.in(layout, name, Math.min(32, channels / 2), channels, pixels);
    }

    private Layer relu(int pixels) {
      return Activation.RELU.layer(channels * pixels);
    }

    Layer block(String name) {
      ImageWindow same = ImageWindow.same(side, side, 3);
      return Sequential.of(
          norm(name + ".norm1", side * side),
          relu(side * side),
          Conv2d.in(layout, name + ".conv1", same, false, channels, channels),
          norm(name + ".norm2", side * side),
          relu(side * side),
          Conv2d.in(layout, name + ".conv2", same, false, channels, channels));
    }

    Layer field() {
      return Sequential.of(
          norm("field.norm1", side * side),
          relu(side * side),
          Conv2d.in(layout, "field.conv1", side, side, 3, true, channels, channels),
          norm("field.norm2", side * side),
          relu(side * side),
          Conv2d.in(layout, "field.conv2", side, side, 3, true, channels, channels),
          norm("field.norm3", side * side));
    }

    ImageNetwork network(String name, Optional<Layer> middle, long seed) {
      List<Layer> all = new ArrayList<>(List.of(stem));
      middle.ifPresent(all::add);
      all.add(norm("head.norm", side * side));
      all.add(relu(side * side));
      all.add(AveragePool.whole(channels, side));
      all.add(Dense.in(layout, "head", channels, CLASSES));
      Layer layer = new Sequential(all);
      return new ImageNetwork(
          name,
          stem,
          middle.filter(NeuralOde.class::isInstance).map(NeuralOde.class::cast),
          Network.create(layer, layout.build(), seed));
    }
  }
}
